import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { deviceIdOf } from '../../log/identity.ts'
import { decode } from '../../keys/box.ts'
import { pathsOf } from '../../workspace/files.ts'
import { localState, setLocalState } from '../../workspace/local-state.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** When, where to and how many: of this device, since places are its own. */
const plan = z.object({
  on: z.boolean(),
  /** Folder that a person chose; null: beside the workspace's own files. */
  place: z.string().nullable(),
  /** Local time, HH:MM. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u),
  keep: z.int().min(1).max(365),
  testDays: z.int().min(1).max(90),
})
export type Plan = z.infer<typeof plan>
const USUAL: Plan = { on: true, place: null, at: '12:30', keep: 14, testDays: 7 }

const failure = z.object({
  at: z.int(),
  code: z.string(),
  params: z.record(z.string(), z.json()),
})
/** What became of the last ones. */
const outcome = z.object({
  /** `lock` names the key of the database that it is under. */
  made: z.object({ at: z.int(), name: z.string(), findings: z.int(), lock: z.string() }).optional(),
  failed: failure.optional(),
  tested: z.object({ at: z.int(), name: z.string() }).optional(),
  testFailed: failure.optional(),
})
export type Outcome = z.infer<typeof outcome>

type Store = Pick<Workspace, 'db'>

export function planOf({ db }: Store): Plan {
  const text = localState(db, 'backup plan')
  return text === undefined ? USUAL : plan.parse(JSON.parse(text))
}
export const setPlan = ({ db }: Store, wanted: Plan): void =>
  setLocalState(db, 'backup plan', JSON.stringify(plan.parse(wanted)))

export function outcomeOf({ db }: Store): Outcome {
  const text = localState(db, 'backup outcome')
  return text === undefined ? {} : outcome.parse(JSON.parse(text))
}
export const setOutcome = ({ db }: Store, wanted: Outcome): void =>
  setLocalState(db, 'backup outcome', JSON.stringify(wanted))

/** Folder of this device's backups in a place; one that was restored or copied has another. */
export function folderIn(workspace: Workspace, place: string): string {
  const key = workspace.log.row('device', workspace.device.record)?.fields['publicKey']
  const device = typeof key === 'string' ? deviceIdOf(decode(key)).slice(0, 8) : 'device'
  return join(place, `${workspace.device.numbers}-${workspace.id.slice(0, 8)}-${device}`)
}
export const folderOf = (workspace: Workspace): string =>
  folderIn(workspace, planOf(workspace).place ?? pathsOf(workspace.path).backups)

/** The last moment at which one was due, of this computer's days. */
export function lastDue({ at }: Pick<Plan, 'at'>, now: number): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const day = new Date(now)
  const today = new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime()
  return today <= now
    ? today
    : new Date(day.getFullYear(), day.getMonth(), day.getDate() - 1, hours, minutes).getTime()
}

/** After a failure it is tried again so much later. */
const RETRY_MS = 30 * 60_000
export const DAY = 86_400_000

/** A name for a key that tells nothing of it. */
export const lockOf = (key: Uint8Array): string =>
  createHash('sha256').update('watchkeeper backup lock').update(key).digest('hex').slice(0, 16)

/** Due by the clock, and once the key was changed: who lost his access must not open the newest one. */
export function isBackupDue(wanted: Plan, told: Outcome, lock: string, now: number): boolean {
  if (!wanted.on) return false
  if (told.failed && now - told.failed.at < RETRY_MS && now >= told.failed.at) return false
  const made = told.made?.at
  // A clock that was put back must not keep it from being made.
  return (
    made === undefined ||
    told.made?.lock !== lock ||
    made > now + DAY ||
    made < lastDue(wanted, now)
  )
}

export function isTestDue(wanted: Plan, told: Outcome, now: number): boolean {
  if (!wanted.on || told.made === undefined) return false
  if (told.testFailed && now - told.testFailed.at < RETRY_MS) return false
  const tested = told.tested?.at
  return tested === undefined || now - tested >= wanted.testDays * DAY
}
