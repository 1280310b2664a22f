import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../../../contract/procedures.ts'
import {
  addAccount,
  codeOf,
  done,
  FOUNDER,
  passwordOf,
  signInAs,
  TestPlace,
} from '../../../testing.ts'

const place = new TestPlace()
let now = Date.UTC(2026, 2, 1, 8)
const core = place.core({ now: () => now })
const AUTHOR = 'author'
const LEAD = 'lead'
const KEEPER = 'keeper'
const READER = 'reader'

const BODY = [
  '# 控制器切换',
  '',
  '控制器B离线后，阵列把卷归属自动切换到控制器A。',
  '',
  '## 隔离步骤',
  '',
  '确认控制器A负载低于70%，无重建任务。',
].join('\n')

beforeAll(async () => {
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, AUTHOR, ['operator'])
  await addAccount(core, LEAD, ['lead'])
  await addAccount(core, KEEPER, ['controller'])
  await addAccount(core, READER, ['operator'])
})
afterAll(() => place.clear())

const as = async (login: string) => {
  now += 60_000
  await signInAs(core, login)
}
const confirmed = async (login: string): Promise<string> =>
  (await done(core, 'session.confirm', { password: passwordOf(login) })).confirmation
const view = (id: string): Promise<OutputOf<'library.document'>> =>
  done(core, 'library.document', { id })

async function publish(version: string): Promise<OutputOf<'library.publishVersion'>> {
  await as(LEAD)
  await done(core, 'library.approveVersion', { version, confirmation: await confirmed(LEAD) })
  await as(KEEPER)
  return done(core, 'library.publishVersion', { version })
}

async function written(title: string, body = BODY): Promise<{ id: string; version: string }> {
  await as(AUTHOR)
  const made = await done(core, 'library.createDocument', { title, kind: 'maintenance', body })
  await done(core, 'library.submitVersion', { version: made.version })
  return made
}

describe('a document that is written here', () => {
  it('goes from draft to published by a second person and a keeper, each act refused to others', async () => {
    await as(AUTHOR)
    const { id, version } = await done(core, 'library.createDocument', {
      title: '存储维护手册',
      kind: 'maintenance',
      body: '  ',
    })
    expect(await codeOf(core, 'library.submitVersion', { version })).toBe('versionEmpty')
    await done(core, 'library.saveVersion', { version, body: BODY, changes: '首版' })
    await done(core, 'library.submitVersion', { version })
    expect(await codeOf(core, 'library.saveVersion', { version, body: 'x' })).toBe('wrongState')
    expect(await codeOf(core, 'library.approveVersion', { version })).toBe('denied')

    await as(LEAD)
    expect((await view(id)).versions[0]?.may).toEqual(['approve', 'return'])
    expect(await codeOf(core, 'library.approveVersion', { version })).toBe('passwordNeeded')
    await done(core, 'library.returnVersion', { version, reason: '补充恢复判据' })
    await as(AUTHOR)
    expect((await view(id)).versions[0]).toMatchObject({ state: 'draft', reason: '补充恢复判据' })
    await done(core, 'library.submitVersion', { version })
    expect(await codeOf(core, 'library.publishVersion', { version })).toBe('denied')

    await publish(version)
    const found = await view(id)
    expect(found.document.version).toMatchObject({ id: version, label: '1.0', state: 'published' })
    expect(found.versions[0]).toMatchObject({ state: 'published', publishedAt: now })
    expect(found.versions[0]?.reason).toBeUndefined()
    const history = await done(core, 'register.history', { type: 'document-version', id: version })
    expect(history.entries.map(({ kind }) => kind)).toContain('signed')
  })

  it('is never approved by who wrote it', async () => {
    await as(LEAD)
    const { version } = await done(core, 'library.createDocument', {
      title: '自己写的',
      kind: 'report',
      body: BODY,
    })
    await done(core, 'library.submitVersion', { version })
    const confirmation = await confirmed(LEAD)
    expect(await codeOf(core, 'library.approveVersion', { version, confirmation })).toBe('ownAct')
    expect(await codeOf(core, 'library.returnVersion', { version, reason: 'x' })).toBe('ownAct')
  })

  it('has one draft at a time, which belongs to its author', async () => {
    const { id, version } = await written('一份草稿')
    await publish(version)
    await as(AUTHOR)
    const next = await done(core, 'library.newVersion', { document: id })
    expect(await codeOf(core, 'library.newVersion', { document: id })).toBe('draftExists')
    expect((await done(core, 'library.body', { version: next.version })).body).toBe(BODY)
    await as(READER)
    expect(await codeOf(core, 'library.saveVersion', { version: next.version, body: 'x' })).toBe(
      'ownDraft',
    )
    await as(AUTHOR)
    await done(core, 'library.discardVersion', { version: next.version })
    expect((await view(id)).versions.map(({ label }) => label)).toEqual(['1.0'])
  })

  it('supersedes the version before, answers what asked for it and sets the next review', async () => {
    const { id, version } = await written('周期复审')
    await publish(version)
    await done(core, 'library.saveDocument', {
      id,
      changes: { reviewMonths: 6, triggers: ['architecture'] },
    })
    await as(READER)
    await done(core, 'library.askUpdate', {
      document: id,
      trigger: 'architecture',
      reason: '阵列扩容',
    })
    await as(AUTHOR)
    const next = await done(core, 'library.newVersion', { document: id })
    await done(core, 'library.saveVersion', {
      version: next.version,
      body: BODY.replace('低于70%', '低于60%'),
    })
    await done(core, 'library.submitVersion', { version: next.version })
    await publish(next.version)
    const after = await view(id)
    expect(after.versions.map(({ label, state }) => `${label} ${state}`)).toEqual([
      '1.1 published',
      '1.0 superseded',
    ])
    expect(after.updates).toMatchObject([{ reason: '阵列扩容', answeredBy: '1.1' }])
    expect(after.document.reviewOn).toBe('2026-09-01')
    const compared = await done(core, 'library.compare', { from: version, to: next.version })
    expect(compared).toMatchObject({ added: 1, removed: 1 })
    expect(compared.differences.find(({ kind }) => kind === 'added')?.lines).toEqual([
      '确认控制器A负载低于60%，无重建任务。',
    ])

    await done(core, 'library.withdrawVersion', { version: next.version, reason: '数值有误' })
    expect((await view(id)).document.version).toMatchObject({
      id: next.version,
      state: 'withdrawn',
    })
    await done(core, 'library.publishVersion', { version })
    expect((await view(id)).document.version).toMatchObject({ id: version, state: 'published' })
  })
})

