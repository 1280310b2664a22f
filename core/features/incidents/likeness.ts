import { normalise } from '../../search/text.ts'

/** Words and, of Han text, pairs of characters: what two symptoms have in common. */
export function pieces(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [run] of normalise(text).matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}][\p{L}\p{N}-]*/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      if (run.length > 1) found.add(run)
      continue
    }
    for (let at = 0; at < run.length - 1; at += 1) found.add(run.slice(at, at + 2))
  }
  return found
}

/** 0: nothing in common. 1: the same pieces. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const piece of a) if (b.has(piece)) shared += 1
  return shared / (a.size + b.size - shared)
}
