import { GRADE_RULES, GRADES, type Grade } from '../../../../contract/incident-rules.ts'
import { ROLE_LABELS, type Role } from '../../../../contract/roles.ts'
import { language, textIn } from '../../language.ts'
import { duration } from '../../time/moments.ts'

export const asGrade = (value: number): Grade => GRADES.find((grade) => grade === value) ?? 4

export const gradeWords = (value: number): string => textIn(GRADE_RULES[asGrade(value)].label)

export const listed = (names: readonly string[]): string =>
  names.join(language.value === 'en' ? ', ' : '、')

export const roleNames = (roles: readonly Role[]): string =>
  listed(roles.map((role) => textIn(ROLE_LABELS[role])))

export const spell = (ms: number): string => duration(Math.max(0, ms), language.value)
