import type { RecordLabel } from '../../../contract/common.ts'
import type { SearchHit } from '../../../contract/oversight.ts'

/** A record that fits what was typed: by its name, or by a piece of its text. */
export type Found = RecordLabel & Partial<Pick<SearchHit, 'snippet' | 'field' | 'at' | 'address'>>

/** Text between U+0002 and U+0003 matched: it stands at the odd places. */
export const pieces = (snippet: string): readonly string[] => snippet.split(/[\u0002\u0003]/u)

/** Records called what was typed, then those that tell of it; each once. */
export function mergeFound(
  named: readonly RecordLabel[],
  hits: readonly SearchHit[],
): readonly Found[] {
  const byId = new Map(hits.map((hit) => [hit.id, hit]))
  const first = named.map((label): Found => byId.get(label.id) ?? label)
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...hits.filter(({ id }) => !known.has(id))]
}

/** The title with what matched marked, at the odd places; where the match stands beyond it, the piece around it. */
export function titlePieces(
  { title, snippet, field }: Found,
  titleField: string,
): readonly string[] {
  if (snippet === undefined || field !== titleField) return [title]
  const marked = snippet.replace(/^…/u, '').replace(/…$/u, '')
  const plain = marked.replaceAll(/[\u0002\u0003]/gu, '')
  const at = title.indexOf(plain)
  if (at < 0) return pieces(snippet)
  return pieces(title.slice(0, at) + marked + title.slice(at + plain.length))
}
