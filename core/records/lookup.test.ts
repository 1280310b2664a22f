import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { done, FOUNDER, TestPlace } from '../testing.ts'

const place = new TestPlace()
let core: Core

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const contact = (name: string, level?: 2) =>
    done(core, 'register.create', {
      type: 'contact',
      fields: { name, role: 'vendor', phone: '8801' },
      ...(level ? { level } : {}),
    })
  await contact('存储厂家值班')
  await contact('Gate 2')
  await contact('存储保密专线', 2)
})
afterAll(() => place.clear())

const found = async (text: string): Promise<string[]> =>
  (await done(core, 'register.list', { type: 'contact', text, limit: 10 })).rows.map(
    ({ title }) => title,
  )
const named = async (text: string): Promise<string[]> =>
  (await done(core, 'register.lookup', { types: ['contact'], text, limit: 10 })).labels.map(
    ({ title }) => title,
  )

it('finds a Chinese title by its pinyin and its initials, in lists and look-ups', async () => {
  for (const text of ['cccj', 'cunchu', 'CCCJ']) {
    expect(await found(text)).toEqual(['存储厂家值班'])
    expect(await named(text)).toEqual(['存储厂家值班'])
  }
  expect(await found('gate')).toEqual(['Gate 2'])
  expect(await found('zzz')).toEqual([])
})

it('does not sound out a title above internal', async () => {
  expect(await found('ccbm')).toEqual([])
  expect(await named('ccbm')).toEqual([])
})
