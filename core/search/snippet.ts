import { placeOf, searchableText, terms, type Searchable, type Span } from './text.ts'

const BEFORE = 24
const AFTER = 72
export const MARK_START = '\u0002'
export const MARK_END = '\u0003'

/** Piece of a text around the first term found, with the terms marked; undefined when none is in it. */
export function snippet(query: string, text: string): string | undefined {
  const searched = searchableText(text)
  const hits = terms(query).flatMap((term) => placeOf(term, searched.plain) ?? [])
  if (hits.length === 0) return undefined
  return excerpt(searched, hits, Math.min(...hits.map((hit) => hit.from)))
}

/** Piece of a text around a place, with the hits in it marked; places are those of the normal form. */
export function excerpt(
  { shown, origin }: Searchable,
  hits: readonly Span[],
  place: number,
  after = AFTER,
): string {
  const first = origin(place)
  const start = Math.max(0, first - BEFORE)
  const end = Math.min(shown.length, first + after)
  const spans = hits.map(({ from, to }) => ({ from: origin(from), to: origin(to) }))
  let piece = ''
  let at = start
  for (const hit of merged(spans.filter(({ from, to }) => from >= start && to <= end))) {
    piece += shown.slice(at, hit.from) + MARK_START + shown.slice(hit.from, hit.to) + MARK_END
    at = hit.to
  }
  piece += shown.slice(at, end)
  return `${start > 0 ? '…' : ''}${onOneLine(piece)}${end < shown.length ? '…' : ''}`
}

/** Chinese text that was wrapped reads on; other lines are parted by a space. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(/(?<=\p{Script=Han}[\u0002\u0003]?)\s*\n\s*(?=[\u0002\u0003]?\p{Script=Han})/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()

function merged(hits: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = []
  for (const hit of hits.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && hit.from < last.to) last.to = Math.max(last.to, hit.to)
    else result.push({ ...hit })
  }
  return result
}
