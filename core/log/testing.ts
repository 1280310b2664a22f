import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import type { FieldType, RecordType } from '../../contract/record-type.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { deviceIdOf, rawPublicKey, workspaceIdOf } from './identity.ts'
import type { Log } from './log.ts'
import { openLog } from './open-log.ts'
import type { NewOperation } from './types.ts'

const label = { 'zh-CN': '值', en: 'Value' }
const field = (kind: FieldType['kind'], more: Partial<FieldType> = {}): FieldType => ({
  kind,
  label,
  ...more,
})

/** A type with every kind of field and every policy, for tests of the log. */
export const noteType: RecordType = {
  name: 'note',
  label,
  plural: label,
  icon: 'note',
  title: 'title',
  fields: {
    title: field('text'),
    body: field('longText'),
    severity: field('choice'),
    count: field('integer'),
    ratio: field('number'),
    done: field('boolean'),
    day: field('date'),
    at: field('instant'),
    tags: field('tags'),
    owner: field('ref'),
    status: field('choice'),
    closedAt: field('instant', { policy: 'reviewed' }),
    approval: field('text', { policy: 'decided' }),
    origin: field('text', { policy: 'append' }),
  },
  groups: { state: ['status', 'closedAt'] },
  indexes: [['at'], ['status', '_updated']],
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}

export const entryType: RecordType = {
  name: 'entry',
  label,
  plural: label,
  icon: 'entry',
  title: 'text',
  appendOnly: true,
  fields: { text: field('longText'), at: field('instant') },
  permissions: { read: 'all', create: 'all', update: [], delete: [] },
}

export const accountLikeType: RecordType = {
  name: 'account',
  label,
  plural: label,
  icon: 'account',
  title: 'login',
  fields: { login: field('text'), signKey: field('text'), person: field('text') },
  permissions: { read: 'all', create: 'all', update: 'all', delete: [] },
}

export const TEST_TYPES: readonly RecordType[] = [noteType, entryType, accountLikeType]

/** Devices of one workspace; the first one begins it and enrols the others. */
export interface TestDevice {
  readonly log: Log
  readonly db: Database
  readonly device: ReturnType<typeof generateKeyPairSync>['privateKey']
  readonly workspace: string
}

export function openTestLog(
  options: {
    path?: string
    key?: Uint8Array
    now?: () => number
    like?: TestDevice
    types?: readonly RecordType[]
    /** Written along in the first commit of a workspace, like the account of its founder. */
    first?: { readonly actor: string; readonly ops: readonly NewOperation[] }
  } = {},
): TestDevice {
  const device = generateKeyPairSync('ed25519').privateKey
  const db = openDatabase(options.path ?? ':memory:', options.key ?? randomBytes(32))
  migrate(db, MIGRATIONS)
  const workspace = options.like?.workspace ?? workspaceIdOf(rawPublicKey(device))
  const log = openLog(db, options.types ?? TEST_TYPES, {
    workspace,
    device,
    epoch: 1,
    ...(options.now ? { now: options.now } : {}),
  })
  const enrol = {
    create: 'device',
    id: uuidv7(),
    fields: {
      name: 'test',
      code: deviceIdOf(rawPublicKey(device)).slice(0, 4),
      publicKey: Buffer.from(rawPublicKey(device)).toString('base64url'),
    },
  }
  const first = options.like?.log ?? log
  // Whoever began the workspace is its administrator.
  const actor = first.commit(`${first.stream}/1`)?.actor ?? options.first?.actor ?? 'system'
  const ops = [enrol, ...(options.first?.ops ?? [])]
  first.append({ actor, act: 'device.enrol', ops })
  if (options.like) copy(options.like.log, log)
  return { log, db, device, workspace }
}

/** Everything that one log has, to another. */
export function copy(from: Log, to: Log): ReturnType<Log['receive']> {
  return to.receive(
    Object.keys(from.versionVector()).flatMap((stream) => from.read(stream, 1, 1_000_000)),
  )
}
