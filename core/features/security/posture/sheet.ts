import type { PostureFigure, PostureGap } from '../../../../contract/security.ts'
import type { Language } from '../../../../contract/text.ts'
import type { Context, Period } from '../../../feature.ts'
import { labels } from '../../../records/view.ts'
import { dayAt } from '../follows.ts'
import { textOf, type Stored } from '../rows.ts'
import { FIGURE_LABELS, GAP_REASONS } from './figures.ts'

/** Collects figures and gaps in one language. */
export class Sheet {
  readonly figures: PostureFigure[] = []
  readonly gaps: PostureGap[] = []
  readonly context: Context
  readonly language: Language
  readonly period: Period
  readonly before: Period
  readonly now: number
  readonly today: string

  constructor(context: Context, period: Period, language: Language) {
    this.context = context
    this.language = language
    this.period = period
    this.before = { from: period.from - (period.to - period.from), to: period.from }
    this.now = Math.min(context.now(), period.to)
    this.today = dayAt(this.now)
  }

  add(
    group: PostureFigure['group'],
    key: keyof typeof FIGURE_LABELS,
    value: number,
    type: string,
    more: Partial<Pick<PostureFigure, 'before' | 'of' | 'unit' | 'tone'>> = {},
  ): void {
    this.figures.push({
      group,
      key,
      label: FIGURE_LABELS[key][this.language],
      value,
      path: `/register/${type}`,
      unit: 'count',
      tone: 'neutral',
      ...more,
    })
  }

  /** Records that want somebody, by name; those that the reader may not see have none and are left out. */
  tell(
    group: PostureGap['group'],
    why: keyof typeof GAP_REASONS,
    type: string,
    rows: readonly (Stored & { since?: number })[],
    tone: PostureGap['tone'] = 'warn',
  ): void {
    const named = labels(
      this.context,
      rows.map(({ id }) => ({ type, id })),
    )
    for (const { id, title, number } of named) {
      const since = rows.find((row) => row.id === id)?.since
      this.gaps.push({
        group,
        title: number === undefined ? title : `${number} ${title}`,
        reason: GAP_REASONS[why][this.language],
        tone,
        path: `/register/${type}/${id}`,
        ...(since === undefined ? {} : { since }),
      })
    }
  }
}

export const within = ({ from, to }: Period, at: number | undefined): boolean =>
  at !== undefined && at >= from && at < to

export const inDays = ({ from, to }: Period, day: string | undefined): boolean =>
  day !== undefined && day >= dayAt(from) && day < dayAt(to)
export const since = (row: Stored, at: number | undefined): Stored & { since?: number } =>
  (at === undefined ? row : { ...row, since: at }) as Stored & { since?: number }
export function sinceDay(row: Stored, field: string): Stored & { since?: number } {
  const day = textOf(row[field])
  if (day === undefined) return row as Stored & { since?: number }
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return since(row, new Date(year, month - 1, date).getTime())
}
