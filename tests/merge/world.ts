import { createHash } from 'node:crypto'
import type { Json } from '../../contract/record-type.ts'
import { CoreError } from '../../core/error.ts'
import { chainStart } from '../../core/log/codec.ts'
import { streamIdOf, workspaceIdOf } from '../../core/log/identity.ts'
import type { Log } from '../../core/log/log.ts'
import { OperationLog } from '../../core/log/operation-log.ts'
import { shapesOf } from '../../core/log/open-log.ts'
import type { NewOperation, OpId, StoredCommit } from '../../core/log/types.ts'
import { TEST_TYPES } from '../../core/log/testing.ts'
import { MemoryStore } from './memory-store.ts'

const START = Date.UTC(2026, 0, 1)
const TEN_YEARS = 10 * 365 * 86_400_000
export const SHAPES = shapesOf(TEST_TYPES)
export const RECORDS = ['r1', 'r2', 'r3'] as const

/** What a step of a history does; all numbers come from the generator. */
export interface Step {
  readonly kind:
    | 'edit'
    | 'stale'
    | 'remember'
    | 'delete'
    | 'restore'
    | 'level'
    | 'send'
    | 'jump'
    | 'two'
  readonly device: number
  readonly to: number
  readonly record: number
  readonly pick: number
}

export interface Scenario {
  readonly devices: number
  readonly skews: readonly number[]
  readonly steps: readonly Step[]
}

export interface Device {
  readonly log: Log
  clock: number
  readonly remembered: Map<string, Readonly<Record<string, readonly OpId[]>>>
}

/** How a device's log is made; `key` is the bytes of its public key. */
export type Maker = (index: number, workspace: string, now: () => number) => Log

const fakeKey = (index: number): Uint8Array =>
  createHash('sha256').update(`device ${index}`).digest()
export const fakeWorkspace = workspaceIdOf(fakeKey(0))

/** A log in memory with the merge of the product; signatures are stood in for by key and hash side by side. */
export const inMemory: Maker = (index, workspace, now) => {
  const publicKey = fakeKey(index)
  return new OperationLog({
    store: new MemoryStore(),
    shapes: SHAPES,
    workspace,
    start: chainStart(workspace),
    now,
    author: {
      id: streamIdOf(publicKey, 1),
      publicKey,
      sign: (hash) => Buffer.concat([hash, publicKey]),
    },
    verify: (key, hash, signature) => Buffer.concat([hash, key]).equals(signature),
  })
}

const VALUES: Readonly<Record<string, (n: number) => Json>> = {
  title: (n) => `t${n % 4}`,
  body: (n) => (n % 5 === 0 ? null : `line ${n % 3}\nmore`),
  severity: (n) => ['low', 'mid', 'high'][n % 3] ?? null,
  count: (n) => n % 3,
  ratio: (n) => (n % 3) / 2,
  done: (n) => n % 2 === 0,
  day: (n) => `2026-01-0${1 + (n % 3)}`,
  at: (n) => n % 4,
  tags: (n) => [`a${n % 3}`, 'b'],
  owner: (n) => `p${n % 3}`,
  status: (n) => ['open', 'closed', null][n % 3] ?? null,
  closedAt: (n) => (n % 3) * 10,
  approval: (n) => (n % 4 === 0 ? null : `by ${n % 3}`),
}
const FIELDS = Object.keys(VALUES)

function someFields(pick: number): Record<string, Json> {
  const fields: Record<string, Json> = {}
  for (let i = 0, n = pick; i <= pick % 3; i++, n = Math.floor(n / 3) + 7) {
    const name = FIELDS[n % FIELDS.length] as string
    fields[name] = VALUES[name]?.(Math.floor(n / 13)) ?? null
  }
  return fields
}

/** Devices of one workspace, from its beginning until everything was said; deliveries lose, repeat and reorder. */
export class World {
  readonly devices: Device[]
  readonly make: Maker
  readonly workspace: string

