import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { OutputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import type { Receipt } from '../../../contract/common.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { NewOperation, RecordRow } from '../../log/types.ts'
import { commitByDevice } from '../../records/device-write.ts'
import { opened } from '../../records/seal.ts'
import { labels, nameOf, typeOf, visibleRow } from '../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../records/write.ts'
import { localState, setLocalState } from '../../workspace/local-state.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { collect } from './collect/collect.ts'
import { differencesOf, factsAfter, type FactChange, type Facts } from './collect/facts.ts'
import { thisMachine, type Machine } from './collect/machine.ts'
import { ITEM } from './surroundings.ts'
import { valueText } from '../../records/value-text.ts'

const TYPE = 'configuration-collection'
/** When this workstation was looked at last, whatever was found; of no use to others. */
const LOOKED = 'configuration.lookedAt'
const MOST_SHOWN = 50

const changes = z
  .array(z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
  .catch([])
const changesOf = (row: RecordRow): FactChange[] => changes.parse(row.fields['changes'])

/** Collections of a workstation, the oldest first. */
export function collectionsOf(
  { db, log }: Pick<Workspace, 'db' | 'log'>,
  device: string,
): RecordRow[] {
  return db
    .prepare<[string], { id: string }>(
      'SELECT id FROM r_configuration_collection WHERE _deleted = 0 AND device = ? ORDER BY "takenAt", id',
    )
    .all(device)
    .flatMap(({ id }) => log.row(TYPE, id) ?? [])
}

/** What a workstation is like by its collections. */
export const factsNow = (workspace: Pick<Workspace, 'db' | 'log'>, device: string): Facts =>
  factsAfter(collectionsOf(workspace, device).map(changesOf))

/** Looks at this workstation and keeps what is different. The commit is the device's: nobody typed it. */
export async function collectHere(
  workspace: Workspace,
  now: number,
  machine: Machine = thisMachine(),
): Promise<Receipt & { changes: number }> {
  const found = await collect(machine)
  const device = workspace.device.record
  const different = differencesOf(factsNow(workspace, device), found)
  setLocalState(workspace.db, LOOKED, String(now))
  if (different.length === 0) return { commit: '', at: now, changes: 0 }
  const op: NewOperation = {
    create: TYPE,
    id: uuidv7(),
    fields: {
      host: machine.hostname,
      device,
      takenAt: now,
      count: different.length,
      changes: different as unknown as Json,
    },
  }
  return { ...commitByDevice(workspace, 'configuration.collect', [op]), changes: different.length }
}

/** When this workstation was looked at last. */
export const lookedAt = (workspace: Pick<Workspace, 'db'>): number | undefined => {
  const at = Number(localState(workspace.db, LOOKED) ?? 0)
  return at > 0 ? at : undefined
}

/** Which field of the item says the same as a fact. */
const FIELDS: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  manufacturer: (facts) => facts['hardware/vendor'],
  version: (facts) => facts['hardware/model'],
  serial: (facts) => facts['hardware/serial'],
  cpu: (facts) => facts['hardware/cpu'],
  memory: (facts) => facts['hardware/memory'],
  os: (facts) =>
    [facts['os/name'], facts['os/version']].filter((part) => part !== undefined).join(' ') ||
    undefined,
  address: (facts) =>
    Object.entries(facts)
      .filter(([key]) => /^network\/.* address$/u.test(key))
      .map(([, value]) => value.replaceAll(/\/\d+/gu, ''))
      .join(', ') || undefined,
}

/** What the item of a workstation should say by what was found; only what was found at all. */
export const itemFields = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(FIELDS).flatMap(([name, of]) => {
      const value = of(facts)
      return value === undefined ? [] : [[name, value.slice(0, 120)]]
    }),
  )

/** The item that stands for a workstation. */
export function itemOf({ workspace, session }: Context, device: string): RecordRow | undefined {
  const found = workspace.db
    .prepare<[string, string], { id: string }>(
      "SELECT from_id AS id FROM links WHERE to_id = ? AND from_type = ? AND field = 'device' ORDER BY from_id",
    )
    .all(device, ITEM)
  for (const { id } of found) {
    const row = workspace.log.row(ITEM, id)
    if (row && row.level <= session.clearance) return row
  }
  return undefined
}

