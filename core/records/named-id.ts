import { createHash } from 'node:crypto'

/** An id in the form of all ids that follows from a name, on every device alike. */
export function namedId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
    .join('-')
}
