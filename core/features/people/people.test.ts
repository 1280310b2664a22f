import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { walkerOf } from '../../walking.ts'
import { peopleAlong } from './follows.ts'

const place = new TestPlace()
let now = Date.parse('2026-03-17T02:00:00Z')
let core: Core
let wu: string
const { create, fieldsOf, take } = walkerOf(() => core)

beforeAll(async () => {
  core = place.core({ now: () => now })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await addAccount(core, 'he', ['manager'])
  await addAccount(core, 'li', ['manager'])
  await addAccount(core, 'ma', ['lead'])
  wu = await addAccount(core, 'wu', ['operator'])
})
afterAll(() => place.clear())

const myPosts = async () => (await done(core, 'people.myDuties', {})).posts
const asked = async () =>
  (await done(core, 'work.list', { scope: 'mine' })).items.filter(
    ({ path }) => path === '/people/duties',
  )

describe('posts and duties (J1)', { timeout: 60_000 }, () => {
  it('whatever is in use names its post, or whoever keeps the register is told', async () => {
    await signInAs(core, 'he')
    const item = await create('configuration-item', { name: 'SAN-09', kind: 'storage' })
    const retired = await create('configuration-item', {
      name: 'SAN-01',
      kind: 'storage',
      state: 'retired',
    })
    const kinds = async () => (await done(core, 'people.withoutPost', {})).kinds
    expect(await kinds()).toMatchObject([
      { type: 'configuration-item', count: 1, records: [{ id: item, title: 'SAN-09' }] },
    ])
    expect(retired).not.toBe(item)
    const told = async () =>
      (await done(core, 'work.list', { scope: 'mine' })).items
        .filter(({ key }) => key.startsWith('without-post/'))
        .map(({ title }) => title)
    expect(await told()).toEqual(['指定责任岗位：配置项（1）'])
    await signInAs(core, 'wu')
    expect(await told()).toEqual([])
    await signInAs(core, 'he')
    const post = await create('post', { name: '资产岗' })
    await done(core, 'register.update', {
      type: 'configuration-item',
      id: item,
      fields: { post },
    })
    expect(await kinds()).toEqual([])
    expect(await told()).toEqual([])
  })

  it('an approved assignment puts a person into his post, whose duties he confirms at each change', async () => {
    await signInAs(core, 'he')
    const post = await create('post', { name: '存储岗', duties: '存储、备份' })
    const duty = await create('post-duty', { post, title: '核对备份结果', often: 'day' })
    await create('raci-line', { activity: '备份', responsible: [post], accountable: post })
    const assignment = await create('assignment', {
      title: '吴海涛任存储岗',
      person: wu,
      post,
      part: 'holder',
    })
    await signInAs(core, 'wu')
    expect(await myPosts()).toEqual([])
    expect(await take('wu', 'assignment', assignment, 'approve')).toBe('denied')
    // Who proposed it does not approve it.
    expect(await take('he', 'assignment', assignment, 'approve')).toBe('ownAct')
    expect(await take('li', 'assignment', assignment, 'approve')).toBe('ok')
    expect(await fieldsOf('post', post)).toMatchObject({ holder: wu })

    await signInAs(core, 'wu')
    const [mine] = await myPosts()
    expect(mine).toMatchObject({
      part: 'holder',
      changed: false,
      lines: [{ title: '核对备份结果' }],
    })
    expect(mine?.raci).toMatchObject([{ letters: 'RA' }])
    expect(await asked()).toHaveLength(1)
    const hash = mine?.hash ?? ''
    expect(await codeOf(core, 'people.acknowledge', { post, hash: 'x' })).toBe('dutiesChanged')
    expect(await codeOf(core, 'people.acknowledge', { post: uuidv7(), hash })).toBe('notFound')
    await done(core, 'people.acknowledge', { post, hash })
    expect(await asked()).toHaveLength(0)

    await signInAs(core, 'he')
    expect(await codeOf(core, 'people.acknowledge', { post, hash })).toBe('notYourPost')
    await done(core, 'register.update', {
      type: 'post-duty',
      id: duty,
      fields: { standard: '08:30前' },
    })
    await signInAs(core, 'wu')
    expect(await asked()).toHaveLength(1)
    expect(await myPosts()).toMatchObject([{ changed: true }])
    expect(await codeOf(core, 'people.acknowledge', { post, hash })).toBe('dutiesChanged')
    await done(core, 'people.acknowledge', { post, hash: (await myPosts())[0]?.hash ?? '' })
    expect(await take('he', 'assignment', assignment, 'end', { until: '2026-03-17' })).toBe('ok')
    expect((await fieldsOf('post', post))['holder'] ?? null).toBeNull()
  })

  it('a standard comes into force by somebody else than its author, and stays as it was approved', async () => {
    await signInAs(core, 'ma')
    const author = (await done(core, 'session.current', {})).session?.person ?? ''
    const id = await create('work-standard', {
      name: '变更流程',
      kind: 'workflow',
      content: '申请→审批',
      author,
    })
    expect(await take('ma', 'work-standard', id, 'enact')).toBe('ownAct')
    expect(await take('he', 'work-standard', id, 'enact')).toBe('ok')
    const change = { type: 'work-standard', id, fields: { content: 'x' } }
    expect(await codeOf(core, 'register.update', change)).toBe('fieldInvalid')
    const review = await create('responsibility-review', { title: '年度', dueOn: '2026-04-01' })
    expect(await take('he', 'responsibility-review', review, 'finish')).toBe('missingFields')
    const result = { gaps: '无', improvements: '无', nextOn: '2027-04-01' }
    expect(await take('he', 'responsibility-review', review, 'finish', result)).toBe('ok')
  })
})

