import { onScopeDispose, shallowReactive, watch } from 'vue'
import type { Place } from '../../../../../contract/library.ts'
import type { Opening } from '../../../../../contract/library-reader.ts'
import type { FromReader, Mark, Section, Zoom } from '../../../../../contract/reader-frame.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { language } from '../../../language.ts'
import { connectFrame, makeFrame, replayKey, type FramePort } from './frame.ts'
import { retire, takeSpare, type Spare } from './spare.ts'

export interface ReaderTarget {
  readonly document: string
  readonly version?: string | undefined
  readonly place?: Place | undefined
  /** What is searched for once it is open. */
  readonly query?: string | undefined
  /** What is written now, shown in place of what is saved. */
  readonly text?: string | undefined
}

type Found = Omit<Extract<FromReader, { kind: 'found' }>, 'kind'>
export type PaperMessage = Extract<FromReader, { kind: 'paper' }>
type Trouble = Extract<FromReader, { kind: 'failed' }>['reason']

export const ZOOM_STEPS: readonly number[] = [
  0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8,
]
const NOTHING_FOUND: Found = { text: '', current: 0, total: 0, sections: {}, done: true }
const REMEMBER_MS = 1500

/** What a pane shows of the document that is read in it. */
export interface ReaderState {
  opening: Opening | undefined
  /** Core would not open it. */
  failure: Failure | undefined
  /** The reader cannot show it. */
  trouble: { readonly reason: Trouble; readonly detail: string } | undefined
  ready: boolean
  pages: number
  page: number
  sections: readonly Section[]
  section: string | null
  place: Place
  zoom: Zoom
  percent: number
  encoding: string
  thumbnails: boolean
  zoomable: boolean
  found: Found
  selected: Place | null
  /** False: the place that was asked for is not in this version. */
  placed: boolean
  /** Address that a link led to, outside of the document. */
  outside: string
}

const fresh = (): Omit<ReaderState, 'zoom'> => ({
  opening: undefined,
  failure: undefined,
  trouble: undefined,
  ready: false,
  pages: 0,
  page: 0,
  sections: [],
  section: null,
  place: {},
  percent: 100,
  encoding: '',
  thumbnails: false,
  zoomable: false,
  found: NOTHING_FOUND,
  selected: null,
  placed: true,
  outside: '',
})