export const collectionHandlers: Handlers = {
  'configuration.facts': (context, { device = context.workspace.device.record }) => {
    const { workspace } = context
    visibleRow(context, 'device', device)
    const rows = collectionsOf(workspace, device)
    const facts = factsAfter(rows.map(changesOf))
    const item = itemOf(context, device)
    const here = device === workspace.device.record
    const last = Number(rows.at(-1)?.fields['takenAt'] ?? 0)
    const takenAt = Math.max(last, here ? (lookedAt(workspace) ?? 0) : 0)
    return ok({
      device,
      deviceName: nameOfDevice(context, device),
      here,
      devices: collectedDevices(context),
      ...(item === undefined ? {} : { item: labels(context, [{ type: ITEM, id: item.id }])[0] }),
      ...(takenAt > 0 ? { takenAt } : {}),
      facts: Object.entries(facts)
        .map(([key, value]) => ({ key, value }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      differs: item === undefined ? [] : differsFrom(context, item, facts),
      collections: rows
        .slice(1)
        .toReversed()
        .slice(0, MOST_SHOWN)
        .map((row) => viewOf(context, row)),
    })
  },

  'configuration.collect': async (context) =>
    ok(await collectHere(context.workspace, context.now())),

  'configuration.review': (context, { id, note, change }) => {
    const type = typeOf(context, TYPE)
    const row = changeable(context, type, id)
    const fields = {
      reviewedAt: context.now(),
      reviewedBy: context.session.person,
      ...(note === undefined || note === '' ? {} : { note }),
      ...(change === undefined ? {} : { change }),
    }
    const op = patchOp(context, type, row, fields)
    return ok(
      op ? commit(context, 'configuration.review', [op]) : { commit: '', at: context.now() },
    )
  },

  'configuration.adopt': (context, { item }) => {
    const { workspace } = context
    const device = workspace.device.record
    const facts = factsNow(workspace, device)
    if (Object.keys(facts).length === 0) throw new CoreError('notCollected')
    const fields = { ...itemFields(facts), device }
    const known = item ?? itemOf(context, device)?.id
    if (known === undefined) {
      const name = facts['os/host'] ?? nameOfDevice(context, device)
      const op = createOp(context, {
        type: ITEM,
        fields: { name, kind: 'workstation', state: 'live', ...fields },
      })
      return ok({ ...commit(context, 'configuration.adopt', [op]), id: op.id })
    }
    const type = typeOf(context, ITEM)
    const op = patchOp(context, type, changeable(context, type, known), fields)
    const receipt = op
      ? commit(context, 'configuration.adopt', [op])
      : { commit: '', at: context.now() }
    return ok({ ...receipt, id: known })
  },
}

function differsFrom(context: Context, item: RecordRow, facts: Facts) {
  const type = typeOf(context, ITEM)
  const values = opened(context, type, item.id, item.fields)
  return Object.entries(itemFields(facts)).flatMap(([name, found]) => {
    const field = type.fields[name]
    const said = field ? valueText(context, field, values[name], context.session.language) : ''
    return field && said !== found
      ? [{ field: name, label: { ...field.label }, item: said, found }]
      : []
  })
}

const nameOfDevice = (context: Context, device: string): string =>
  labels(context, [{ type: 'device', id: device }])[0]?.title ?? device

/** Workstations of which something was collected, and this one. */
function collectedDevices(context: Context): { id: string; name: string; here: boolean }[] {
  const ids = context.workspace.db
    .prepare<[], { id: string }>(
      'SELECT DISTINCT device AS id FROM r_configuration_collection WHERE _deleted = 0 AND device IS NOT NULL',
    )
    .all()
    .map(({ id }) => id)
  return [...new Set([context.workspace.device.record, ...ids])].map((id) => ({
    id,
    name: nameOfDevice(context, id),
    here: id === context.workspace.device.record,
  }))
}

function viewOf(
  context: Context,
  row: RecordRow,
): OutputOf<'configuration.facts'>['collections'][number] {
  const { takenAt, reviewedAt, reviewedBy, note, change } = row.fields
  const [label] =
    typeof change === 'string' ? labels(context, [{ type: 'change', id: change }]) : []
  return {
    id: row.id,
    at: Number(takenAt ?? 0),
    changes: changesOf(row),
    ...(typeof reviewedAt === 'number' ? { reviewedAt } : {}),
    ...(typeof reviewedBy === 'string' ? { reviewedBy: nameOf(context, reviewedBy) } : {}),
    note: typeof note === 'string' ? note : '',
    ...(label === undefined ? {} : { change: label }),
  }
}
