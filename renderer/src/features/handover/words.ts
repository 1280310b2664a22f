import type { HandoverPoint, SheetState, SheetView } from '../../../../contract/handover.ts'
import type { Language } from '../../../../contract/text.ts'
import { dayStart } from '../../time/days.ts'
import { clock } from '../../time/moments.ts'
import type { TextKey } from './texts.ts'
import { dateFormat } from '../../time/date-format.ts'

/** Icon and colour of a point by what it means; words of the tone stand beside it for readers. */
export const TONES: Readonly<
  Record<HandoverPoint['tone'], { readonly icon: string; readonly word: TextKey }>
> = {
  crit: { icon: 's-crit-ack', word: 'toneCrit' },
  warn: { icon: 's-warn-ack', word: 'toneWarn' },
  notice: { icon: 's-notice', word: 'toneNotice' },
  unknown: { icon: 's-unknown', word: 'toneUnknown' },
  maint: { icon: 's-maint', word: 'toneMaint' },
  neutral: { icon: 'note', word: 'toneNeutral' },
}

/** A plain point has the icon of its section. */
const SECTION_ICONS: Partial<Record<HandoverPoint['section'], string>> = {
  log: 'log',
  keys: 'key',
  environment: 'target',
  checks: 'rounds',
  actions: 'work',
}

export const iconOf = ({ tone, section }: Pick<HandoverPoint, 'tone' | 'section'>): string =>
  (tone === 'neutral' || section === 'keys' ? SECTION_ICONS[section] : undefined) ??
  TONES[tone].icon

export const STATES: Readonly<
  Record<SheetState, { readonly icon: string; readonly tone: string }>
> = {
  draft: { icon: 'w-scheduled', tone: 'plain' },
  started: { icon: 'lock', tone: 'notice' },
  signed: { icon: 'w-progress', tone: 'notice' },
  paused: { icon: 'w-paused', tone: 'warn' },
  accepted: { icon: 'seal', tone: 'ok' },
  refused: { icon: 'w-missed', tone: 'warn' },
  overridden: { icon: 'seal', tone: 'warn' },
}

/** `07:51:20` */
export function clockSeconds(ms: number): string {
  return `${clock(ms)}:${String(new Date(ms).getSeconds()).padStart(2, '0')}`
}

/** 3月16日20:00至3月17日08:00 / 16 March 20:00 to 17 March 2026 08:00 */
export function periodOf(
  { from, to }: Pick<SheetView, 'from' | 'to'>,
  language: Language,
  text: string,
): string {
  const day = (ms: number, year: boolean): string =>
    dateFormat(language, {
      day: 'numeric',
      month: 'long',
      ...(year ? { year: 'numeric' } : {}),
    }).format(ms)
  const gap = language === 'en' ? ' ' : ''
  const end =
    dayStart(from) === dayStart(to) ? clock(to) : `${day(to, language === 'en')}${gap}${clock(to)}`
  return text
    .replace(
      '{from}',
      `${day(from, language !== 'en' || dayStart(from) === dayStart(to))}${gap}${clock(from)}`,
    )
    .replace('{to}', end)
}

/** `4` in Chinese, `4th` in English. */
export function ordinal(n: number, language: Language): string {
  if (language !== 'en') return String(n)
  const teen = n % 100 > 10 && n % 100 < 14
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}

/** A digest in groups of four, as people compare it. */
export const grouped = (hex: string): string => hex.replaceAll(/(.{4})(?=.)/gu, '$1 ')

/** `1–4, 7, 9–11` of sorted numbers. */
export function ranges(numbers: readonly number[], language: Language): string {
  const parts: [number, number][] = []
  for (const n of numbers) {
    const last = parts.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else parts.push([n, n])
  }
  return parts
    .map(([a, b]) => (a === b ? String(a) : `${a}–${b}`))
    .join(language === 'en' ? ', ' : '、')
}
