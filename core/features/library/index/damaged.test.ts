import { closeSync, ftruncateSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDocument } from '../../../../tests/support/library-documents.ts'
import type { Core } from '../../../host.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'

let place: TestPlace
const COUNT = 12

beforeEach(async () => {
  place = new TestPlace()
})
afterEach(() => place.clear())

/** The workspace opened again, once its index holds every document. */
async function opened(): Promise<Core> {
  const core = place.core()
  await signInAs(core, FOUNDER.login)
  const held = async (): Promise<number> => (await done(core, 'library.stats', {})).documents
  await expect.poll(held, { timeout: 30_000 }).toBe(COUNT)
  return core
}

async function made(): Promise<void> {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  for (let at = 0; at < COUNT; at++)
    addDocument(core, {
      title: `manual ${at}`,
      format: 'markdown',
      level: at % 2 === 0 ? 1 : 2,
      body: `# 手册${at}\n\n控制器切换规程，编号${at}。`,
    })
  await core.close()
}

const shelves = (): string[] =>
  readdirSync(place.workspace).filter((name) => /^library-\d\.db$/u.test(name))

/** What goes wrong with files: overwritten in the middle, cut off, replaced by something else. */
const DAMAGES: Readonly<Record<string, (file: number, size: number) => void>> = {
  overwritten: (file, size) => {
    for (let at = 0; at < size; at += 4096) writeSync(file, 'rot rot rot rot', at + 100)
  },
  'cut off': (file, size) => ftruncateSync(file, Math.floor(size / 2) + 17),
  replaced: (file) => {
    ftruncateSync(file, 0)
    writeSync(file, 'this is no database')
  },
}

for (const [name, damage] of Object.entries(DAMAGES))
  it(`makes an index file that was ${name} anew, and finds everything again`, async () => {
    await made()
    const first = await opened()
    const total = async (core: Core): Promise<number> =>
      (await done(core, 'library.search', { text: '控制器切换', limit: 1, exact: true })).total
    expect(await total(first)).toBe(COUNT)
    await first.close()
    expect(shelves().length).toBeGreaterThanOrEqual(2)
    for (const shelf of shelves()) {
      const path = join(place.workspace, shelf)
      const file = openSync(path, 'r+')
      damage(file, statSync(path).size)
      closeSync(file)
    }
    const again = await opened()
    expect(await total(again)).toBe(COUNT)
    const { documents } = await done(again, 'library.documents', { limit: 50 })
    expect(documents).toHaveLength(COUNT)
  }, 90_000)
