import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreProcedureName, OutputOf, ParsedInputOf } from '../../../contract/procedures.ts'
import { contributionsOf } from '../../contributions.ts'
import type { Context, Handler } from '../../feature.ts'
import { FEATURES } from '../../features.ts'
import { copy, openTestLog, type TestDevice } from '../../log/testing.ts'
import { useProjections } from '../../projections.ts'
import { done } from '../../testing.ts'
import { incidents } from './module.ts'
import { IncidentStage } from './testing.ts'

const stage = new IncidentStage()
let second: TestDevice
beforeAll(async () => {
  await stage.set()
  second = openTestLog({
    like: {
      log: opened().log,
      db: opened().db,
      device: generateKeyPairSync('ed25519').privateKey,
      workspace: opened().id,
    },
    types: opened().types.all(),
    now: () => stage.now,
  })
  useProjections({ log: second.log, db: second.db }, opened().types, FEATURES)
}, 60_000)
afterAll(() => stage.place.clear())

function opened() {
  const { workspace } = stage.core.manager
  if (!workspace) throw new Error('locked')
  return workspace
}

/** Calls a procedure on the other workstation, as the person at the first one. */
async function elsewhere<N extends CoreProcedureName>(
  name: N,
  input: ParsedInputOf<N>,
): Promise<OutputOf<N>> {
  const { session } = stage.core.manager
  if (!session) throw new Error('locked')
  const context: Context = {
    workspace: { ...opened(), log: second.log, db: second.db },
    session,
    shared: contributionsOf(FEATURES),
    now: () => stage.now,
    emit: () => undefined,
    guards: new Map(),
    chosenPath: () => undefined,
  }
  const handler = incidents.handlers[name] as Handler<N> | undefined
  const result = await handler?.(context, input)
  if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(result)}`)
  return result.value
}

function exchange(): void {
  copy(second.log, opened().log)
  copy(opened().log, second.log)
}

const both = async (id: string) => [
  (await done(stage.core, 'incident.get', { id })).incident,
  (await elsewhere('incident.get', { id })).incident,
]

describe('two workstations that have not met', () => {
  it('grade one incident differently: the graver counts until somebody decides', async () => {
    stage.at(0)
    const id = await stage.declare('存储离线', 3)
    exchange()
    stage.at(1)
    await done(stage.core, 'incident.grade', { id, grade: 4, reason: '冗余' })
    stage.at(2)
    await elsewhere('incident.grade', { id, grade: 2, reason: '写入变慢' })
    exchange()
    for (const incident of await both(id))
      expect(incident).toMatchObject({ declaredGrade: 2, conflicts: ['grade'] })
    stage.at(3)
    await done(stage.core, 'incident.grade', { id, grade: 3, reason: '两处核对' })
    exchange()
    for (const incident of await both(id))
      expect(incident).toMatchObject({ declaredGrade: 3, conflicts: [] })
  })

  it('fill in different fields and tell different things: nothing is lost', async () => {
    stage.at(0)
    const id = await stage.declare('统一认证中断', 2)
    exchange()
    const wang = String(stage.people['wang'])
    await done(stage.core, 'incident.update', { id, changes: { loss: '窗口停办' } })
    await done(stage.core, 'incident.analyse', { incident: id, kind: 'hypothesis', text: '证书' })
    await elsewhere('incident.update', { id, changes: { executor: wang, options: '切备用' } })
    await elsewhere('incident.analyse', { incident: id, kind: 'hypothesis', text: '网络' })
    await elsewhere('incident.tell', { id, kind: 'note', text: '已通知厂家' })
    exchange()
    const [here, there] = await both(id)
    expect(here).toEqual(there)
    expect(here).toMatchObject({ conflicts: [] })
    expect(here?.texts).toMatchObject({ loss: '窗口停办', options: '切备用' })
    expect(here?.roles.executor?.id).toBe(wang)
    const { causes } = await done(stage.core, 'incident.causes', { id })
    expect(causes.map(({ text }) => text).toSorted()).toEqual(['网络', '证书'])
    const { lines } = await done(stage.core, 'incident.timeline', { id })
    expect(lines.map(({ text }) => text)).toContain('已通知厂家')
  })

  it('pin a line and annotate it on the other: both wishes stand', async () => {
    stage.at(0)
    const id = await stage.declare('办事大厅变慢', 4)
    exchange()
    const { lines } = await done(stage.core, 'incident.timeline', { id })
    const key = String(lines[0]?.key)
    await done(stage.core, 'incident.curate', { id, key, pinned: true })
    await elsewhere('incident.curate', { id, key, note: '见附件' })
    exchange()
    const after = (await done(stage.core, 'incident.timeline', { id })).lines
    expect(after).toEqual((await elsewhere('incident.timeline', { id })).lines)
    expect(after[0]).toMatchObject({ pinned: true, note: '见附件' })
  })

  it('begin one report: it is one record with the first number', async () => {
    stage.at(0)
    const id = await stage.declare('磁盘写满', 4)
    await stage.decided(id)
    await stage.repaired(id)
    await stage.restored(id)
    exchange()
    const here = await done(stage.core, 'incident.writeReport', { incident: id, language: 'zh-CN' })
    const there = await elsewhere('incident.writeReport', { incident: id, language: 'zh-CN' })
    expect(there.id).toBe(here.id)
    exchange()
    const { report } = await done(stage.core, 'incident.report', { incident: id })
    expect(report).toEqual((await elsewhere('incident.report', { incident: id })).report)
  })
})