  constructor(
    scenario: Scenario,
    make: Maker,
    workspace: string,
    keyOf: (index: number) => Uint8Array = fakeKey,
  ) {
    this.make = make
    this.workspace = workspace
    this.devices = Array.from({ length: scenario.devices }, (_, index) => {
      const device: Device = {
        clock: START + Math.round((scenario.skews[index] ?? 0) * TEN_YEARS),
        remembered: new Map(),
        log: make(index, workspace, () => device.clock),
      }
      return device
    })
    const enrol = this.devices.map((_, index): NewOperation => ({
      create: 'device',
      id: `device-${index}`,
      fields: { name: `d${index}`, publicKey: Buffer.from(keyOf(index)).toString('base64url') },
    }))
    this.#at(0).log.append({ actor: 'system', act: 'begin', ops: enrol })
    // The last device hears of the beginning only by the exchanges of the history.
    for (const { log } of this.devices.slice(1, Math.max(2, scenario.devices - 1)))
      log.receive(all(this.#at(0).log))
  }

  #at(index: number): Device {
    return this.devices[index % this.devices.length] as Device
  }

  step(step: Step): void {
    const device = this.#at(step.device)
    device.clock += step.pick % 5 === 0 ? 0 : (step.pick % 2000) - 200
    const id = RECORDS[step.record % RECORDS.length] as string
    const row = device.log.row('note', id)
    const key = `note ${id}`
    if (step.kind === 'send') return this.#send(device, this.#at(step.to), step.pick)
    if (step.kind === 'jump')
      device.clock = START + Math.round(((step.pick % 2001) / 1000 - 1) * TEN_YEARS)
    else if (step.kind === 'remember') device.remembered.set(key, row?.heads ?? {})
    // Nobody writes before the workspace's beginning has reached him.
    else if (Object.keys(device.log.versionVector()).length === 0) return
    // The same id made on several devices is rare in life: only one record of the three allows it.
    else if (!row && step.record % RECORDS.length > 0 && device !== this.#at(step.record)) return
    else if (!row)
      this.#write(device, [
        { create: 'note', id, fields: { ...someFields(step.pick), origin: `o${step.pick % 9}` } },
      ])
    else if (step.kind === 'edit')
      this.#write(device, [{ patch: 'note', id, fields: someFields(step.pick) }])
    else if (step.kind === 'stale')
      this.#write(device, [
        { patch: 'note', id, fields: someFields(step.pick), ...this.#seen(device, key) },
      ])
    else if (step.kind === 'delete')
      this.#write(device, [
        {
          patch: 'note',
          id,
          fields: { $deleted: true },
          ...(step.pick % 3 === 0 ? this.#seen(device, key) : {}),
        },
      ])
    else if (step.kind === 'restore')
      this.#write(device, [{ patch: 'note', id, fields: { $deleted: false } }])
    else if (step.kind === 'level')
      this.#write(device, [{ patch: 'note', id, fields: { $level: step.pick % 4 } }])
    else
      this.#write(device, [
        { patch: 'note', id, fields: someFields(step.pick) },
        { patch: 'note', id, fields: someFields(step.pick + 1) },
      ])
  }

  #seen(device: Device, key: string): { seen?: Readonly<Record<string, readonly OpId[]>> } {
    const seen = device.remembered.get(key)
    return seen ? { seen } : {}
  }

  #write(device: Device, ops: readonly NewOperation[]): void {
    try {
      device.log.append({ actor: `person ${this.devices.indexOf(device)}`, act: 'test', ops })
      for (const op of ops)
        if ('patch' in op && !op.seen) alone(device.log, op.id, Object.keys(op.fields))
    } catch (error) {
      // A decided field was asked to change: the refusal is the expected answer.
      if (!(error instanceof CoreError) || error.code !== 'alreadyDecided') throw error
    }
  }

  /** A part of what the sender has, in any order, some of it twice, some of it lost. */
  #send(from: Device, to: Device, pick: number): void {
    if (from === to) return
    const random = numbers(pick)
    const commits = all(from.log)
    const lost = (pick % 4) / 4
    const sent = commits.filter(() => random() >= lost)
    const again = sent.filter(() => random() < 0.2)
    to.log.receive(shuffled([...sent, ...again], random))
  }

  /** Loss is over: everybody gets everything, in an order of his own. */
  settle(seed: number): void {
    const random = numbers(seed)
    for (let round = 0; round < 2; round++) {
      for (const from of this.devices) {
        for (const to of this.devices) {
          if (from !== to) to.log.receive(shuffled(all(from.log), random))
        }
      }
    }
  }
}

/** Who edits what he sees leaves nothing beside his own value. */
function alone(log: Log, id: string, names: readonly string[]): void {
  for (const name of names) {
    if (name === 'approval' || name.startsWith('$')) continue
    if (log.values('note', id, name).length !== 1)
      throw new Error(`an edit of ${name} left other heads standing`)
  }
}

export const all = (log: Log): StoredCommit[] =>
  Object.keys(log.versionVector()).flatMap((stream) => [...log.read(stream, 1, 100_000)])

/** Repeatable numbers in [0, 1) (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [out[i] as T, out[j] as T]
    out[i] = b
    out[j] = a
  }
  return out
}
