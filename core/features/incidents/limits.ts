import { z } from 'zod'
import {
  GRADE_RULES,
  limitsFrom,
  MOST_ANSWER_MINUTES,
  MOST_REPAIR_HOURS,
  rulesWith,
  type GradeLimits,
  type GradeRules,
} from '../../../contract/incident-rules.ts'
import type { Json } from '../../../contract/record-type.ts'
import { parseDays, type WorkCalendar } from '../../../contract/working-days.ts'
import { settingsOf } from '../../session/settings.ts'
import type { Tools } from './row.ts'

const limits = z.partialRecord(
  z.enum(['1', '2', '3', '4']),
  z.object({
    responseMinutes: z.int().min(1).max(MOST_ANSWER_MINUTES),
    repairHours: z.int().min(1).max(MOST_REPAIR_HOURS),
  }),
)

/** What the team has set instead of the shipped limits. An incident keeps it from its declaration. */
export const limitsNow = ({ workspace }: Pick<Tools, 'workspace'>): GradeLimits | null =>
  limitsFrom(settingsOf(workspace))

/** The rules that an incident is measured by: those of its declaration, so that a new limit reaches no old one. */
export function rulesIn(value: Json | undefined): GradeRules {
  const own = value === null || value === undefined ? undefined : limits.safeParse(value).data
  return own === undefined ? GRADE_RULES : rulesWith(own as GradeLimits)
}

export function calendarOf({ workspace }: Pick<Tools, 'workspace'>): WorkCalendar {
  const { holidays, extraWorkdays } = settingsOf(workspace)
  return { holidays: parseDays(holidays).days, worked: parseDays(extraWorkdays).days }
}
