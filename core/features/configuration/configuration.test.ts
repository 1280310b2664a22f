import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../contract/record-type.ts'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { collectHere } from './collections.ts'
import type { Machine } from './collect/machine.ts'

const HOUR = 3_600_000
const NOW = new Date(2026, 2, 17, 12, 0).getTime()
const place = new TestPlace()
let clock = NOW
let core: Core
const items: Record<string, string> = {}

const make = async (type: string, fields: Record<string, Json>, level?: 0 | 1 | 2 | 3) =>
  (await done(core, 'register.create', { type, fields, ...(level ? { level } : {}) })).id
const item = async (name: string, fields: Record<string, Json> = {}, level?: 0 | 1 | 2 | 3) =>
  (items[name] = await make('configuration-item', { name, kind: 'server', ...fields }, level))
const around = async (name: string) =>
  done(core, 'configuration.surroundings', { id: items[name] ?? '' })
const titles = (list: readonly { title: string; depth: number }[]) =>
  list.map(({ title, depth }) => `${depth} ${title}`)

const machine = (more: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  hostname: 'duty-1',
  architecture: 'x64',
  release: '5.10',
  memory: 16 * 2 ** 30,
  processors: [{ model: 'i5' }],
  interfaces: {},
  read: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  run: (command) =>
    Promise.resolve(command === 'dpkg-query' ? 'ii \topenssl\t3.0.1\nii \tbash\t5\n' : undefined),
  ...more,
})
const workspaceNow = () => {
  const { workspace } = core.manager
  if (!workspace) throw new Error('locked')
  return workspace
}

beforeAll(async () => {
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await addAccount(core, 'zhoum', ['operator'])
  await item('UPS-1', { kind: 'facility' })
  await item('SAN-02', { dependsOn: [items['UPS-1'] ?? ''] })
  await item('host-1')
  await item('db-core', { dependsOn: [items['SAN-02'] ?? ''], runsOn: [items['host-1'] ?? ''] })
  await item('SOCIAL', { kind: 'service', dependsOn: [items['db-core'] ?? ''] })
  await item('disk-7', { partOf: [items['SAN-02'] ?? ''], connectsTo: [items['host-1'] ?? ''] })
  await item('secret', { dependsOn: [items['db-core'] ?? ''] }, 3)
}, 60_000)
afterAll(() => place.clear())

describe('what is around a configuration item', () => {
  it('names relations both ways, what stands on it and on what it stands', async () => {
    const san = await around('SAN-02')
    expect(
      san.relations.map(({ relation, direction, title }) => [relation, direction, title]),
    ).toEqual([
      ['dependsOn', 'out', 'UPS-1'],
      ['dependsOn', 'in', 'db-core'],
      ['partOf', 'in', 'disk-7'],
    ])
    expect(titles(san.above)).toEqual(['1 db-core', '2 SOCIAL', '2 secret'])
    // A whole stands on its parts.
    expect(titles(san.below).toSorted()).toEqual(['1 UPS-1', '1 disk-7'])
    expect(titles((await around('disk-7')).above).slice(0, 2)).toEqual(['1 SAN-02', '2 db-core'])
    expect((await around('SOCIAL')).above).toEqual([])
    expect(
      (await around('host-1')).above.map(({ title, relation, ofTitle }) => [
        title,
        relation,
        ofTitle,
      ])[0],
    ).toEqual(['db-core', 'runsOn', 'host-1'])
  })

  it('ends in a circle', async () => {
    await done(core, 'register.update', {
      type: 'configuration-item',
      id: items['UPS-1'] ?? '',
      fields: { dependsOn: [items['SOCIAL'] ?? ''] },
    })
    expect(titles((await around('SOCIAL')).above)).toContain('1 UPS-1')
    expect(titles((await around('SOCIAL')).above)).not.toContain('4 SOCIAL')
    await done(core, 'register.update', {
      type: 'configuration-item',
      id: items['UPS-1'] ?? '',
      fields: { dependsOn: null },
    })
  })

  it('shows nothing above the clearance', async () => {
    await signInAs(core, 'zhoum')
    expect(titles((await around('db-core')).above)).toEqual(['1 SOCIAL'])
    expect(await codeOf(core, 'configuration.surroundings', { id: items['secret'] ?? '' })).toBe(
      'notFound',
    )
    await signInAs(core, 'chenly')
  })
})

describe('collecting a workstation', () => {
  it('refuses to make an item of what was not collected', async () => {
    expect(await codeOf(core, 'configuration.adopt', {})).toBe('notCollected')
  })

  it('keeps the first collection, then only what is different, and adds it up', async () => {
    expect(await collectHere(workspaceNow(), clock, machine())).toMatchObject({ changes: 8 })
    expect(await collectHere(workspaceNow(), clock, machine())).toMatchObject({ changes: 0 })
    clock += HOUR
    const run = () => Promise.resolve('ii \topenssl\t3.0.2\nii \tcurl\t8\n')
    expect(await collectHere(workspaceNow(), clock, machine({ run }))).toMatchObject({ changes: 3 })
    const { facts, collections, takenAt, here } = await done(core, 'configuration.facts', {})
    expect(here).toBe(true)
    expect(takenAt).toBe(clock)
    expect(facts.filter(({ key }) => key.startsWith('software'))).toEqual([
      { key: 'software/curl', value: '8' },
      { key: 'software/openssl', value: '3.0.2' },
    ])
    expect(collections.map(({ changes }) => changes)).toEqual([
      [
        { key: 'software/bash', before: '5', after: null },
        { key: 'software/curl', before: null, after: '8' },
        { key: 'software/openssl', before: '3.0.1', after: '3.0.2' },
      ],
    ])
  })

  it('asks for a review once, which names the change behind it', async () => {
    const [first] = (await done(core, 'configuration.facts', {})).collections
    const { items: due } = await done(core, 'work.list', {
      scope: 'all',
      sources: ['configuration'],
    })
    expect(due.map(({ record }) => record?.id)).toEqual([first?.id])
    const change = await make('change', { title: '升级openssl', kind: 'routine', reason: '漏洞' })
    await done(core, 'configuration.review', { id: first?.id ?? '', note: '月度补丁', change })
    const [seen] = (await done(core, 'configuration.facts', {})).collections
    expect(seen).toMatchObject({ note: '月度补丁', reviewedBy: '陈立远', change: { id: change } })
    expect(await codeOf(core, 'configuration.review', { id: first?.id ?? '', note: 'x' })).toBe(
      'alreadyDecided',
    )
    expect(
      (await done(core, 'work.list', { scope: 'all', sources: ['configuration'] })).items,
    ).toEqual([])
  })

  it('makes the item, tells where it differs later, and brings it up to date', async () => {
    const { id } = await done(core, 'configuration.adopt', {})
    const made = await done(core, 'register.get', { type: 'configuration-item', id })
    expect(made.record.fields).toMatchObject({ name: 'duty-1', kind: 'workstation', cpu: 'i5' })
    clock += HOUR
    await collectHere(workspaceNow(), clock, machine({ memory: 32 * 2 ** 30 }))
    expect((await done(core, 'configuration.facts', {})).differs).toEqual([
      { field: 'memory', label: { 'zh-CN': '内存', en: 'Memory' }, item: '16 GB', found: '32 GB' },
    ])
    await done(core, 'configuration.adopt', {})
    const { differs, item: known } = await done(core, 'configuration.facts', {})
    expect(differs).toEqual([])
    expect(known?.id).toBe(id)
  })

  it('verifies, and is made anew from the log', async () => {
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
    expect((await done(core, 'maintenance.rebuild', {})).same).toBe(true)
  })
})
