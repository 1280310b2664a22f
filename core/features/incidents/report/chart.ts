import { crc32, deflateSync } from 'node:zlib'
import {
  MILESTONE_LABELS,
  type Milestone,
  type Milestones,
} from '../../../../contract/incident-rules.ts'
import type { Language } from '../../../../contract/text.ts'
import { spell } from '../words.ts'

/** The course of an incident as one bar: from milestone to milestone, as wide as they took. */

export const CHART_WIDTH = 620
export const CHART_HEIGHT = 96
const BAR = { x: 10, y: 34, width: CHART_WIDTH - 20, height: 22 }
/** A moment that took less is still seen. */
const LEAST = 6

interface Part {
  readonly from: Milestone
  readonly to: Milestone
  readonly x: number
  readonly width: number
  readonly ms: number
}

const COLOURS: Readonly<Partial<Record<Milestone, string>>> = {
  reported: '#98150c',
  answered: '#966100',
  assessed: '#1656a8',
  repaired: '#434e5a',
  restored: '#0f6b58',
}
const colourOf = ({ to }: Part): string => COLOURS[to] ?? '#5a6673'

const ORDER: readonly Milestone[] = [
  'discovered',
  'reported',
  'answered',
  'assessed',
  'repaired',
  'restored',
]

/** Stretches between the milestones that were reached; widths follow the square root, so that short ones show. */
function partsOf(at: Milestones): Part[] {
  const reached = ORDER.flatMap((name) => {
    const moment = at[name]
    return moment === undefined ? [] : [{ name, moment }]
  })
  const spans = reached.slice(1).map(({ name, moment }, index) => ({
    from: reached[index]?.name ?? name,
    to: name,
    ms: Math.max(0, moment - (reached[index]?.moment ?? moment)),
  }))
  const weights = spans.map(({ ms }) => Math.sqrt(ms))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const free = BAR.width - LEAST * spans.length
  let x = BAR.x
  return spans.map((span, index) => {
    const width = LEAST + (sum === 0 ? free / spans.length : (free * (weights[index] ?? 0)) / sum)
    const part = { ...span, x, width }
    x += width
    return part
  })
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Undefined where no two milestones are known. */
export function courseSvg(at: Milestones, language: Language): string | undefined {
  const parts = partsOf(at)
  if (parts.length === 0) return undefined
  const font = `font-family="Noto Sans CJK SC, Noto Sans SC, SimSun, sans-serif" font-size="11"`
  const drawn = parts.map((part, index) => {
    const centre = part.x + part.width / 2
    const label = `${MILESTONE_LABELS[part.to][language]} ${spell(part.ms)[language]}`
    // Labels of narrow neighbours would lie on each other: they take turns above and below.
    const y = index % 2 === 0 ? BAR.y - 8 : BAR.y + BAR.height + 16
    const anchor = index === 0 ? 'start' : index === parts.length - 1 ? 'end' : 'middle'
    const place = anchor === 'start' ? part.x : anchor === 'end' ? part.x + part.width : centre
    return [
      `<rect x="${part.x.toFixed(1)}" y="${BAR.y}" width="${part.width.toFixed(1)}" height="${BAR.height}" fill="${colourOf(part)}"/>`,
      `<text x="${place.toFixed(1)}" y="${y}" text-anchor="${anchor}" ${font} fill="#161d26">${escaped(label)}</text>`,
    ].join('')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_WIDTH}" height="${CHART_HEIGHT}" viewBox="0 0 ${CHART_WIDTH} ${CHART_HEIGHT}">${drawn.join('')}</svg>`
}

/** The same bar without its words, for readers that know no SVG. */
export function coursePng(at: Milestones): Buffer | undefined {
  const parts = partsOf(at)
  if (parts.length === 0) return undefined
  const row = CHART_WIDTH * 3 + 1
  const pixels = Buffer.alloc(row * CHART_HEIGHT, 0xff)
  for (let y = 0; y < CHART_HEIGHT; y += 1) pixels[y * row] = 0
  for (const part of parts) {
    const colour = Buffer.from(colourOf(part).slice(1), 'hex')
    for (let y = BAR.y; y < BAR.y + BAR.height; y += 1)
      for (let x = Math.round(part.x); x < Math.round(part.x + part.width); x += 1)
        colour.copy(pixels, y * row + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(CHART_WIDTH, 0)
  header.writeUInt32BE(CHART_HEIGHT, 4)
  // 8 bits, three colours, no interlace.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, sum])
}
