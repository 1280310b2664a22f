import type { Place } from '../../contract/library.ts'
import type {
  FromReader,
  Mark,
  PaperBlock,
  Section,
  ToReader,
  Zoom,
} from '../../contract/reader-frame.ts'

/** Mark in the frame's time line where something of the document is seen; tests measure by it. */
const FIRST_PAGE = 'first-page'

/** Sets the mark once what is there now is on the screen. */
export function markShown(): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark(FIRST_PAGE)))
}

export type Opening = Extract<ToReader, { kind: 'open' }>
export type Tell = (message: FromReader, transfer?: Transferable[]) => void

/** What was found, by the section in which each place stands; `current` from 0, -1 for none. */
export function foundMessage(
  text: string,
  current: number,
  sectionOf: readonly (string | null)[],
): Extract<FromReader, { kind: 'found' }> {
  const sections: Record<string, number> = {}
  for (const id of sectionOf) if (id !== null) sections[id] = (sections[id] ?? 0) + 1
  return {
    kind: 'found',
    text,
    current: current + 1,
    total: sectionOf.length,
    sections,
    done: true,
  }
}

export interface Paper {
  readonly image?: ImageBitmap
  readonly blocks?: PaperBlock[]
  /** Points of the picture to one of the screen; absent: as wide as the page. */
  readonly scale?: number
}

/** One format on the screen. What a format has nothing of does nothing. */
export interface View {
  readonly pages: number
  readonly sections: readonly Section[]
  readonly encoding?: string
  readonly thumbnails?: boolean
  readonly zoomable?: boolean
  /** Brings a place on the screen; false when its quote or anchor is not there any more. */
  go(place: Place): Promise<boolean>
  page(page: number): void
  turn(by: 1 | -1): void
  zoom(zoom: Zoom): void
  find(text: string): void
  step(by: 1 | -1): void
  marks(marks: readonly Mark[]): void
  /** Pages for printing, one after the other. */
  paper(from: number, to: number): AsyncIterable<Paper>
  thumbnail?(page: number): void
  recode?(encoding: string): void
  /** Shows what is written now in place of the file. */
  rewrite?(text: string): void
  /** The colours of the window changed. */
  recolour?(): void
  /** The selected text as a place; null: nothing is selected. */
  selection(): Place | null
}

/** Why a document cannot be shown. */
export class CannotShow extends Error {
  readonly reason: Extract<FromReader, { kind: 'failed' }>['reason']
  constructor(reason: CannotShow['reason'], detail = '') {
    super(detail)
    this.reason = reason
  }
}
