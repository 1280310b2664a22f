import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FEATURES } from '../../features.ts'
import type { Core } from '../../host.ts'
import { done, FOUNDER, TestPlace } from '../../testing.ts'
import { typeRegistry } from '../../type-registry.ts'

/** What only a feature's own procedures write: the general ones do not reach it. */

const MANAGED = typeRegistry(FEATURES)
  .all()
  .filter((type) => type.managed === true)

const place = new TestPlace()
let core: Core

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
})
afterAll(() => place.clear())

describe('records that only their own procedures write', () => {
  it.each(MANAGED.map((type) => [type.name, type] as const))(
    '%s is reached by no general procedure',
    async (name) => {
      const id = uuidv7()
      const input = {
        'register.create': { type: name, fields: {} },
        'register.update': { type: name, id, fields: {} },
        'register.transition': { type: name, id, transition: 'approve' },
        'register.remove': { type: name, ids: [id] },
        'register.restore': { type: name, ids: [id] },
        'register.resolve': { type: name, id, field: 'state', value: 'approved' },
        'transfer.import': {
          type: name,
          file: { name: 'a.csv', bytes: Buffer.from('a\n1\n') },
          mapping: {},
          dryRun: false,
          skipInvalid: true,
        },
      }
      for (const [procedure, given] of Object.entries(input)) {
        expect(await core.dispatch(procedure, given), procedure).toMatchObject({ ok: false })
      }
    },
  )

  it('cannot be undone', async () => {
    const { workspace } = core.manager
    const { id } = await done(core, 'checklists.saveTemplate', {
      name: '机房巡检',
      category: 'day',
      area: 'server',
    })
    const [written] = workspace?.log.commitsOf(id) ?? []
    const made = workspace?.log.row('checklist-template', id)?.createOp.split('.').slice(0, -1)
    const commit = written ? `${written.stream}/${written.seq}` : String(made?.join('.'))
    expect(await core.dispatch('register.undo', { commit })).toMatchObject({
      ok: false,
      error: { code: 'appendOnly' },
    })
  })
})
