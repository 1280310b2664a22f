import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Zoom } from '../../../contract/reader-frame.ts'

/** What the viewer leaves free beside and below a page, points of the screen. */
const BESIDE = 40
const BELOW = 5
/** Points of the screen in one of paper. */
const SCREEN = 96 / 72
/** A page of more dots waits for the viewer, which draws such a page in parts. */
const MOST_DOTS = 16 << 20

/**
 * The page that is asked for, drawn before a place is made for each of the others, and laid over them where
 * the viewer will show it. Answers how it is taken away.
 */
export async function coverWith(
  root: HTMLElement,
  pdf: PDFDocumentProxy,
  number: number,
  zoom: Zoom,
): Promise<() => void> {
  const page = await pdf.getPage(number)
  const scroller = divOf('pdf-scroller cover')
  const viewer = divOf('pdfViewer')
  const place = divOf('page')
  const wrapper = divOf('canvasWrapper')
  scroller.setAttribute('aria-hidden', 'true')
  scroller.append(viewer)
  viewer.append(place)
  place.append(wrapper)
  root.append(scroller)

  const natural = page.getViewport({ scale: SCREEN })
  const wide = (scroller.clientWidth - BESIDE) / natural.width
  const high = (scroller.clientHeight - BELOW) / natural.height
  const scale = zoom === 'width' ? wide : zoom === 'page' ? Math.min(wide, high) : zoom
  const viewport = page.getViewport({ scale: scale * SCREEN })
  const dots = devicePixelRatio
  const away = (): void => scroller.remove()
  if (scale <= 0 || viewport.width * viewport.height * dots * dots > MOST_DOTS) {
    away()
    return away
  }
  const canvas = document.createElement('canvas')
  canvas.setAttribute('role', 'presentation')
  canvas.width = Math.floor(viewport.width * dots)
  canvas.height = Math.floor(viewport.height * dots)
  place.style.width = `${Math.floor(viewport.width)}px`
  place.style.height = `${Math.floor(viewport.height)}px`
  // The viewer brings the top of a page, but for the first, to its own top.
  if (number > 1) place.style.marginTop = '0'
  wrapper.append(canvas)
  const transform = dots === 1 ? {} : { transform: [dots, 0, 0, dots, 0, 0] }
  await page.render({ canvas, viewport, ...transform }).promise
  return away
}

const divOf = (className: string): HTMLElement =>
  Object.assign(document.createElement('div'), { className })
