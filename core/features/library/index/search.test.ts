import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Events } from '../../../../contract/events.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import { keeperOf } from './library-index.ts'
import { addDocuments, changeDocument, piece, settled, spy } from './testing.ts'

const place = new TestPlace()
const watcher = spy()
const core = place.core({
  extraFeatures: [watcher.feature],
  onEvent(event, payload) {
    if (event === 'records.changed') heard.push(payload as Events['records.changed'])
  },
})
let ids: string[] = []
const heard: Events['records.changed'][] = []

beforeAll(async () => {
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'outsider', ['operator'], 0)
  await addAccount(core, 'insider', ['operator'], 1)
  ids = await addDocuments(watcher.context(), [
    {
      title: '核心存储系统运行维护手册',
      level: 2,
      parts: [
        {
          path: '',
          title: '',
          pieces: [
            piece('日常检查见第2章', { page: 1 }),
            piece('控制器B离线后，阵列把卷归属自动切换到控\n制器A，主机路径由8条降为4条', {
              page: 42,
              heading: '控制器切换',
              anchor: 's5.3',
            }),
            piece('回切前须确认控制器B自检通过，切换期间不得做卷迁移', { page: 45 }),
          ],
        },
      ],
    },
    {
      title: '存储故障应急预案',
      text: '第7步：停用故障控制器的全部路径，防止反复切换',
      fields: { pinned: true, kind: 'plan' },
    },
    {
      title: '阵列联机帮助',
      level: 0,
      parts: [
        { path: 'index.html', title: '首页', pieces: [piece('目录')] },
        {
          path: 'redundancy.html',
          title: '控制器冗余',
          pieces: [piece('手动切换：选择目标控制器', { anchor: 'manual', heading: '手动切换' })],
        },
      ],
    },
    {
      title: 'Database switchover procedure',
      text: 'Stop the batch jobs before the switchover. Configuration files stay.',
    },
  ])
  await settled(core, watcher.context())
})
afterAll(() => place.clear())

const search = (text: string, more: object = {}) =>
  done(core, 'library.search', { text, limit: 20, ...more })
const titles = async (text: string, more: object = {}) =>
  (await search(text, more)).hits.map(({ title }) => title)

describe('searching the library', () => {
  it('groups places by document, with page, heading and marks', async () => {
    const { hits, total } = await search('控制器 切换')
    expect(total).toBe(3)
    const manual = hits.find(({ id }) => id === ids[0])
    expect(manual).toMatchObject({ level: 2, kind: 'reference', more: 0, moreAtLeast: false })
    expect(manual?.places).toEqual([
      {
        path: '',
        page: 42,
        anchor: 's5.3',
        heading: '控制器切换',
        title: '',
        snippet:
          '\u0002控制器\u0003B离线后，阵列把卷归属自动\u0002切换\u0003到\u0002控制器\u0003A，主机路径由8条降为4条',
      },
      {
        path: '',
        page: 45,
        anchor: '',
        heading: '',
        title: '',
        snippet: '回切前须确认\u0002控制器\u0003B自检通过，\u0002切换\u0003期间不得做卷迁移',
      },
    ])
    const help = hits.find(({ id }) => id === ids[2])
    expect(help?.places).toMatchObject([
      { path: 'redundancy.html', title: '控制器冗余', anchor: 'manual' },
    ])
  })

  it('takes phrases, beginnings of the last word and words in any order', async () => {
    expect(await titles('"batch jobs"')).toEqual(['Database switchover procedure'])
    expect(await titles('"jobs batch"')).toEqual([])
    expect(await titles('jobs bat')).toEqual(['Database switchover procedure'])
    expect(await titles('jobs ba')).toEqual(['Database switchover procedure'])
    expect(await titles('bat jobs')).toEqual([])
    expect(await titles('con')).toEqual(['Database switchover procedure'])
    expect(await titles('configu')).toEqual(['Database switchover procedure'])
    expect(await titles('c')).toEqual([])
    expect(await titles('，。')).toEqual([])
  })

  it('finds titles by pinyin and initials, beside what is counted', async () => {
    const { total, sounding } = await search('hxcc')
    expect([total, sounding.map(({ title }) => title)]).toEqual([0, ['核心存储系统运行维护手册']])
    expect((await search('cunchu')).sounding).toHaveLength(2)
    expect((await search('unchu')).sounding).toHaveLength(0)
  })

  it('narrows by what the record says, and pages', async () => {
    expect(await titles('控制器', { filter: { pinned: true } })).toEqual(['存储故障应急预案'])
    expect(await titles('控制器', { filter: { kind: ['plan'] } })).toEqual(['存储故障应急预案'])
    expect(await titles('控制器', { filter: { level: [0, 2] } })).toHaveLength(2)
    expect(await titles('控制器', { filter: { document: ids[2] } })).toEqual(['阵列联机帮助'])
    expect(await titles('控制器', { filter: { from: Date.now() + 60_000 } })).toEqual([])
    const all = await titles('控制器', { sort: 'title' })
    expect(await titles('控制器', { sort: 'title', limit: 1, offset: 1 })).toEqual(all.slice(1, 2))
    const { facets } = await done(core, 'library.facets', {
      text: '控制器',
      filter: { kind: ['plan'] },
    })
    expect(facets.find(({ field }) => field === 'kind')?.values).toEqual([
      { value: 'reference', name: 'reference', count: 2 },
      { value: 'plan', name: 'plan', count: 1 },
    ])
    expect(facets.find(({ field }) => field === 'level')?.values).toMatchObject([
      { value: '1', count: 1 },
    ])
  })

  it('remembers what a person looked for, for him alone', async () => {
    await search('控制器', { keep: true })
    await search('切换', { keep: true })
    await done(core, 'library.keepSearch', { text: '切换', keep: true })
    const mine = await done(core, 'library.searches', {})
    expect(mine.recent.map(({ text }) => text)).toEqual(['切换', '控制器'])
    expect(mine.saved.map(({ text }) => text)).toEqual(['切换'])
    await signInAs(core, 'insider')
    expect(await done(core, 'library.searches', {})).toEqual({ recent: [], saved: [] })
    await signInAs(core, FOUNDER.login)
  })
})

