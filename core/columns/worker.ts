import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../db/open.ts'
import { readColumns } from './read.ts'
import type { ColumnPlan, LoadedColumns } from './shape.ts'

/** Reads the columns of one table beside the writer and hands them over. */
const { path, key, table, plans } = workerData as {
  readonly path: string
  readonly key: Uint8Array
  readonly table: string
  readonly plans: readonly ColumnPlan[]
}

function buffersOf({ ids, visible, docs, columns }: LoadedColumns): ArrayBuffer[] {
  const buffers = [ids.buffer, visible.buffer, docs.buffer]
  for (const column of columns) {
    if (column.holding === 'number') buffers.push(column.numbers.buffer)
    else if (column.holding === 'order')
      buffers.push(column.places.buffer, ...(column.packed ? [column.packed.buffer] : []))
    else buffers.push(column.codes.buffer)
    if (column.holding === 'list') buffers.push(column.starts.buffer)
  }
  return [...new Set(buffers)]
}

const db = openReader(path, key)
try {
  db.exec('BEGIN')
  const read = readColumns(db, table, plans)
  parentPort?.postMessage(read, read ? buffersOf(read) : [])
} finally {
  db.close()
}
