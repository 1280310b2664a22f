import { parentPort, workerData } from 'node:worker_threads'
import readXlsx from 'read-excel-file/universal'

/** Reads the first sheet of a workbook and hands its cells over as texts. */
const { bytes } = workerData as { readonly bytes: Uint8Array<ArrayBuffer> }

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/u, '')
      .replace('T', ' ')
      .replace(/\.000Z$/u, '')
  return String(cell).trim()
}

try {
  const [first] = await readXlsx(bytes.buffer)
  parentPort?.postMessage({ rows: (first?.data ?? []).map((row) => row.map(cellText)) })
} catch (error) {
  parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) })
}
