const at = (ms: number): Date => new Date(ms)

/** First millisecond of the local day, `days` later. Days of 23 or 25 hours are whole days. */
export function dayStart(ms: number, days = 0): number {
  const day = at(ms)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}

/** First millisecond of the local month, `months` later. */
export function monthStart(ms: number, months = 0): number {
  const day = at(ms)
  return new Date(day.getFullYear(), day.getMonth() + months, 1).getTime()
}

/** The 42 days of a month's sheet, weeks from Monday, and the end of the last: 43 local midnights. */
export function monthSheet(month: number): readonly number[] {
  const first = monthStart(month)
  const lead = (at(first).getDay() + 6) % 7
  return Array.from({ length: 43 }, (_, index) => dayStart(first, index - lead))
}

/** What a list shows: one day, the last days, or everything. */
export type Period =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'last'; readonly days: 7 | 30 }
  | { readonly kind: 'all' }

export function boundsOf(
  period: Period,
  now: number,
): { readonly from?: number; readonly to?: number } {
  switch (period.kind) {
    case 'day':
      return { from: dayStart(period.day), to: dayStart(period.day, 1) }
    case 'last':
      return { from: dayStart(now, 1 - period.days) }
    case 'all':
      return {}
  }
}

export type LogLine<T> =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'entry'; readonly entry: T }

/** Entries in the order given, with a heading before each day. */
export function linesByDay<T extends { readonly at: number }>(
  entries: readonly T[],
): readonly LogLine<T>[] {
  const lines: LogLine<T>[] = []
  let day: number | undefined
  for (const entry of entries) {
    const own = dayStart(entry.at)
    if (own !== day) {
      day = own
      lines.push({ kind: 'day', day })
    }
    lines.push({ kind: 'entry', entry })
  }
  return lines
}
