import '@fontsource-variable/noto-sans/wght.css'
import '@fontsource-variable/noto-sans-sc/wght.css'
import './reader.css'
import { z } from 'zod'
import { toReader, type FromReader, type ToReader } from '../../contract/reader-frame.ts'
import { forwardKeys } from './keys.ts'
import { Missing } from './files.ts'
import { fetchPrepared } from './prepared.ts'
import { CannotShow, markShown, type Opening, type Paper, type View } from './view.ts'

z.config({ jitless: true })

/** Formats of which core makes something readable. */
const PREPARED: readonly Opening['format'][] = ['docx', 'man', 'pptx', 'epub', 'xlsx']

const root = document.getElementById('view')
if (root === null) throw new Error('the page has no place for the document')

/** The window above gives a port once; nobody else is listened to. */
addEventListener('message', function take(event: MessageEvent) {
  const [port] = event.ports
  if (event.source !== parent || event.data !== 'watchkeeper-reader' || port === undefined) return
  removeEventListener('message', take)
  serve(port, root)
})

function serve(port: MessagePort, place: HTMLElement): void {
  const tell = (message: FromReader, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer)
  let view: View | undefined
  port.addEventListener('message', ({ data }) => {
    const parsed = toReader.safeParse(data)
    if (!parsed.success) return
    const message = parsed.data
    if (message.kind === 'open')
      void open(place, message, tell).then((opened) => {
        view = opened
      })
    else if (message.kind === 'warm') void warm()
    else if (message.kind === 'load') void load(message, tell)
    else if (message.kind === 'theme') {
      setTheme(message.theme)
      view?.recolour?.()
    } else if (message.kind === 'focus') focusView(place)
    else if (view) act(view, message, tell)
  })
  port.start()
  forwardKeys(tell)
  let waiting: ReturnType<typeof setTimeout> | undefined
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => tell({ kind: 'selected', place: view?.selection() ?? null }), 150)
  })
  tell({ kind: 'ready' })
}

/** The file comes while the window makes a place for it; what is wrong with it is told when it is opened. */
async function load(
  { format, file, size }: Extract<ToReader, { kind: 'load' }>,
  tell: (message: FromReader) => void,
): Promise<void> {
  const coming =
    format === 'pdf'
      ? (await import('./pdf/load.ts')).loadPdf(file, size, tell)
      : PREPARED.includes(format)
        ? fetchPrepared()
        : undefined
  await coming?.catch(() => undefined)
}

/** What takes longest is loaded while nobody waits for it. */
async function warm(): Promise<void> {
  const { warmPdf } = await import('./pdf/load.ts')
  warmPdf()
  await Promise.all([
    import('./pdf/pdf-view.ts'),
    import('pdfjs-dist/web/pdf_viewer.mjs'),
    import('./flow/flow-view.ts'),
    import('./flow/markdown.ts'),
    import('./flow/html-source.ts'),
    import('./flow/prepared-source.ts'),
    import('./rows/rows-view.ts'),
    import('./rows/sources.ts'),
  ])
}

async function open(
  place: HTMLElement,
  opening: Opening,
  tell: (message: FromReader, transfer?: Transferable[]) => void,
): Promise<View | undefined> {
  setTheme(opening.theme)
  document.documentElement.lang = opening.language
  try {
    const view = await show(place, opening, tell)
    if (opening.format !== 'pdf') markShown()
    tell({
      kind: 'opened',
      pages: view.pages,
      sections: [...view.sections],
      encoding: view.encoding ?? '',
      thumbnails: view.thumbnails === true,
      zoomable: view.zoomable === true,
    })
    if (opening.place) tell({ kind: 'placed', found: await view.go(opening.place) })
    return view
  } catch (error) {
    tell(failureOf(error))
    return undefined
  }
}

