import { randomBytes, randomInt } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { localState, setLocalState } from './local-state.ts'
import { pathsOf, readSpareJson, writeJson } from './files.ts'

/** A stream's epoch has at most nine digits. */
const MOST_EPOCH = 999_999_999
/** Letters and digits that are not taken for one another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Kinds of file systems that number their files anew whenever they are mounted: FAT, exFAT. */
const WITHOUT_NUMBERS: readonly number[] = [0x4d44, 0x2011bab0]

const counted = z.object({
  epoch: z.int().positive(),
  opens: z.int().nonnegative(),
  /** Drawn at each opening: two copies that were opened apart never agree on it. */
  nonce: z.string().optional(),
})
const kept = counted.extend({
  /** The very file that was written beside the database: a copy of it is another one. */
  file: z.string().optional(),
  /** When this epoch began because the store was a copy, or was put back from a backup. */
  since: z.int().optional(),
})

export interface Epoch {
  readonly epoch: number
  /** When it began because the store was a copy; absent: it is the device's first one. */
  readonly since?: number
}

const KEY = 'epoch'
const stateIn = (db: Database): z.infer<typeof kept> | undefined => {
  const text = localState(db, KEY)
  return text === undefined ? undefined : kept.parse(JSON.parse(text))
}

/**
 * The stream's epoch for this opening. What the last opening wrote stands in the database and in a file beside it, and
 * the database knows which file that was. Where they differ, the folder or the database is a copy, and a new epoch
 * starts, so that no sequence number is ever used twice. It is drawn at random: a copy that is opened in two places
 * makes two streams and no fork.
 */
export function openEpoch(folder: string, db: Database, now: () => number): Epoch {
  const path = pathsOf(folder).epoch
  const inside = stateIn(db) ?? { epoch: 1, opens: 0 }
  const isSame = inside.opens === 0 || isWhatWasWritten(path, inside)
  const opens = inside.opens + 1
  if (isSame) return written(path, db, { epoch: inside.epoch, opens }, inside.since)
  return written(path, db, { epoch: drawn(db), opens }, Math.floor(now()))
}

/** A new epoch while the workspace is open: others know more of this device than it does itself. */
export function nextEpoch(folder: string, db: Database, now: () => number): Epoch {
  const { opens } = stateIn(db) ?? { opens: 0 }
  return written(pathsOf(folder).epoch, db, { epoch: drawn(db), opens }, Math.floor(now()))
}

function written(
  path: string,
  db: Database,
  counter: Pick<z.infer<typeof counted>, 'epoch' | 'opens'>,
  since: number | undefined,
): Epoch {
  const next = { ...counter, nonce: randomBytes(12).toString('base64url') }
  writeJson(path, next)
  const known = since === undefined ? {} : { since }
  setLocalState(db, KEY, JSON.stringify({ ...next, file: identityOf(path), ...known }))
  return { epoch: next.epoch, ...known }
}

/** A stream that begins at an epoch of its own: one invitation may have been used twice. */
export const beginAnywhere = (db: Database): void =>
  setLocalState(db, KEY, JSON.stringify({ epoch: randomInt(1, MOST_EPOCH), opens: 0 }))

/** What stands in the numbers of a device whose stream was begun anew, so that none is given out again. */
export function markOf(epoch: number): string {
  const rest = [epoch, Math.floor(epoch / 30), Math.floor(epoch / 900)]
  return rest.map((part) => LETTERS[part % LETTERS.length]).join('')
}

function isWhatWasWritten(path: string, inside: z.infer<typeof kept>): boolean {
  const beside = counted.safeParse(readSpareJson(path))
  return (
    beside.success &&
    beside.data.epoch === inside.epoch &&
    beside.data.opens === inside.opens &&
    beside.data.nonce === inside.nonce &&
    (inside.file === undefined || inside.file === identityOf(path))
  )
}

/** What a copy of a file does not take over: when it came into being and, where that stays the same, its number. */
function identityOf(path: string): string {
  const { ino, birthtimeNs } = statSync(path, { bigint: true })
  return WITHOUT_NUMBERS.includes(statfsSync(path).type)
    ? String(birthtimeNs)
    : `${ino} ${birthtimeNs}`
}

function drawn(db: Database): number {
  const taken = new Set(
    db
      .prepare<[], { id: string }>('SELECT id FROM streams')
      .all()
      .map(({ id }) => id.slice(id.indexOf('.') + 1)),
  )
  for (;;) {
    const epoch = randomInt(1, MOST_EPOCH)
    if (!taken.has(String(epoch))) return epoch
  }
}