describe('reading', () => {
  it('is confirmed once by each who must, and is in his work list until then', async () => {
    const { id, version } = await written('必读')
    await publish(version)
    await done(core, 'library.saveDocument', { id, changes: { readers: { everybody: true } } })
    await as(READER)
    const items = async () =>
      (await done(core, 'work.list', { scope: 'mine' })).items.filter(({ key }) =>
        key.startsWith(`library-read/${version}`),
      )
    expect(await items()).toHaveLength(1)
    expect((await view(id)).toRead).toBe(true)
    await done(core, 'library.acknowledge', { version })
    await done(core, 'library.acknowledge', { version })
    expect(await items()).toEqual([])
    const { readers } = await done(core, 'library.readers', { document: id })
    expect(readers.filter(({ readAt }) => readAt !== undefined)).toHaveLength(1)
    expect((await view(id)).readers).toEqual({ asked: readers.length, read: 1 })
  })
})

describe('bindings', () => {
  it('are found again by their text in a new version, and flagged where it changed or went', async () => {
    const { id, version } = await written('绑定')
    await publish(version)
    await as(LEAD)
    const target = await done(core, 'register.create', {
      type: 'change',
      fields: { title: '更换控制器', kind: 'normal', reason: '到期', rollback: '换回旧件' },
    })
    const bind = (quote: string) =>
      done(core, 'library.bind', {
        source: { type: 'change', id: target.id },
        label: quote,
        document: id,
        place: { quote },
      })
    await bind('阵列把卷归属自动切换到控制器A')
    await bind('确认控制器A负载低于70%，无重建任务')
    await bind('隔离步骤')
    expect(
      await codeOf(core, 'library.bind', {
        source: { type: 'change', id: target.id },
        label: 'x',
        document: id,
        place: { quote: '不存在的文字' },
      }),
    ).toBe('placeNotFound')

    await as(AUTHOR)
    const next = await done(core, 'library.newVersion', { document: id })
    await done(core, 'library.saveVersion', {
      version: next.version,
      body: [
        '# 概述',
        '',
        '阵列把卷归属自动切换到控制器A。',
        '',
        '## 操作',
        '',
        '先确认控制器A负载低于60%，没有重建任务。',
      ].join('\n'),
    })
    await done(core, 'library.submitVersion', { version: next.version })
    expect(await publish(next.version)).toMatchObject({
      bindings: 3,
      moved: 1,
      changed: 1,
      lost: 1,
    })
    const { bindings } = await done(core, 'library.bindings', { document: id })
    expect(bindings.map(({ label, state, heading }) => [label, state, heading])).toEqual([
      ['阵列把卷归属自动切换到控制器A', 'moved', '概述'],
      ['确认控制器A负载低于70%，无重建任务', 'changed', '操作'],
      ['隔离步骤', 'lost', ''],
    ])
    expect(bindings.every(({ pending }) => !pending)).toBe(true)
    expect(bindings.map(({ now }) => now)).toEqual([
      undefined,
      '先确认控制器A负载低于60%，没有重建任务。',
      undefined,
    ])
    expect((await view(id)).flagged).toBe(2)
    const work = await done(core, 'work.list', { scope: 'mine' })
    expect(work.items.some(({ key }) => key.startsWith('library-bindings/'))).toBe(true)

    await done(core, 'library.confirmBinding', { id: bindings[1]?.id ?? '' })
    expect(await codeOf(core, 'library.confirmBinding', { id: bindings[2]?.id ?? '' })).toBe(
      'placeNotFound',
    )
    await done(core, 'library.unbind', { id: bindings[2]?.id ?? '' })
    const rest = await done(core, 'library.bindings', { source: { type: 'change', id: target.id } })
    expect(rest.bindings.map(({ state }) => state)).toEqual(['moved', 'ok'])
    expect(rest.bindings[1]?.place.quote).toBe('先确认控制器A负载低于60%，没有重建任务。')
    expect((await view(id)).flagged).toBe(0)
  })
})