function failureOf(error: unknown): FromReader {
  if (error instanceof CannotShow)
    return { kind: 'failed', reason: error.reason, detail: error.message.slice(0, 500) }
  if (error instanceof Missing) return { kind: 'failed', reason: 'missing', detail: '' }
  reportError(error)
  return {
    kind: 'failed',
    reason: 'broken',
    detail: (error instanceof Error ? error.message : String(error)).slice(0, 500),
  }
}

async function show(
  place: HTMLElement,
  opening: Opening,
  tell: (message: FromReader, transfer?: Transferable[]) => void,
): Promise<View> {
  switch (opening.format) {
    case 'pdf':
      return (await import('./pdf/pdf-view.ts')).pdfView(place, opening, tell)
    case 'html':
    case 'tree': {
      const [{ flowView }, { htmlSource }] = await Promise.all([
        import('./flow/flow-view.ts'),
        import('./flow/html-source.ts'),
      ])
      return flowView(place, htmlSource(opening), tell)
    }
    case 'markdown': {
      const [{ flowView }, { markdownSource }] = await Promise.all([
        import('./flow/flow-view.ts'),
        import('./flow/markdown.ts'),
      ])
      return flowView(place, markdownSource(opening), tell)
    }
    case 'docx':
    case 'man':
    case 'pptx':
    case 'epub': {
      const [{ flowView }, sources] = await Promise.all([
        import('./flow/flow-view.ts'),
        import('./flow/prepared-source.ts'),
      ])
      const source =
        opening.format === 'epub'
          ? sources.bookSource()
          : opening.format === 'pptx'
            ? sources.slidesSource()
            : sources.convertedSource()
      return flowView(place, await source, tell)
    }
    case 'text':
    case 'xlsx': {
      const [{ RowsView }, sources] = await Promise.all([
        import('./rows/rows-view.ts'),
        import('./rows/sources.ts'),
      ])
      const rows = opening.format === 'text' ? sources.textRows(opening) : sources.sheetRows()
      return new RowsView(place, await rows, tell)
    }
    case 'image':
      return (await import('./image-view.ts')).imageView(place, opening, tell)
  }
}

function act(
  view: View,
  message: Exclude<ToReader, { kind: 'open' | 'warm' | 'load' | 'theme' | 'focus' }>,
  tell: (message: FromReader, transfer?: Transferable[]) => void,
): void {
  switch (message.kind) {
    case 'go':
      void view.go(message.place).then((found) => tell({ kind: 'placed', found }))
      break
    case 'page':
      view.page(message.page)
      break
    case 'turn':
      view.turn(message.by)
      break
    case 'zoom':
      view.zoom(message.zoom)
      break
    case 'find':
      view.find(message.text)
      break
    case 'step':
      view.step(message.by)
      break
    case 'marks':
      view.marks(message.marks)
      break
    case 'thumbnail':
      view.thumbnail?.(message.page)
      break
    case 'paper':
      void sendPaper(view, message.from, message.to, tell)
      break
    case 'text':
      view.rewrite?.(message.text)
      break
    case 'encoding':
      view.recode?.(message.encoding)
      break
  }
}

async function sendPaper(
  view: View,
  from: number,
  to: number,
  tell: (message: FromReader, transfer?: Transferable[]) => void,
): Promise<void> {
  const isPaged = view.pages > 0 && view.thumbnails === true
  let nth = 0
  const send = (paper: Paper, of: number): void =>
    tell({ kind: 'paper', nth: ++nth, of, ...paper }, paper.image ? [paper.image] : [])
  // How many parts a text has is known at its end.
  const parts: Paper[] = []
  for await (const paper of view.paper(from, to))
    if (isPaged) send(paper, to - from + 1)
    else parts.push(paper)
  for (const paper of parts) send(paper, parts.length)
}

function setTheme(theme: 'light' | 'dark'): void {
  document.documentElement.classList.toggle('dark', theme === 'dark')
}

function focusView(place: HTMLElement): void {
  const inner = place.querySelector<HTMLElement>('[tabindex="0"]') ?? place
  inner.focus()
}
