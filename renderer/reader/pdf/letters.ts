import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { loadHan, HAN_FAMILY } from '../fonts.ts'

/** Fonts of every reader of PDF, which have no Chinese letters. */
const LATIN = /^(?:Helvetica|Times|Courier|Arial|Symbol|ZapfDingbats)/u
/** Pages that are drawn at one time, and some. */
const NEAR = 12

interface Font {
  readonly missingFile?: boolean
  readonly systemFontInfo?: { readonly baseFontName: string } | null
}
interface Loader {
  bind(font: Font): Promise<void>
}

/**
 * Chinese fonts that a file names and does not hold are those of the system, where it has them; else the
 * one that comes with the program, whatever their names. Its letters come before the page is drawn.
 */
export function bringLetters(pdf: PDFDocumentProxy): void {
  appendFont()
  const loader: Loader = pdf._transport.fontLoader
  const bind = loader.bind.bind(loader)
  const getPage = pdf.getPage.bind(pdf)
  const near = new Map<number, PDFPageProxy>()
  const loaded = new Map<number, Promise<void>>()
  let isLacking = false

  const letters = (page: PDFPageProxy): Promise<void> => {
    const known = loaded.get(page.pageNumber) ?? lettersOf(page)
    loaded.set(page.pageNumber, known)
    return known
  }
  loader.bind = async (font) => {
    await bind(font)
    if (!isNamedOnly(font)) return
    isLacking = true
    await Promise.all([...near.values()].map(letters))
  }
  pdf.getPage = async (number) => {
    const page = await getPage(number)
    near.delete(number)
    near.set(number, page)
    for (const oldest of [...near.keys()].slice(0, -NEAR)) near.delete(oldest)
    if (isLacking) await letters(page)
    return page
  }
}

const isNamedOnly = ({ missingFile, systemFontInfo }: Font): boolean =>
  (missingFile === true || !!systemFontInfo) && !LATIN.test(systemFontInfo?.baseFontName ?? '')

async function lettersOf(page: PDFPageProxy): Promise<void> {
  const { items } = await page.getTextContent()
  await loadHan(items.map((item) => ('str' in item ? item.str : '')).join(''))
}

let isAppended = false

/** Whatever font a page is drawn with, the one that comes with the program stands behind it. */
function appendFont(): void {
  if (isAppended) return
  isAppended = true
  const font = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'font')
  Object.defineProperty(CanvasRenderingContext2D.prototype, 'font', {
    ...font,
    set(this: CanvasRenderingContext2D, value: string) {
      font?.set?.call(this, `${value}, "${HAN_FAMILY}"`)
    },
  })
}