describe('a file', () => {
  it('is given out by the library alone, which records who gets it; a broken one makes no version', async () => {
    const { id, version } = await written('换成文件')
    await publish(version)
    await as(AUTHOR)
    const put = (name: string, text: string) =>
      done(core, 'files.put', { name, mime: 'text/plain', bytes: Buffer.from(text) })
    const broken = await put('broken.pdf', '%PDF-1.7 nothing')
    expect(await codeOf(core, 'library.newVersion', { document: id, file: broken })).toMatch(
      /^document/u,
    )
    expect((await view(id)).versions).toHaveLength(1)
    const file = await put('manual.md', '# 新手册\n\n正文。')
    await done(core, 'library.newVersion', { document: id, file })
    expect((await view(id)).versions[0]).toMatchObject({ format: 'markdown', written: false })
    expect(await codeOf(core, 'files.get', { sha256: file.sha256 })).toBe('notFound')
  })
})

describe('confidentiality', () => {
  it('rises with everything that belongs to the document, and never below the collection', async () => {
    const { id, version } = await written('升密', `${BODY}\n\n核心口令放在保险柜。`)
    await publish(version)
    await as(FOUNDER.login)
    const collection = await done(core, 'register.create', {
      type: 'collection',
      fields: { name: '内部资料' },
      level: 1,
    })
    expect(
      await codeOf(core, 'library.saveDocument', {
        id,
        changes: { collection: collection.id, level: 0 },
      }),
    ).toBe('collectionLevel')
    await done(core, 'library.bind', {
      source: { type: 'collection', id: collection.id },
      label: '口令',
      document: id,
      place: { quote: '核心口令放在保险柜' },
    })
    await done(core, 'library.saveDocument', { id, changes: { level: 2 } })
    expect((await view(id)).document.level).toBe(2)
    expect((await done(core, 'library.body', { version })).body).toContain('核心口令')

    await as(KEEPER)
    expect(await codeOf(core, 'library.document', { id })).toBe('notFound')
    expect(await codeOf(core, 'library.body', { version })).toBe('notFound')
    expect(
      (await done(core, 'library.bindings', { source: { type: 'collection', id: collection.id } }))
        .bindings,
    ).toEqual([])
    expect(await codeOf(core, 'library.accesses', { document: id, limit: 10 })).toBe('notFound')
    expect(JSON.stringify(await done(core, 'work.list', { scope: 'all' }))).not.toContain('升密')
  })

  it('is lowered with its files, which whoever is cleared can then open', async () => {
    const { id, version } = await written('降密')
    await publish(version)
    await as(AUTHOR)
    const file = await done(core, 'files.put', {
      name: 'manual.md',
      mime: 'text/markdown',
      bytes: Buffer.from('# 降密手册'),
    })
    const next = await done(core, 'library.newVersion', { document: id, file })
    await done(core, 'library.submitVersion', { version: next.version })
    await publish(next.version)
    await as(FOUNDER.login)
    await done(core, 'library.saveDocument', { id, changes: { level: 3 } })
    await as(READER)
    expect(await codeOf(core, 'library.open', { document: id })).toBe('notFound')
    await as(FOUNDER.login)
    await done(core, 'library.saveDocument', { id, changes: { level: 1 } })
    await as(READER)
    const { token } = await done(core, 'library.open', { document: id })
    expect(await codeOf(core, 'library.compare', { from: version, to: next.version })).toBe('ok')
    expect(token).toMatch(/^[0-9a-f]{32}$/u)
  })

  it('is not changed, nor where a document stands, by who does not keep the library', async () => {
    const { id } = await written('不许改')
    await as(READER)
    for (const changes of [{ level: 0 as const }, { pinned: true }, { readers: {} }])
      expect(await codeOf(core, 'library.saveDocument', { id, changes })).toBe('denied')
    await done(core, 'library.saveDocument', { id, changes: { audience: '值班员' } })
    expect((await view(id)).properties.audience).toBe('值班员')
  })
})
