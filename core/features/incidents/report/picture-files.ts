import { crc32, deflateSync } from 'node:zlib'
import {
  PICTURE_FONT_SIZE,
  pointsOf,
  type Picture,
  type Shape,
} from '../../../../contract/picture.ts'

const FONT = `font-family="Noto Sans CJK SC, Noto Sans SC, SimSun, sans-serif" font-size="${PICTURE_FONT_SIZE}"`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect x="${shape.x.toFixed(1)}" y="${shape.y}" width="${shape.width.toFixed(1)}" height="${shape.height}" fill="${shape.fill}"/>`
    case 'line':
      return `<polyline points="${pointsOf(shape.points)}" fill="none" stroke="${shape.stroke}" stroke-width="${shape.width}"${shape.dashed ? ' stroke-dasharray="4 3"' : ''}/>`
    case 'text':
      return `<text x="${shape.x.toFixed(1)}" y="${shape.y.toFixed(1)}" text-anchor="${shape.anchor}" ${FONT}${shape.bold ? ' font-weight="600"' : ''} fill="${shape.fill}">${escaped(shape.text)}</text>`
  }
}

/** A picture as an SVG file. */
export const svgOf = ({ width, height, shapes }: Picture): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.map(element).join('')}</svg>`

type Colour = readonly [number, number, number]
const colourOf = (hex: string): Colour => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]
}

/** Points from one to the other, none of them twice. */
function* between(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): Iterable<readonly [number, number]> {
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))))
  for (let step = 0; step <= steps; step += 1)
    yield [
      Math.round(fromX + ((toX - fromX) * step) / steps),
      Math.round(fromY + ((toY - fromY) * step) / steps),
    ]
}

/** The same picture without its words, for readers that know no SVG. */
export function pngOf({ width, height, shapes }: Picture): Buffer {
  const row = width * 3 + 1
  const pixels = Buffer.alloc(row * height, 0xff)
  for (let y = 0; y < height; y += 1) pixels[y * row] = 0
  const dot = (x: number, y: number, colour: Colour): void => {
    if (x >= 0 && x < width && y >= 0 && y < height) pixels.set(colour, y * row + 1 + x * 3)
  }
  for (const shape of shapes) {
    if (shape.kind === 'rect') {
      const colour = colourOf(shape.fill)
      for (let y = shape.y; y < shape.y + shape.height; y += 1)
        for (let x = Math.round(shape.x); x < Math.round(shape.x + shape.width); x += 1)
          dot(x, y, colour)
    } else if (shape.kind === 'line') {
      const colour = colourOf(shape.stroke)
      for (const [index, point] of shape.points.entries()) {
        const next = shape.points[index + 1]
        if (next === undefined) continue
        for (const [x, y] of between(point, next)) if (!shape.dashed || x % 7 < 4) dot(x, y, colour)
      }
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
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
