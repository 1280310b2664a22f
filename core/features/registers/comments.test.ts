import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '../../../contract/procedures.ts'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

const place = new TestPlace()
afterEach(() => place.clear())

let core: Core
let wu: string
let item: { type: string; id: string }
beforeEach(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'wu', ['operator'])
  const people = await done(core, 'register.lookup', { types: ['person'], text: 'wu', limit: 5 })
  wu = people.labels[0]?.id ?? ''
  const { id } = await done(core, 'register.create', {
    type: 'configuration-item',
    fields: { name: 'SAN-02', kind: 'storage' },
  })
  item = { type: 'configuration-item', id }
})

const mentions = async () =>
  (await done(core, 'work.list', { scope: 'mine' })).items.filter(({ key }) =>
    key.includes('/mention/'),
  )

describe('somebody called by a comment', () => {
  it('has it in his work list until he has read it, and the record tells', async () => {
    await done(core, 'register.comment', {
      ...item,
      text: '@wu 控制器 B 的风扇听一下',
      mentions: [wu],
    })
    expect(await mentions()).toEqual([])
    await signInAs(core, 'wu')
    expect(await mentions()).toMatchObject([
      {
        title: '陈立远@了你：@wu 控制器 B 的风扇听一下',
        detail: 'SAN-02',
        path: `/register/configuration-item/${item.id}?tab=comments`,
      },
    ])
    const said = async () => (await done(core, 'register.comments', item)).comments[0]?.mentions
    expect(await said()).toEqual([{ person: wu, name: 'wu' }])
    expect(await done(core, 'register.readMentions', item)).toEqual({ read: 1 })
    expect(await done(core, 'register.readMentions', item)).toEqual({ read: 0 })
    expect(await said()).toMatchObject([{ person: wu, readAt: expect.any(Number) as unknown }])
    expect(await mentions()).toEqual([])
  })

  it('is found where it was said', async () => {
    await done(core, 'register.comment', { ...item, text: '风扇异响，@wu', mentions: [wu] })
    const { hits } = await done(core, 'search.all', { text: '异响', limit: 5 })
    expect(hits).toMatchObject([
      { type: 'comment', address: `/register/configuration-item/${item.id}?tab=comments` },
    ])
  })

  it('may see the record, or nobody calls him', async () => {
    const { id } = await done(core, 'register.create', {
      type: 'configuration-item',
      fields: { name: '核心密钥机', kind: 'security' },
      level: 3,
    })
    const call = { type: 'configuration-item', id, text: '@wu', mentions: [wu] }
    expect(await codeOf(core, 'register.comment', call)).toBe('mentionBlind')
    expect(await codeOf(core, 'register.comment', { ...call, mentions: [] })).toBe('ok')
    await signInAs(core, 'wu')
    expect(
      (await done(core, 'search.all', { text: 'wu', types: ['comment'], limit: 5 })).hits,
    ).toEqual([])
  })
})

describe('a record as a document', () => {
  const texts = (bytes: Uint8Array): string => {
    const files = unzipSync(Uint8Array.from(bytes))
    return ['word/document.xml', 'word/header1.xml']
      .map((name) => Buffer.from(files[name] ?? []).toString('utf8'))
      .join('\n')
      .replaceAll(/<[^>]+>/gu, '|')
  }

  it('has its fields, comments and history, and is logged as an export', async () => {
    await done(core, 'register.comment', { ...item, text: '已换风扇' })
    const file = await done(core, 'transfer.record', { ...item, language: 'en' })
    const text = texts(file.bytes)
    for (const part of [
      'SAN-02',
      'Storage',
      '已换风扇',
      'created the record',
      '陈立远',
      'Internal',
    ])
      expect(text).toContain(part)
    const { rows } = await done(core, 'register.list', { type: 'access-event', limit: 5 })
    expect(rows[0]?.fields).toMatchObject({ action: 'export', what: 'SAN-02' })
  })

  it('of a change is the change record: what, why, when, by whom, with what result', async () => {
    const { id } = await done(core, 'register.create', {
      type: 'change',
      fields: {
        title: '更换控制器',
        kind: 'normal',
        reason: '风扇异响',
        items: [item.id],
        steps: '一\n二',
      },
    })
    const text = texts(
      (await done(core, 'transfer.record', { type: 'change', id, language: 'zh-CN' })).bytes,
    )
    const order = ['变更记录', '变更内容', 'SAN-02', '变更原因', '风扇异响', '经过']
    const places = order.map((part) => text.indexOf(part))
    expect(places.every((at) => at >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('is not made of what is above the clearance, nor a list of too many', async () => {
    const { id } = await done(core, 'register.create', {
      type: 'configuration-item',
      fields: { name: '核心密钥机', kind: 'security' },
      level: 3,
    })
    const asked = {
      type: 'configuration-item',
      format: 'docx',
      columns: ['name'],
      language: 'zh-CN',
    } satisfies InputOf<'transfer.export'>
    const list = await done(core, 'transfer.export', asked)
    expect(texts(list.bytes)).toContain('核心密钥机')
    await signInAs(core, 'wu')
    expect(
      await codeOf(core, 'transfer.record', { type: 'configuration-item', id, language: 'en' }),
    ).toBe('notFound')
    expect(texts((await done(core, 'transfer.export', asked)).bytes)).not.toContain('核心密钥机')
    const csv = `名称\n${Array.from({ length: 5001 }, (_, n) => `C ${n}\n`).join('')}`
    await done(core, 'transfer.import', {
      type: 'configuration-item',
      file: { name: 'a.csv', bytes: Buffer.from(csv) },
      mapping: { 名称: 'name' },
      dryRun: false,
      skipInvalid: true,
    })
    expect(await codeOf(core, 'transfer.export', asked)).toBe('exportTooLarge')
  })
})
