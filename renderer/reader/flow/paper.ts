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

/** Points of a printed picture to one of the screen. */
export const PRINT_SCALE = 2
const MOST_PICTURES = 300

/** A picture of a page for printing; undefined while it is not there. */
export async function printedPicture(image: HTMLImageElement): Promise<ImageBitmap | undefined> {
  if (image.classList.contains('wk-diagram')) {
    const { printedDiagram } = await import('./diagrams.ts')
    return printedDiagram(image, PRINT_SCALE)
  }
  const { naturalWidth: width, naturalHeight: height } = image
  if (!image.complete || width === 0) return undefined
  return createImageBitmap(image, {
    resizeWidth: width * PRINT_SCALE,
    resizeHeight: height * PRINT_SCALE,
  })
}

/** The words of a page by their kind and its pictures between them, for printing outside of the frame. */
export function paperParts(root: Element): (PaperBlock[] | HTMLImageElement)[] {
  const parts: (PaperBlock[] | HTMLImageElement)[] = []
  let blocks: PaperBlock[] = []
  let words = 0
  let pictures = 0
  const page = (): void => {
    if (blocks.length > 0) parts.push(blocks)
    words += blocks.length
    blocks = []
  }
  let loose = ''
  const flush = (): void => {
    const text = loose.replaceAll(/\s+/gu, ' ').trim()
    if (text !== '') blocks.push({ kind: 'p', cells: [text] })
    loose = ''
  }
  const walk = (node: Node): void => {
    if (words + blocks.length >= MOST) return
    if (node instanceof Text) {
      loose += node.data
      return
    }
    // Words over a drawing are printed with it.
    if (!(node instanceof Element) || node.classList.contains('wk-word')) return
    if (node instanceof HTMLImageElement) {
      if (++pictures > MOST_PICTURES) return
      flush()
      page()
      parts.push(node)
      return
    }
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
  page()
  return parts.length > 0 ? parts : [[]]
}