/** Opens documents one after the other in one frame, and keeps what the frame tells; `glance`: where somebody stopped is not kept. */
export function useReader({ glance = false } = {}) {
  const state = shallowReactive<ReaderState>({ ...fresh(), zoom: 'width' })
  const images = shallowReactive(new Map<number, ImageBitmap>())
  let target: ReaderTarget | undefined
  let port: FramePort | undefined
  let frame: HTMLIFrameElement | undefined
  let spare: Spare | undefined
  let marks: readonly Mark[] = []
  let turn = 0
  let papers: ((paper: PaperMessage) => void) | undefined
  let remembering: ReturnType<typeof setTimeout> | undefined

  async function open(next: ReaderTarget): Promise<void> {
    const mine = ++turn
    leave()
    target = next
    Object.assign(state, fresh())
    images.clear()
    const ready = takeSpare()
    const answer = await call('library.open', {
      document: next.document,
      ...(next.version === undefined ? {} : { version: next.version }),
      ...(ready === undefined ? {} : { token: ready.token }),
    })
    const isMine = mine === turn && answer.ok && answer.value.token === ready?.token
    if (!isMine) ready?.drop()
    if (mine !== turn) return
    spare = isMine ? ready : undefined
    if (!answer.ok) {
      state.failure = answer.error
      return
    }
    const { format, size } = answer.value.version
    spare?.port.send({ kind: 'load', format, file: fileOf(answer.value), size })
    state.opening = answer.value
  }

  /** Puts the document's frame into its place: one that is ready, else one that loads there. */
  function put(host: HTMLElement): void {
    const { opening } = state
    if (opening === undefined) return
    const ready = spare
    spare = undefined
    const element = ready?.frame ?? makeFrame(opening.token)
    element.className = 'frame'
    element.title = opening.document.title
    if (ready === undefined) {
      element.addEventListener('load', () => attach(element))
      host.append(element)
      return
    }
    element.removeAttribute('aria-hidden')
    element.removeAttribute('tabindex')
    host.moveBefore(element, null)
    frame = element
    port = ready.port
    ready.hear(hear)
    begin()
  }

  /** The frame's page is there: it gets its end of the channel. */
  function attach(element: HTMLIFrameElement): void {
    const { opening } = state
    if (opening === undefined) return
    port?.close()
    frame = element
    port = connectFrame(element, opening.token, (message) => hear(message))
  }

  function hear(message: FromReader): void {
    switch (message.kind) {
      case 'ready':
        return begin()
      case 'opened':
        Object.assign(state, message)
        state.ready = true
        port?.send({ kind: 'marks', marks: [...marks] })
        if (target?.query) find(target.query)
        return
      case 'sections':
        state.sections = message.sections
        return
      case 'at':
        state.page = message.page
        state.section = message.section
        state.place = message.place
        return remember(message.place)
      case 'zoomed':
        state.percent = message.percent
        state.zoom = message.zoom
        return
      case 'found':
        state.found = message
        return
      case 'selected':
        state.selected = message.place
        return
      case 'placed':
        state.placed = message.found
        return
      case 'thumbnail':
        if (message.image instanceof ImageBitmap) images.set(message.page, message.image)
        return
      case 'paper':
        papers?.(message)
        return
      case 'key':
        if (frame) replayKey(frame, message)
        return
      case 'touched':
        void call('session.touch', {})
        return
      case 'outside':
        state.outside = message.address
        return
      case 'failed':
        state.trouble = message
        return
    }
  }

  function begin(): void {
    const { opening } = state
    if (opening === undefined) return
    const { version, entry, position } = opening
    const place = hasPlace(target?.place) ? target.place : glance ? undefined : position
    port?.send({
      kind: 'open',
      format: version.format,
      file: fileOf(opening),
      name: version.file,
      entry,
      size: version.size,
      encoding: version.encoding,
      language: language.value,
      theme: themeNow(),
      zoom: state.zoom,
      ...(place === undefined ? {} : { place }),
      ...(target?.text === undefined ? {} : { text: target.text }),
    })
  }

  function remember(place: Place): void {
    clearTimeout(remembering)
    const document = state.opening?.document.id
    if (document === undefined || glance) return
    remembering = setTimeout(() => {
      remembering = undefined
      void call('library.remember', { document, place })
    }, REMEMBER_MS)
  }

  function leave(): void {
    if (remembering !== undefined && state.opening) {
      clearTimeout(remembering)
      remembering = undefined
      void call('library.remember', { document: state.opening.document.id, place: state.place })
    }
    port?.close()
    port = undefined
    if (frame) retire(frame)
    frame = undefined
    spare?.drop()
    spare = undefined
    if (state.opening) void call('library.close', { token: state.opening.token })
  }

  function find(text: string): void {
    port?.send({ kind: 'find', text })
  }

  const observer = new MutationObserver(() => port?.send({ kind: 'theme', theme: themeNow() }))
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  watch(language, () => state.opening && target && void open({ ...target, place: state.place }))
  // Other rights make another token; a lock takes the whole screen away.
  const stop = subscribe('session.changed', ({ reason }) => {
    if (reason === 'rights' && target) void open({ ...target, place: state.place })
  })
  onScopeDispose(() => {
    turn++
    stop()
    observer.disconnect()
    leave()
  })

  return {
    state,
    images,
    open,
    put,
    find,
    go: (place: Place) => port?.send({ kind: 'go', place }),
    toPage: (page: number) => port?.send({ kind: 'page', page }),
    turn: (by: 1 | -1) => port?.send({ kind: 'turn', by }),
    setZoom: (zoom: Zoom) => port?.send({ kind: 'zoom', zoom }),
    step: (by: 1 | -1) => port?.send({ kind: 'step', by }),
    askThumbnail: (page: number) => port?.send({ kind: 'thumbnail', page }),
    askPaper: (from: number, to: number, hearPaper: (paper: PaperMessage) => void) => {
      papers = hearPaper
      port?.send({ kind: 'paper', from, to })
    },
    /** Shows another text from now on. */
    rewrite: (text: string) => {
      if (target) target = { ...target, text }
      if (state.ready) port?.send({ kind: 'text', text })
    },
    recode: (encoding: string) => port?.send({ kind: 'encoding', encoding }),
    focus: () => {
      frame?.focus()
      port?.send({ kind: 'focus' })
    },
    setMarks: (next: readonly Mark[]) => {
      marks = next
      if (state.ready) port?.send({ kind: 'marks', marks: [...next] })
    },
    again: () => target && open({ ...target, place: state.place }),
  }
}
export type Reader = ReturnType<typeof useReader>

/** Path of the main file at the document's origin. */
const fileOf = ({ version }: Opening): string => (version.file === '' ? 'f/body' : 'f/document')

const themeNow = (): 'light' | 'dark' =>
  document.documentElement.classList.contains('dark') ? 'dark' : 'light'

const hasPlace = (place: Place | undefined): place is Place =>
  place !== undefined && Object.values(place).some((value) => value !== undefined)
