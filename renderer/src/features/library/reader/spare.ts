import type { FromReader } from '../../../../../contract/reader-frame.ts'
import { call } from '../../../call.ts'
import { connectFrame, makeFrame, type FramePort } from './frame.ts'

/**
 * A reader that is loaded before there is a document for it: at an origin of its own, like every other, named
 * by a token that the next document is opened for.
 */
export interface Spare {
  readonly token: string
  readonly frame: HTMLIFrameElement
  readonly port: FramePort
  /** Who hears what it says from now on. */
  hear(listener: (message: FromReader) => void): void
  drop(): void
}

const AGAIN_MS = 1500
/** The next document is open by then. */
const RETIRED_MS = 1000
let holder: HTMLElement | undefined
let spare: Spare | undefined
let timer: ReturnType<typeof setTimeout> | undefined
/** Counts who keeps one: what was begun for somebody else is thrown away. */
let turn = 0

/** A frame goes on as it is where the engine moves it; elsewhere it would load again. */
const canMove = (): boolean => 'moveBefore' in Element.prototype

/** From now on one reader is ready, made while nothing else is done. */
export function keepSpare(): void {
  if (!canMove()) return
  holder ??= document.body.appendChild(document.createElement('div'))
  Object.assign(holder.style, {
    position: 'fixed',
    inset: '0',
    visibility: 'hidden',
    pointerEvents: 'none',
    zIndex: '-1',
  })
  void make(++turn)
  void call('library.readAhead', {})
}

export function dropSpare(): void {
  turn++
  clearTimeout(timer)
  spare?.drop()
  spare = undefined
  holder?.remove()
  holder = undefined
}

/** The reader that is ready, for one document; the next one is made when that is open. */
export function takeSpare(): Spare | undefined {
  const taken = spare
  spare = undefined
  if (holder) {
    clearTimeout(timer)
    const mine = turn
    timer = setTimeout(() => requestIdleCallback(() => void make(mine)), AGAIN_MS)
  }
  return taken
}

/**
 * Takes a frame out of sight at once and away when there is time for it: with a thousand pages that takes as long
 * as opening the next document.
 */
export function retire(frame: HTMLIFrameElement): void {
  if (holder === undefined || !frame.isConnected) return
  frame.inert = true
  frame.className = ''
  holder.moveBefore(frame, null)
  setTimeout(() => frame.remove(), RETIRED_MS)
}

async function make(mine: number): Promise<void> {
  const answer = await call('library.reserve', {})
  if (!answer.ok || mine !== turn || spare !== undefined || holder === undefined) return
  const { token } = answer.value
  const frame = makeFrame(token)
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.addEventListener('load', () => ready(token, frame, mine), { once: true })
  holder.append(frame)
}

function ready(token: string, frame: HTMLIFrameElement, mine: number): void {
  let listener: ((message: FromReader) => void) | undefined
  const port = connectFrame(frame, token, (message) => {
    if (listener) listener(message)
    else if (message.kind === 'ready') isReady()
  })
  const drop = (): void => {
    port.close()
    frame.remove()
  }
  const isReady = (): void => {
    if (mine !== turn || spare !== undefined) return drop()
    port.send({ kind: 'warm' })
    spare = {
      token,
      frame,
      port,
      hear: (next) => {
        listener = next
      },
      drop,
    }
  }
}
