/** A piece of text that stayed, came or went. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Han characters one by one, Latin words and runs of space whole: what a reader sees as one step. */
const STEP = /[\p{Script=Latin}\p{N}_.]+|\s+|./gsu
/** Beyond this many comparisons the middle is shown as replaced as a whole. */
const MOST = 4_000_000

/** The difference of two texts by longest common subsequence, removed before added. */
export function difference(before: string, after: string): readonly Piece[] {
  const a = before.match(STEP) ?? []
  const b = after.match(STEP) ?? []
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1
  const pieces: Piece[] = []
  const push = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1)
    if (text === '') return
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text }
    else pieces.push({ kind, text })
  }
  push('same', a.slice(0, head).join(''))
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), push)
  push('same', a.slice(a.length - tail).join(''))
  return pieces
}

function middle(
  a: readonly string[],
  b: readonly string[],
  push: (kind: Piece['kind'], text: string) => void,
): void {
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST) {
    push('removed', a.join(''))
    push('added', b.join(''))
    return
  }
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  let [i, j] = [0, 0]
  let gone = ''
  let come = ''
  const flush = (): void => {
    push('removed', gone)
    push('added', come)
    gone = come = ''
  }
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      flush()
      push('same', a[i] ?? '')
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) gone += a[i++] ?? ''
    else come += b[j++] ?? ''
  }
  gone += a.slice(i).join('')
  come += b.slice(j).join('')
  flush()
}
