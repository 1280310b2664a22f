import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { walkerOf } from '../../walking.ts'

const place = new TestPlace()
const HOUR = 3_600_000
const now = Date.parse('2026-03-17T02:00:00Z')
let core: Core
let wu: string
const { create, fieldsOf, take } = walkerOf(() => core)

beforeAll(async () => {
  core = place.core({ now: () => now })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await addAccount(core, 'xu', ['support'])
  await addAccount(core, 'ma', ['lead'])
  wu = await addAccount(core, 'wu', ['operator'])
})
afterAll(() => place.clear())

describe('questions and knowledge (H2)', { timeout: 60_000 }, () => {
  it('a request has its reply clock, and its answer becomes an article that somebody else publishes', async () => {
    await signInAs(core, FOUNDER.login)
    await done(core, 'settings.set', { key: 'replyHours', value: 4 })
    await signInAs(core, 'xu')
    const request = await create('request', {
      title: '换手机登录不了',
      requester: '刘敏',
      receivedAt: now,
      details: '收不到验证码',
    })
    expect(await fieldsOf('request', request)).toMatchObject({ dueAt: now + 4 * HOUR })
    expect(await take('xu', 'request', request, 'answer')).toBe('missingFields')
    expect(await take('xu', 'request', request, 'answer', { answer: '重新绑定' })).toBe('ok')
    expect(await fieldsOf('request', request)).toMatchObject({ answeredAt: now })
    const author = (await done(core, 'session.current', {})).session?.person ?? ''
    const article = await create('knowledge-article', { title: '换手机重新绑定', request, author })
    expect(await fieldsOf('knowledge-article', article)).toMatchObject({
      question: '收不到验证码',
      answer: '重新绑定',
    })
    expect(await take('xu', 'knowledge-article', article, 'submit')).toBe('ok')
    expect(await take('xu', 'knowledge-article', article, 'publish')).toBe('ownAct')
    expect(await take('ma', 'knowledge-article', article, 'publish')).toBe('ok')
    const { hits } = await done(core, 'search.all', { text: '重新绑定', limit: 10 })
    expect(hits.some(({ id }) => id === article)).toBe(true)
    const fields = { answer: 'x' }
    const changed = { type: 'knowledge-article', id: article, fields }
    expect(await codeOf(core, 'register.update', changed)).toBe('fieldInvalid')
  })
})

describe('feedback (H3)', { timeout: 60_000 }, () => {
  it('cannot be closed before whoever gave it was told', async () => {
    await signInAs(core, 'xu')
    const id = await create('feedback', {
      title: '停机通知太晚',
      kind: 'complaint',
      giver: '刘科长',
      details: '当天才知道',
      receivedAt: now - HOUR,
    })
    expect(await take('xu', 'feedback', id, 'close')).toBe('wrongState')
    expect(await take('xu', 'feedback', id, 'decide')).toBe('missingFields')
    const decision = { outcome: 'done', improvement: '提前两天通知' }
    expect(await take('xu', 'feedback', id, 'decide', decision)).toBe('ok')
    expect(await take('xu', 'feedback', id, 'close')).toBe('missingFields')
    const told = { toldHow: '电话', toldAt: now + HOUR }
    expect(await take('xu', 'feedback', id, 'close', told)).toBe('notYet')
    expect(await take('xu', 'feedback', id, 'close', { ...told, toldAt: now })).toBe('ok')
  })
})

