import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FieldType, Json, RecordType } from '../contract/record-type.ts'
import { letEverybodyWrite } from './everybody-writes.ts'
import { FEATURES } from './features.ts'
import type { Core } from './host.ts'
import { shapeOf } from './log/shape.ts'
import { deviceType } from './log/device.type.ts'
import { done, FOUNDER, TestPlace, workspaceOf } from './testing.ts'
import { typeRegistry } from './type-registry.ts'

letEverybodyWrite()
const types = typeRegistry(FEATURES).all()
const place = new TestPlace()
let core: Core
let blob: string
/** A record of each type. */
const made = new Map<string, string>()
/** SHA-256 over every row of every table, before and after the tables were made anew. */
let before: ReadonlyMap<string, string>
let after: ReadonlyMap<string, string>

/** A value of the field's kind; another one for another `n`. */
function valueOf(field: FieldType, n: number): Json {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return `值${n}\n'"\\ ${n % 2 === 0 ? '\u{1F6E0}' : 'ß'}`
    case 'integer':
      return n
    case 'number':
      return n / 8
    case 'boolean':
      return n % 2 === 0
    case 'date':
      return `2026-01-${String(1 + (n % 28)).padStart(2, '0')}`
    case 'instant':
      return 1_760_000_000_000 + n
    case 'choice':
      return field.choices?.[n % field.choices.length]?.value ?? 'a'
    case 'ref':
      return made.get(field.ref ?? '') ?? `ref-${n}`
    case 'tags':
    case 'refs':
      return [`a${n}`, 'b']
    case 'links':
      return [{ type: 'contact', id: `c${n}` }]
    case 'attachments':
      return [{ sha256: blob, name: `${n}.png`, mime: 'image/png', size: n }]
    case 'json':
      return { n, list: [null, true, 1.5, '值'] }
  }
}

/** Creates, changes, changes again, deletes and restores, as far as the type's policies allow. */
function live(type: RecordType, n: number): void {
  const { log } = workspaceOf(core)
  const actor = core.manager.session?.person ?? ''
  const shape = shapeOf(type)
  const id = uuidv7()
  made.set(type.name, id)
  const fields = (offset: number, wanted: (name: string) => boolean) =>
    Object.fromEntries(
      Object.entries(type.fields)
        .filter(([name]) => wanted(name))
        .map(([name, field], index) => [name, valueOf(field, n + offset + index)]),
    )
  const append = (op: Parameters<typeof log.append>[0]['ops'][number]) =>
    log.append({ actor, act: 'test', ops: [op] })
  const open = (name: string) =>
    !type.appendOnly &&
    shape.fields.get(name)?.policy !== 'append' &&
    shape.fields.get(name)?.policy !== 'decided'
  append({
    create: type.name,
    id,
    fields: fields(
      0,
      (name) => n % 3 !== 0 || type.fields[name]?.kind === 'ref' || name === type.workflow?.field,
    ),
  })
  if (type.appendOnly) return
  append({ patch: type.name, id, fields: fields(5, open) })
  append({
    patch: type.name,
    id,
    fields: Object.fromEntries(
      Object.keys(fields(9, (name) => open(name) && name !== type.workflow?.field)).map((name) => [
        name,
        null,
      ]),
    ),
  })
  append({ patch: type.name, id, fields: { ...fields(13, open), $level: n % 2 } })
  if (n % 2 === 0) append({ patch: type.name, id, fields: { $deleted: true } })
  if (n % 4 === 0) append({ patch: type.name, id, fields: { $deleted: false } })
}

/**
 * Every row of every table in the database file. The full-text index is not among them: it counts its
 * documents in the order in which they came; whether its content is right, verification says.
 */
function tables(): Map<string, string> {
  const { db } = workspaceOf(core)
  const names = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'search%' AND name <> 'log_docs' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  return new Map(
    names.map((name) => {
      const hash = createHash('sha256')
      const columns = db.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(name)
      const order = columns.map((_, index) => index + 1).join(', ')
      const rows = db.prepare(`SELECT * FROM "${name}" ORDER BY ${order}`).raw().iterate()
      for (const row of rows)
        hash.update(
          JSON.stringify(row, (_, cell: unknown) =>
            cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : cell,
          ),
        )
      return [name, hash.digest('hex')]
    }),
  )
}

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  blob = workspaceOf(core).blobs.put(new Uint8Array([1, 2, 3]))
  for (const type of types)
    if (type.name !== deviceType.name) for (let n = 0; n < 8; n++) live(type, n)
  before = tables()
  const { db } = workspaceOf(core)
  const report = await done(core, 'maintenance.rebuild', {})
  expect(report.same).toBe(true)
  after = tables()
  expect(db.prepare('SELECT count(*) FROM commits').pluck().get()).toBeGreaterThan(types.length * 8)
})
afterAll(() => place.clear())

it.each(types.map((type) => [type.name, shapeOf(type).table] as const))(
  'the table of %s is made anew byte for byte',
  (_, table) => {
    const rows = workspaceOf(core).db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    expect(rows).toBeGreaterThan(0)
    expect(after.get(table)).toBe(before.get(table))
  },
)

it('all other tables are as before, and verification finds nothing', async () => {
  const changed = [...before.keys()].filter((name) => after.get(name) !== before.get(name))
  expect(changed).toEqual([])
  expect([...after.keys()]).toEqual([...before.keys()])
  expect(await done(core, 'audit.verify', {})).toMatchObject({ ok: true, findings: [] })
})

it('makes the rows again that somebody removed or changed', async () => {
  const { db } = workspaceOf(core)
  db.exec("DELETE FROM r_contact; UPDATE longtexts SET value = 'x'; DELETE FROM touched")
  expect(await done(core, 'maintenance.rebuild', {})).toMatchObject({ same: false })
  expect(Object.fromEntries(tables())).toEqual(Object.fromEntries(after))
})
