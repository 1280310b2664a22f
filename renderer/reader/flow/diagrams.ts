import { facesFor } from '../fonts.ts'
import { withWords } from './diagram-words.ts'
import type { DiagramOrder } from './diagram-worker.ts'

/** Marks a block that describes a diagram; put there by this program alone. */
const DIAGRAM = 'pre[data-wk-diagram]'
const LONGEST = 20_000
/** For a drawing; and until a slow machine has the engine ready, which is a megabyte of program. */
const PATIENCE_MS = 5000
const LOADING_MS = 60_000

/** The window's own colours, as it has them in each theme. */
const LIGHT = {
  bg: '#ffffff',
  fg: '#161d26',
  accent: '#1c5aa6',
  muted: '#434e5a',
  line: '#5a6673',
  border: '#7d8894',
}
const DARK = {
  bg: '#131920',
  fg: '#e6ebf0',
  accent: '#7db3f5',
  muted: '#b0bac4',
  line: '#8e99a5',
  border: '#697684',
}

const UNKNOWN = {
  zh: '这张图画不出来，按原文显示。可画 flowchart、stateDiagram、sequenceDiagram、classDiagram、erDiagram、xychart',
  en: 'This diagram cannot be drawn and is shown as its text. Known: flowchart, stateDiagram, sequenceDiagram, classDiagram, erDiagram, xychart',
}

/** What each picture was drawn from. */
const sources = new WeakMap<HTMLImageElement, string>()

/**
 * Puts pictures in place of the blocks that describe diagrams. A picture is shown as an image: no style,
 * script or address of it can act in the page. What cannot be drawn stays text under one line that says so.
 */
export async function drawDiagrams(root: ParentNode): Promise<void> {
  const theme = isDark()
  for (const block of root.querySelectorAll(DIAGRAM)) {
    const source = block.textContent
    block.removeAttribute('data-wk-diagram')
    const address = await drawing(source, isDark() ? DARK : LIGHT)
    if (address === undefined) undrawn(block)
    else block.replaceWith(await picture(source, address))
  }
  // The theme may have changed while they were drawn.
  if (isDark() !== theme) await recolourDiagrams(root)
}

/** Draws what is there in the colours of the theme. */
export async function recolourDiagrams(root: ParentNode): Promise<void> {
  for (const image of root.querySelectorAll<HTMLImageElement>('img.wk-diagram')) {
    const source = sources.get(image)
    const address = source && (await drawing(source, isDark() ? DARK : LIGHT))
    if (address) image.src = address
  }
}

/** A diagram as it is printed: dark on white. Undefined for any other picture. */
export async function printedDiagram(
  image: HTMLImageElement,
  scale: number,
): Promise<ImageBitmap | undefined> {
  const source = sources.get(image)
  const address = source && (await drawing(source, LIGHT))
  if (!address) return undefined
  const printed = new Image()
  printed.src = address
  await printed.decode()
  const canvas = new OffscreenCanvas(
    Math.ceil(printed.naturalWidth * scale),
    Math.ceil(printed.naturalHeight * scale),
  )
  canvas.getContext('2d')?.drawImage(printed, 0, 0, canvas.width, canvas.height)
  return canvas.transferToImageBitmap()
}

async function picture(source: string, address: string): Promise<HTMLElement> {
  const image = document.createElement('img')
  image.className = 'wk-diagram'
  image.alt = source
  sources.set(image, source)
  image.src = address
  await image.decode()
  return withWords(image, decodeURIComponent(address.slice(address.indexOf(',') + 1)))
}

/** The block as one with the line over it. */
function undrawn(block: Element): void {
  const line = document.createElement('figcaption')
  line.textContent = UNKNOWN[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en']
  const figure = Object.assign(document.createElement('figure'), { className: 'wk-undrawn' })
  block.replaceWith(figure)
  figure.append(line, block)
}

const isDark = (): boolean => document.documentElement.classList.contains('dark')

/** Address of the drawing; undefined where the text is none that can be drawn. */
async function drawing(
  source: string,
  colours: DiagramOrder['colours'],
): Promise<string | undefined> {
  if (source.length > LONGEST) return undefined
  const svg = await rendered({ source, colours })
  if (svg === undefined) return undefined
  const fonts = await embeddedFonts(source)
  // The library would fetch a font from elsewhere; an image fetches nothing, and needs its own letters.
  const own = svg
    .replace(/@import url\([^)]*\);/u, () => fonts)
    .replaceAll(/font-family:[^;}]*/gu, () => "font-family: 'Noto Sans', 'WK Han', sans-serif")
  return `data:image/svg+xml,${encodeURIComponent(own)}`
}

const LATE = Symbol('late')

interface Engine {
  readonly worker: Worker
  /** False where it did not come. */
  readonly ready: Promise<boolean>
}

let engine: Engine | undefined
let turn: Promise<unknown> = Promise.resolve()

/** One after the other in one worker, which is made anew when it was ended. */
function rendered(order: DiagramOrder): Promise<string | undefined> {
  const mine = turn.then(() => ask(order))
  turn = mine
  return mine
}

async function ask(order: DiagramOrder): Promise<string | undefined> {
  const { worker, ready } = (engine ??= begin())
  const svg = (await ready) ? await answer(worker, order) : LATE
  if (svg !== LATE) return svg
  worker.terminate()
  engine = undefined
  return undefined
}

function begin(): Engine {
  const worker = new Worker(new URL('./diagram-worker.ts', import.meta.url), { type: 'module' })
  const ready = within(LOADING_MS, worker).then((said) => said !== LATE)
  return { worker, ready }
}

/** Undefined for what is no diagram. */
async function answer(
  worker: Worker,
  order: DiagramOrder,
): Promise<string | undefined | typeof LATE> {
  const said = within(PATIENCE_MS, worker)
  worker.postMessage(order)
  const svg = await said
  return svg === LATE || typeof svg === 'string' ? svg : undefined
}

/** What a worker says next; LATE when it fails or says nothing in time. */
function within(ms: number, worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(LATE), ms)
    const settle = (said: unknown): void => {
      clearTimeout(timer)
      worker.onmessage = null
      worker.onerror = null
      resolve(said)
    }
    worker.onmessage = ({ data }) => settle(data)
    worker.onerror = () => settle(LATE)
  })
}

const files = new Map<string, Promise<string>>()

/** The Chinese letters of a drawing inside of it: an image sees no font of the page. */
async function embeddedFonts(text: string): Promise<string> {
  const rules = facesFor(text).map(async ({ address, range }) => {
    const data = files.get(address) ?? dataAddress(address)
    files.set(address, data)
    return `@font-face { font-family: 'WK Han'; font-weight: 100 900; src: url(${await data}); unicode-range: ${range}; }`
  })
  return (await Promise.all(rules)).join('\n')
}

async function dataAddress(address: string): Promise<string> {
  const bytes = await (await fetch(address)).arrayBuffer()
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.readAsDataURL(new Blob([bytes], { type: 'font/woff2' }))
  })
}
