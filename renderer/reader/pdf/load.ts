import * as pdfjs from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { filePart } from '../files.ts'
import { CannotShow, type Tell } from '../view.ts'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

/** Character maps, standard fonts and decoders, without which Chinese text vanishes; copied by the build. */
const PARTS = new URL('/_reader/pdf-data/', location.href).href
const CHUNK = 256 << 10
/** A file of this size is read at once: going back and forth for its parts takes longer. */
const SMALL = 8 << 20

let worker: pdfjs.PDFWorker | undefined

/** Starts what reads PDF files, before there is one. */
export function warmPdf(): void {
  worker ??= new pdfjs.PDFWorker({ verbosity: 0 })
}

/** The parts of the file that pdf.js asks for, from the document's origin. */
class Parts extends pdfjs.PDFDataRangeTransport {
  readonly #path: string
  readonly #lost: () => void

  constructor(path: string, size: number, first: Uint8Array, lost: () => void) {
    super(size, first)
    this.#path = path
    this.#lost = lost
  }

  override requestDataRange(begin: number, end: number): void {
    filePart(this.#path, begin, end - begin).then(
      ({ bytes }) => this.onDataRange(begin, bytes),
      () => this.#lost(),
    )
  }
}

let loading: Promise<pdfjs.PDFDocumentProxy> | undefined

/** Opens the PDF file of this frame, once; its parts are read as they are needed. Throws CannotShow. */
export const loadPdf = (path: string, size: number, tell: Tell): Promise<pdfjs.PDFDocumentProxy> =>
  (loading ??= load(path, size, () => tell({ kind: 'failed', reason: 'missing', detail: '' })))

async function load(
  path: string,
  fileSize: number,
  lost: () => void,
): Promise<pdfjs.PDFDocumentProxy> {
  warmPdf()
  const { bytes, size } = await filePart(path, 0, fileSize <= SMALL ? SMALL : CHUNK)
  const task = pdfjs.getDocument({
    ...(worker ? { worker } : {}),
    ...(size <= bytes.length
      ? { data: bytes }
      : { range: new Parts(path, size, bytes, lost), length: size }),
    rangeChunkSize: CHUNK,
    disableStream: true,
    disableAutoFetch: true,
    cMapUrl: `${PARTS}cmaps/`,
    standardFontDataUrl: `${PARTS}standard_fonts/`,
    wasmUrl: `${PARTS}wasm/`,
    iccUrl: `${PARTS}iccs/`,
    enableXfa: false,
    verbosity: 0,
  })
  const locked = new Promise<never>((_resolve, reject) => {
    task.onPassword = () => reject(new CannotShow('locked'))
  })
  try {
    return await Promise.race([task.promise, locked])
  } catch (error) {
    void task.destroy()
    if (error instanceof CannotShow) throw error
    throw new CannotShow('broken', error instanceof Error ? error.message : String(error))
  }
}
