import { normalise, placeOf, terms } from './text.ts'

const BEFORE = 24
const AFTER = 72
export const MARK_START = '\u0002'
export const MARK_END = '\u0003'

/** Piece of a text around the first term found, with the terms marked; undefined when none is in it. */
export function snippet(query: string, text: string): string | undefined {
  // Places are those of the original only where normalising keeps the length.
  const shown =
    normalise(text).length === text.length ? text : text.normalize('NFKC').replaceAll('\n', ' ')
  const plain = normalise(shown)
  const all = terms(query)
  const hits = all.flatMap((term, at) => {
    const place = placeOf(term, plain, at === all.length - 1)
    return place < 0 ? [] : [{ from: place, to: place + term.text.length }]
  })
  if (hits.length === 0 || plain.length !== shown.length) return undefined
  const first = Math.min(...hits.map((hit) => hit.from))
  const start = Math.max(0, first - BEFORE)
  const end = Math.min(shown.length, first + AFTER)
  const inside = merged(hits.filter((hit) => hit.from >= start && hit.to <= end))
  let piece = ''
  let at = start
  for (const hit of inside) {
    piece += shown.slice(at, hit.from) + MARK_START + shown.slice(hit.from, hit.to) + MARK_END
    at = hit.to
  }
  piece += shown.slice(at, end)
  return `${start > 0 ? '…' : ''}${piece.replaceAll(/\s+/gu, ' ').trim()}${end < shown.length ? '…' : ''}`
}

function merged(hits: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const result: { from: number; to: number }[] = []
  for (const hit of hits.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && hit.from < last.to) last.to = Math.max(last.to, hit.to)
    else result.push({ ...hit })
  }
  return result
}