describe('surveys (H4)', { timeout: 60_000 }, () => {
  const answers = (mark: number) => ({ q1: mark, q2: mark, q3: 4, q4: 4, q5: 4, q6: '更快' })
  const file = (over: object) =>
    new TextEncoder().encode(
      JSON.stringify({
        format: 'watchkeeper-survey',
        version: 1,
        form: uuidv7(),
        unit: '大厅',
        comment: '',
        ...over,
      }),
    )

  it('go out as one file that needs nothing, come back once, and refuse what is no answer', async () => {
    await signInAs(core, 'xu')
    const survey = await create('survey', {
      title: '一季度<服务>',
      subject: 'service',
      closesOn: '2026-03-31',
      every: 90,
    })
    expect(await codeOf(core, 'survey.form', { survey, language: 'en' })).toBe('wrongState')
    expect(await take('xu', 'survey', survey, 'open')).toBe('notYet')
    const { questions } = await done(core, 'survey.questions', {
      subject: 'service',
      language: 'zh-CN',
    })
    await done(core, 'survey.setQuestions', { survey, questions })
    expect(await take('xu', 'survey', survey, 'open')).toBe('ok')
    expect(await codeOf(core, 'survey.setQuestions', { survey, questions })).toBe('wrongState')

    const form = await done(core, 'survey.form', { survey, language: 'zh-CN' })
    const html = new TextDecoder().decode(form.bytes)
    expect(html).toContain('一季度&lt;服务&gt;')
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/https?:\/\/|<script src|<link|@import|url\(/u)

    const good = file({ survey, answers: answers(5) })
    const files = [
      { name: 'good.json', bytes: good },
      { name: 'again.json', bytes: good },
      { name: 'other.json', bytes: file({ survey: uuidv7(), answers: answers(5) }) },
      { name: 'mark.json', bytes: file({ survey, answers: { ...answers(5), q1: 9 } }) },
      { name: 'open.json', bytes: file({ survey, answers: { q1: 5 } }) },
      { name: 'extra.json', bytes: file({ survey, answers: { ...answers(5), zz: 1 } }) },
      { name: 'field.json', bytes: file({ survey, answers: answers(5), more: 1 }) },
      { name: 'control.json', bytes: file({ survey, answers: answers(5), comment: 'a\u0001b' }) },
      { name: 'proto.json', bytes: new TextEncoder().encode('{"__proto__":{"format":"x"}}') },
      { name: 'text.json', bytes: new TextEncoder().encode('<html>') },
      { name: 'bytes.json', bytes: Uint8Array.from([0xff, 0xfe, 0x00]) },
      { name: 'empty.json', bytes: new Uint8Array() },
      { name: 'big.json', bytes: new Uint8Array(200_001) },
    ]
    const first = await done(core, 'survey.collect', { survey, files })
    expect(first.files.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'taken',
      'known',
      'otherSurvey',
      'answers',
      'answers',
      'answers',
      'noForm',
      'noForm',
      'noForm',
      'noForm',
      'noForm',
      'noForm',
      'tooBig',
    ])
    const again = await done(core, 'survey.collect', { survey, files: files.slice(0, 1) })
    expect(again).toMatchObject({ commit: '', files: [{ outcome: 'known' }] })

    const paper = { survey, form: uuidv7(), unit: '医保局', answers: answers(3), comment: '不错' }
    await done(core, 'survey.key', paper)
    const wrong = { ...paper, form: uuidv7(), answers: { q1: 3 } }
    expect(await codeOf(core, 'survey.key', wrong)).toBe('surveyAnswers')
    const results = await done(core, 'survey.results', { survey })
    expect(results).toMatchObject({ responses: 2, files: 1, paper: 1, comments: ['不错'] })
    expect(results.mean).toBe(4)
    expect(results.questions[0]).toMatchObject({ mean: 4 })
    expect(results.questions[0]?.counts.map(({ count }) => count)).toEqual([0, 0, 1, 0, 1])
    expect(results.questions[5]?.words).toEqual(['更快', '更快'])

    expect(await take('xu', 'survey', survey, 'close')).toBe('missingFields')
    expect(await take('xu', 'survey', survey, 'close', { conclusion: '均分4' })).toBe('ok')
    expect(await fieldsOf('survey', survey)).toMatchObject({ nextOn: '2026-06-29' })
    expect(await codeOf(core, 'survey.collect', { survey, files })).toBe('wrongState')
    expect((await done(core, 'survey.results', { survey })).course).toHaveLength(1)
  })
})

describe('training (H1)', { timeout: 60_000 }, () => {
  it('a session closes with its attendance; who passes gets a certificate', async () => {
    await signInAs(core, 'xu')
    const course = await create('training-course', {
      name: '恢复实操',
      audience: 'staff',
      goal: '独立完成恢复',
      pass: 80,
      validMonths: 12,
    })
    const session = await create('training-session', { name: '三月', course, startsAt: now })
    expect(await take('xu', 'training-session', session, 'hold')).toBe('ok')
    const summary = { summary: '1人合格' }
    expect(await take('xu', 'training-session', session, 'close', summary)).toBe('notYet')
    const passed = await create('training-attendance', {
      session,
      name: '吴海涛',
      person: wu,
      score: 85,
    })
    const failed = await create('training-attendance', { session, name: '周敏', score: 74 })
    expect(await fieldsOf('training-attendance', passed)).toMatchObject({ passed: 'yes' })
    expect(await fieldsOf('training-attendance', failed)).toMatchObject({ passed: 'no' })
    const { rows } = await done(core, 'register.list', { type: 'certificate', limit: 10 })
    expect(rows.map(({ fields }) => fields)).toMatchObject([
      { person: wu, name: '恢复实操', issuedOn: '2026-03-17', expiresOn: '2027-03-17' },
    ])
    await done(core, 'register.update', {
      type: 'training-attendance',
      id: failed,
      fields: { score: 80 },
    })
    expect(await fieldsOf('training-attendance', failed)).toMatchObject({ passed: 'yes' })
    expect(await take('xu', 'training-session', session, 'close', summary)).toBe('ok')
    const csv = await done(core, 'transfer.export', {
      type: 'training-attendance',
      format: 'csv',
      columns: ['name', 'score', 'passed'],
      language: 'zh-CN',
    })
    expect(Buffer.from(csv.bytes).toString()).toContain('合格')
  })
})
