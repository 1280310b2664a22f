/** The name that is being typed after an @ before the cursor; undefined when there is none. */
export function nameTyped(
  text: string,
  cursor: number,
): { from: number; name: string } | undefined {
  const before = text.slice(0, cursor)
  // An @ inside of a word is an address, not a call.
  const found = /(?:^|[^A-Za-z0-9._-])@([^\s@]{0,20})$/u.exec(before)
  return found ? { from: cursor - (found[1] ?? '').length, name: found[1] ?? '' } : undefined
}

/** A text in pieces: calls of the names given, and what stands between them. */
export function piecesOf(
  text: string,
  names: readonly string[],
): readonly { readonly text: string; readonly name: boolean }[] {
  const pieces: { text: string; name: boolean }[] = []
  let rest = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = names
      .filter((one) => text.startsWith(one, at + 1))
      .reduce((longest, one) => (one.length > longest.length ? one : longest), '')
    if (name === '') continue
    if (at > rest) pieces.push({ text: text.slice(rest, at), name: false })
    rest = at + 1 + name.length
    pieces.push({ text: text.slice(at, rest), name: true })
  }
  if (rest < text.length) pieces.push({ text: text.slice(rest), name: false })
  return pieces
}
