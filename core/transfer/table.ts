import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { CoreError } from '../error.ts'
import { readSheet } from './sheet.ts'

/** A table as read from a file: a row of column names, then rows of texts. */
export interface Table {
  readonly columns: string[]
  readonly rows: readonly (readonly string[])[]
  readonly encoding: string
}

const MAX_ROWS = 200_000
const MAX_BYTES = 100 << 20
const MAX_UNPACKED = 400 << 20

/** Reads CSV (UTF-8, UTF-16, GB18030), XLSX or JSON (a list of objects, as `transfer.export` writes it) by its content. Throws CoreError fileUnreadable. */
export async function readTable(file: {
  readonly name: string
  readonly bytes: Uint8Array
}): Promise<Table> {
  if (file.bytes.length > MAX_BYTES)
    throw new CoreError('fileUnreadable', { name: file.name, reason: '> 100 MB' })
  try {
    const isZip = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b
    const isJson = !isZip && /^\uFEFF?\s*\[\s*\{/u.test(headOf(file.bytes))
    const { rows, encoding } = await (isZip ? sheet : isJson ? objects : delimited)(file.bytes)
    const [head, ...rest] = rows.filter((row) => row.some((cell) => cell !== ''))
    if (head === undefined) throw new Error('empty')
    if (rest.length > MAX_ROWS) throw new Error(`> ${MAX_ROWS} rows`)
    return { columns: head.map((cell, at) => cell || `#${at + 1}`), rows: rest, encoding }
  } catch (error) {
    if (error instanceof CoreError) throw error
    throw new CoreError('fileUnreadable', {
      name: file.name,
      reason: error instanceof Error ? error.message : String(error),
    })
  }
}

async function sheet(bytes: Uint8Array): Promise<{ rows: string[][]; encoding: string }> {
  await refuseBomb(bytes)
  return { rows: await readSheet(bytes), encoding: 'xlsx' }
}

/** A small file may unpack to more than there is memory; nothing is unpacked beyond what it says here. */
async function refuseBomb(bytes: Uint8Array): Promise<void> {
  const { unzipSync } = await import('fflate')
  let unpacked = 0
  unzipSync(bytes, {
    filter({ originalSize }) {
      unpacked += originalSize
      return false
    },
  })
  if (unpacked > MAX_UNPACKED) throw new Error(`> ${MAX_UNPACKED >> 20} MB`)
}

/** Characters that are read before others get their turn. */
const SLICE = 200_000

async function delimited(bytes: Uint8Array): Promise<{ rows: string[][]; encoding: string }> {
  const { parse } = await import('csv-parse')
  const { text, encoding } = decode(bytes)
  const head = text.slice(0, 4000).split('\n', 1)[0] ?? ''
  const delimiter = [',', '\t', ';'].toSorted(
    (a, b) => head.split(b).length - head.split(a).length,
  )[0]
  const parser = parse({
    delimiter: delimiter ?? ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const rows: string[][] = []
  parser.on('data', (row: string[]) => rows.push(row))
  const ended = finished(parser)
  // A failure is told below; without this it would count as one that nobody waits for.
  ended.catch(() => undefined)
  for (let at = 0; at < text.length && !parser.destroyed; at += SLICE) {
    parser.write(text.slice(at, at + SLICE))
    await setImmediate()
  }
  parser.end()
  await ended
  return { rows, encoding }
}

const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 400)).toString('utf8')

/** Names of the first objects are the columns; lists become what the import splits again. */
async function objects(bytes: Uint8Array): Promise<{ rows: string[][]; encoding: string }> {
  const { text } = decode(bytes)
  const read = z.array(z.record(z.string(), z.unknown())).safeParse(JSON.parse(text))
  if (!read.success) throw new Error('JSON')
  const names = [...new Set(read.data.flatMap((one) => Object.keys(one)))]
  const cell = (value: unknown): string =>
    Array.isArray(value)
      ? value.map(String).join(';')
      : typeof value === 'object' && value !== null
        ? JSON.stringify(value)
        : String(value ?? '').trim()
  return {
    rows: [names, ...read.data.map((one) => names.map((name) => cell(one[name])))],
    encoding: 'JSON',
  }
}

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16LE' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16BE' }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return {
        text: new TextDecoder(encoding, { fatal: true }).decode(bytes),
        encoding: encoding.toUpperCase(),
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  throw new Error('encoding')
}
