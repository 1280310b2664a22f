const MARK = /^<!-- (?:(since|until) (\S+)|(end)) -->$/u

/**
 * The text of one version out of a file that holds several: what stands between `<!-- since 3.2 -->` or
 * `<!-- until 3.1 -->` and `<!-- end -->` belongs to that version and the later, or to that one and the earlier.
 */
export function versionText(source: string, label: string, labels: readonly string[]): string {
  const version = labels.indexOf(label)
  let isIn = true
  const lines = source.split('\n').filter((line) => {
    const [whole, side, bound = '', end] = MARK.exec(line) ?? []
    if (whole === undefined) return isIn
    const at = labels.indexOf(bound)
    if (end === undefined && at < 0) throw new Error(`${whole}: there is no such version`)
    isIn = end !== undefined || (side === 'since' ? version >= at : version <= at)
    return false
  })
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}
