import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { localState, setLocalState } from './local-state.ts'
import { pathsOf, readSpareJson, writeJson } from './files.ts'

const schema = z.object({ epoch: z.int().positive(), opens: z.int().nonnegative() })

/**
 * The stream's epoch for this opening. The open counter stands in the database and in a file beside
 * it; where they differ the folder or the database came from a copy, and a new epoch starts, so that
 * no sequence number is ever used twice.
 */
export function openEpoch(folder: string, db: Database): number {
  const path = pathsOf(folder).epoch
  const beside = schema.safeParse(readSpareJson(path) ?? { epoch: 1, opens: 0 })
  const inside = schema.parse(JSON.parse(localState(db, 'epoch') ?? '{"epoch":1,"opens":0}'))
  const same =
    beside.success && beside.data.epoch === inside.epoch && beside.data.opens === inside.opens
  const highest = Math.max(inside.epoch, beside.success ? beside.data.epoch : 0)
  const next = { epoch: same ? inside.epoch : highest + 1, opens: inside.opens + 1 }
  setLocalState(db, 'epoch', JSON.stringify(next))
  writeJson(path, next)
  return next.epoch
}

/** A new epoch while the workspace is open: others know more of this device than it does itself. */
export function nextEpoch(folder: string, db: Database): number {
  const inside = schema.parse(JSON.parse(localState(db, 'epoch') ?? '{"epoch":1,"opens":0}'))
  const next = { ...inside, epoch: inside.epoch + 1 }
  setLocalState(db, 'epoch', JSON.stringify(next))
  writeJson(pathsOf(folder).epoch, next)
  return next.epoch
}
