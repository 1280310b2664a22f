/** Rows of a table for tbl(1): options up to `;`, formats up to a line that ends in `.`, then the data. */
export function tableRows(lines: readonly string[]): string[][] {
  let rest = lines
  let separator = '\t'
  if (rest[0]?.trim().endsWith(';')) {
    separator = /tab\s*\((.)\)/u.exec(rest[0])?.[1] ?? '\t'
    rest = rest.slice(1)
  }
  const formats = rest.findIndex((line) => line.trim().endsWith('.'))
  const rows: string[][] = []
  let open: string[] | undefined
  let block: string[] | undefined
  for (const line of rest.slice(formats + 1)) {
    if (block !== undefined) {
      if (!line.startsWith('T}')) {
        block.push(line)
        continue
      }
      open?.push(block.join(' ').trim())
      block = undefined
      const more = line.slice(2).split(separator).slice(1)
      if (more.at(-1) === 'T{') {
        open?.push(...more.slice(0, -1))
        block = []
      } else {
        open?.push(...more)
        open = undefined
      }
      continue
    }
    if (/^[_=]?$/u.test(line.trim())) continue
    const cells = line.split(separator)
    open = cells.at(-1) === 'T{' ? cells.slice(0, -1) : cells
    if (cells.at(-1) === 'T{') block = []
    rows.push(open)
  }
  return rows.map((row) => row.map((cell) => (/^\\?[_=^]$/u.test(cell.trim()) ? '' : cell.trim())))
}
