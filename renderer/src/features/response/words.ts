import { errorText } from '../../../../contract/error-text.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { ResponseHead } from '../../../../contract/response-views.ts'
import { DRILL_KINDS, DRILL_SCOPES } from '../../../../contract/response-views.ts'
import { language, textIn, textsOf } from '../../language.ts'
import { toast } from '../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)
const two = (n: number): string => String(n).padStart(2, '0')

/** `6:40`, `1:06:40`: minutes and seconds as a stop-watch shows them. */
export function watchTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  const rest = two(seconds % 60)
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${two(minutes)}:${rest}`
}

export const levelWords = (level: ResponseHead['level']): string => t(`level${level}`)

export const drillWords = (drill: NonNullable<ResponseHead['drill']>): string => {
  const label = (all: typeof DRILL_KINDS | typeof DRILL_SCOPES, value: string): string => {
    const found = all.find((one) => one.value === value)
    return found ? textIn(found.label) : ''
  }
  const [scope, kind] = [label(DRILL_SCOPES, drill.scope), label(DRILL_KINDS, drill.kind)]
  return language.value === 'en' ? `${scope}, ${kind.toLowerCase()}` : `${scope} ${kind}`
}

/** How it is held, where there is no room for more. */
export const drillKind = ({ kind }: NonNullable<ResponseHead['drill']>): string => {
  const found = DRILL_KINDS.find(({ value }) => value === kind)
  return found ? textIn(found.label) : ''
}

/** Names in a row. */
export const listed = (names: readonly string[]): string =>
  names.join(language.value === 'en' ? ', ' : '、')

export const refuse = (failure: Failure): void =>
  void toast(errorText(failure, language.value), { tone: 'crit' })