describe('the search over everything', () => {
  it('shows documents by their texts, with the place where they open', async () => {
    // The shelves of sealed levels open a moment after signing in.
    await search('卷归属')
    const found = await done(core, 'search.all', { text: '卷归属', limit: 10 })
    expect(found.hits).toMatchObject([{ type: 'document', id: ids[0], field: 'text' }])
    expect(found.hits[0]?.address).toBe(
      `/library/${String(ids[0])}?page=42&anchor=s5.3&q=${encodeURIComponent('卷归属')}`,
    )
    await signInAs(core, 'insider')
    expect((await done(core, 'search.all', { text: '卷归属', limit: 10 })).total).toBe(0)
    await signInAs(core, FOUNDER.login)
  })
})

describe('the index follows the records', () => {
  it('when a title changes, a level moves, a document is withdrawn', async () => {
    const [id] = await addDocuments(watcher.context(), [
      { title: '旧题', text: '油机保养每月一次' },
    ])
    const known = String(id)
    await settled(core, watcher.context())
    changeDocument(watcher.context(), known, { title: '柴油发电机手册' })
    await settled(core, watcher.context())
    expect(await titles('发电机')).toEqual(['柴油发电机手册'])
    expect(await titles('旧题')).toEqual([])
    await signInAs(core, 'insider')
    expect(await titles('油机保养')).toHaveLength(1)
    await signInAs(core, FOUNDER.login)
    changeDocument(watcher.context(), known, {}, 3)
    await settled(core, watcher.context())
    const held = (await done(core, 'library.stats', {})).shelves.map(({ level, documents }) => [
      level,
      documents,
    ])
    expect(held).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
      [3, 1],
    ])
    changeDocument(watcher.context(), known, { current: null })
    await settled(core, watcher.context())
    expect(await titles('油机保养')).toEqual([])
    expect((await done(core, 'library.stats', {})).documents).toBe(4)
  })
})

it('a shelf that is being closed is opened again for whoever signs in meanwhile', async () => {
  const { session } = watcher.context()
  const { index } = keeperOf(watcher.context())
  await index.open(session)
  await Promise.all([index.keepOnly(undefined), index.open(session)])
  expect(index.readable(session).map(({ level }) => level)).toEqual([0, 1, 2, 3])
})

describe('somebody below clearance', () => {
  it('no longer finds a document from the moment its level rises', async () => {
    const [id] = await addDocuments(watcher.context(), [
      { title: '值班表', text: '蓄电池放电试验' },
    ])
    await settled(core, watcher.context())
    changeDocument(watcher.context(), String(id), {}, 3)
    await signInAs(core, 'insider')
    expect(await titles('蓄电池放电')).toEqual([])
    await signInAs(core, FOUNDER.login)
    changeDocument(watcher.context(), String(id), { current: null })
  })

  it('hears of nothing above it when it changes', async () => {
    const keeper = watcher.context()
    await signInAs(core, 'insider')
    heard.length = 0
    // As a merge does, whoever is at the window.
    changeDocument(keeper, String(ids[0]), { purpose: 'x' })
    changeDocument(keeper, String(ids[1]), { purpose: 'x' })
    expect(heard.filter(({ type }) => type === 'document').flatMap((one) => one.ids)).toEqual([
      ids[1],
    ])
    await signInAs(core, FOUNDER.login)
  })

  it('finds nothing by search, count, facet, sound, list or statistics', async () => {
    for (const [login, clearance, shown] of [
      ['outsider', 0, 1],
      ['insider', 1, 2],
      [FOUNDER.login, 3, 3],
    ] as const) {
      await signInAs(core, login)
      const { hits, total } = await search('控制器', { exact: true })
      expect([hits.length, total]).toEqual([shown, shown])
      const facets = (await done(core, 'library.facets', {})).facets
      const levels = facets.find(({ field }) => field === 'level')?.values ?? []
      expect(levels.every(({ value }) => Number(value) <= clearance)).toBe(true)
      const { documents } = await done(core, 'library.documents', { limit: 50 })
      expect(documents.every(({ level }) => level <= clearance)).toBe(true)
      const { shelves } = await done(core, 'library.stats', {})
      expect(shelves.every(({ level }) => level <= clearance)).toBe(true)
      expect((await search('hxcc')).sounding).toHaveLength(clearance === 3 ? 1 : 0)
    }
  })
})
