import type { PaperBlock } from '../../../contract/reader-frame.ts'

const KINDS: Readonly<Record<string, PaperBlock['kind']>> = {
  H1: 'h1',
  H2: 'h2',
  H3: 'h3',
  H4: 'h3',
  H5: 'h3',
  H6: 'h3',
  P: 'p',
  LI: 'p',
  DT: 'p',
  DD: 'p',
  FIGCAPTION: 'p',
  BLOCKQUOTE: 'p',
  PRE: 'pre',
  TR: 'row',
}
const MOST = 100_000

/** The words of a page by their kind, for printing outside of the frame. */
export function paperBlocks(root: Element): PaperBlock[] {
  const blocks: PaperBlock[] = []
  let loose = ''
  const flush = (): void => {
    const text = loose.replaceAll(/\s+/gu, ' ').trim()
    if (text !== '') blocks.push({ kind: 'p', cells: [text] })
    loose = ''
  }
  const walk = (node: Node): void => {
    if (blocks.length >= MOST) return
    if (node instanceof Text) {
      loose += node.data
      return
    }
    if (!(node instanceof Element)) return
    const kind = KINDS[node.tagName]
    if (kind === 'pre') {
      flush()
      blocks.push({ kind, cells: [node.textContent] })
    } else if (kind === 'row') {
      flush()
      const cells = [...node.querySelectorAll('th, td')].slice(0, 300)
      blocks.push({ kind, cells: cells.map((cell) => cell.textContent.trim()) })
    } else {
      if (kind !== undefined || node.tagName === 'DIV' || node.tagName === 'SECTION') flush()
      for (const child of node.childNodes) walk(child)
      if (kind === undefined) return
      const text = loose.replaceAll(/\s+/gu, ' ').trim()
      loose = ''
      if (text !== '') blocks.push({ kind, cells: [text] })
    }
  }
  for (const child of root.childNodes) walk(child)
  flush()
  return blocks
}