describe('staff training (J3)', { timeout: 60_000 }, () => {
  it('plans are finished with a result, and a drill that is summed up is credited once', async () => {
    await signInAs(core, 'he')
    const plan = await create('training-plan', { title: '补训', people: [wu], dueOn: '2026-03-31' })
    expect(await take('he', 'training-plan', plan, 'finish')).toBe('missingFields')
    expect(await take('he', 'training-plan', plan, 'finish', { result: '合格' })).toBe('ok')
    const certificate = await create('certificate', {
      name: '电工证',
      person: wu,
      expiresOn: '2026-04-10',
    })
    await signInAs(core, 'wu')
    const { items } = await done(core, 'work.list', { scope: 'mine' })
    expect(items.some(({ record }) => record?.id === certificate)).toBe(true)

    const { workspace } = core.manager
    const { session } = core.manager
    if (!workspace || !session) throw new Error('nobody is signed in')
    const context = { workspace, session, now: () => now, shared: { follows: () => ({}) } }
    const drill = {
      type: 'activation',
      id: uuidv7(),
      before: {},
      after: {
        title: '存储故障演练',
        drill: true,
        startedAt: now - 2 * 3_600_000,
        endedAt: now,
        summedUpAt: now,
        attendees: [wu],
      },
    }
    const credit = (written: typeof drill) => peopleAlong(context as never, written)
    expect(credit({ ...drill, after: { ...drill.after, drill: false } })).toEqual([])
    expect(credit({ ...drill, before: { summedUpAt: now } })).toEqual([])
    await create('study-record', {
      person: wu,
      title: '自学手册',
      kind: 'study',
      on: '2026-03-16',
      hours: 2,
    })
  })
})

describe('supervision (J4)', { timeout: 60_000 }, () => {
  it('nothing closes unverified: findings first, then the look-back on its day, by somebody else', async () => {
    await signInAs(core, 'he')
    const id = await create('inspection', { title: '夜班检查', kind: 'inspection', scope: '在岗' })
    expect(await take('he', 'inspection', id, 'report', { result: '照片缺失' })).toBe(
      'missingFields',
    )
    const report = { result: '照片缺失', lookBackOn: '2026-03-24' }
    expect(await take('he', 'inspection', id, 'report', report)).toBe('ok')
    const finding = await create('finding', {
      title: '照片缺失',
      owner: wu,
      sources: [{ type: 'inspection', id }],
    })
    const lookBack = { lookBack: '抽查两班，齐全' }
    expect(await take('he', 'inspection', id, 'close', lookBack)).toBe('ownAct')
    expect(await take('li', 'inspection', id, 'close', lookBack)).toBe('notYet')
    expect(await take('wu', 'finding', finding, 'finish', { result: '已补' })).toBe('ok')
    expect(await take('wu', 'finding', finding, 'verify')).toBe('denied')
    expect(await take('ma', 'finding', finding, 'verify')).toBe('ok')
    expect(await take('li', 'inspection', id, 'close', lookBack)).toBe('notYet')
    now += 8 * 86_400_000
    expect(await take('li', 'inspection', id, 'close', lookBack)).toBe('ok')
    await signInAs(core, 'wu')
    await create('inspection', {
      title: '同事反映：值班台无人',
      kind: 'peer',
      scope: '13:00值班台',
    })
  })
})

describe('new technology (J6)', { timeout: 60_000 }, () => {
  it('goes from the watch list over evaluation and trial to a signed decision', async () => {
    await signInAs(core, 'ma')
    const owner = (await done(core, 'session.current', {})).session?.person ?? ''
    const id = await create('technology', { name: '磁带库', purpose: '防勒索', owner })
    expect(await take('he', 'technology', id, 'adopt')).toBe('wrongState')
    expect(await take('ma', 'technology', id, 'evaluate')).toBe('ok')
    expect(await take('he', 'technology', id, 'try')).toBe('missingFields')
    const evaluation = { evaluation: '够用三年', risk: '双人保管' }
    expect(await take('he', 'technology', id, 'try', evaluation)).toBe('ok')
    const decision = { trial: '通过', decision: '采购' }
    expect(await take('li', 'technology', id, 'adopt', decision)).toBe('ok')
    const csv = await done(core, 'transfer.export', {
      type: 'technology',
      format: 'csv',
      columns: ['number', 'name', 'state'],
      language: 'zh-CN',
    })
    expect(Buffer.from(csv.bytes).toString()).toContain('引入')
  })
})
