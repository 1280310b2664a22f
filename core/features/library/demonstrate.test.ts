import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../../contract/procedures.ts'
import { CAST } from '../../demonstration/cast.ts'
import { buildDemonstration } from '../../demonstration/build.ts'
import type { Core } from '../../host.ts'
import { done, TestPlace } from '../../testing.ts'
import { BOUND, UNREAD } from './demonstration/bound.ts'
import { SYSTEM_DOCUMENTS } from './demonstration/documents.ts'
import { SITE_DOCUMENTS } from './demonstration/manuals.ts'

const to = Date.parse('2026-03-17T16:08:00')
const place = new TestPlace()
let core: Core
const documents = new Map<string, OutputOf<'library.document'>>()
beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: 14,
    to,
    files: fileURLToPath(new URL('../../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => to })
  await done(core, 'session.signIn', { login: 'he.jp', password: 'demonstration' })
  const { rows } = await done(core, 'register.list', { type: 'document', limit: 50 })
  for (const { id } of rows) {
    const found = await done(core, 'library.document', { id })
    documents.set(found.document.title, found)
  }
}, 120_000)
afterAll(() => place.clear())

function titled(title: string): OutputOf<'library.document'> {
  const found = documents.get(title)
  if (!found) throw new Error(`there is no ${title}`)
  return found
}
const versionsOf = (title: string) =>
  titled(title).versions.map(({ label, state }) => `${label} ${state}`)

describe('the library of the demonstration', () => {
  it('holds the manuals of the site, each with a post, a purpose and readers', () => {
    expect(documents.size).toBe(SYSTEM_DOCUMENTS.length + SITE_DOCUMENTS.length)
    for (const { document, properties } of documents.values()) {
      expect(document.ownerName).not.toBe('')
      expect(document.collectionName).not.toBe('')
      expect(properties.purpose).not.toBe('')
      expect(properties.audience).not.toBe('')
    }
    expect([...documents.values()].filter(({ document }) => document.pinned)).toHaveLength(2)
  })

  it('has versions that were superseded, published, in review and still written', async () => {
    expect(versionsOf('核心存储系统运行维护手册')).toEqual(['3.2 published', '3.1 superseded'])
    expect(versionsOf('运维支撑系统架构文档')).toEqual(['2.0 review', '1.4 published'])
    expect(versionsOf('备份与恢复操作手册')).toEqual(['1.1 draft', '1.0 published'])
    const vendor = titled('RY-160不间断电源技术手册（厂家）').document.version
    expect(vendor).toMatchObject({ label: '4', format: 'pdf', pages: 8 })
    const [later, earlier] = titled('核心存储系统运行维护手册').versions
    const { added, removed } = await done(core, 'library.compare', {
      from: String(earlier?.id),
      to: String(later?.id),
    })
    expect(added).toBeGreaterThan(10)
    expect(removed).toBeGreaterThan(3)
  })

  it('asks for an approval, a review that is overdue, and updates', async () => {
    const { items } = await done(core, 'work.list', { scope: 'all' })
    const review = items.find(({ title }) => title.includes('数据库主备切换操作规程'))
    expect(review?.state).toBe('overdue')
    expect(titled('数据库主备切换操作规程').document.reviewOn).toBe('2026-03-05')
    expect(titled('运维支撑系统架构文档').versions[0]?.may).toContain('approve')
    expect(titled('运维支撑系统架构文档').updates).toMatchObject([{ trigger: 'architecture' }])
    expect(titled('运维支撑系统架构文档').updates[0]?.answeredBy).toBeUndefined()
  })

  it('has a manual that all but two have read', async () => {
    const { document, readers } = titled('值班操作手册')
    expect(readers).toEqual({ asked: CAST.length, read: CAST.length - UNREAD.length })
    const list = await done(core, 'library.readers', { document: document.id })
    const waiting = list.readers.filter(({ readAt }) => readAt === undefined)
    expect(waiting.map(({ name }) => name).toSorted()).toEqual(['林晓彤', '沈国华'])
  })

  it('tells who opened a manual', async () => {
    const { document } = titled('核心存储系统运行维护手册')
    const { accesses } = await done(core, 'library.accesses', { document: document.id, limit: 100 })
    expect(accesses.map(({ person }) => person)).toEqual(
      expect.arrayContaining(['赵一鸣', '李国栋', '陈立远']),
    )
    expect(accesses.every(({ action }) => action === 'open')).toBe(true)
  })

  it('binds items of checklists, one of them flagged by a new version', async () => {
    const all: OutputOf<'library.bindings'>['bindings'] = []
    for (const { document } of documents.values())
      all.push(...(await done(core, 'library.bindings', { document: document.id })).bindings)
    const ofChecklists = all.filter(({ source }) => source.type === 'checklist-template')
    expect(ofChecklists).toHaveLength(BOUND.length)
    expect(all.every(({ label, sourceTitle }) => label !== '' && sourceTitle !== '')).toBe(true)
    const flagged = all.filter(({ state }) => state !== 'ok')
    expect(flagged).toMatchObject([
      { item: 'line-a-loss', state: 'changed', heading: '4.1 切换判据', versionLabel: '2.4' },
    ])
  })

  it('shows nobody what he is not cleared for', async () => {
    await done(core, 'session.signIn', { login: 'wu.ht', password: 'demonstration' })
    const { rows } = await done(core, 'register.list', { type: 'document', limit: 50 })
    expect(rows).toHaveLength(documents.size - 2)
  })
})
