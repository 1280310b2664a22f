import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { done, FOUNDER, passwordOf, signInAs, TestPlace } from '../testing.ts'
import { Scene } from './response/testing.ts'

const place = new TestPlace()
const stick = join(place.folder, 'stick')
const scene = new Scene(place)
let second: Core

const folderOn = (core: Core): string => core.chosen.add(stick)
const fileOn = (core: Core, name: string): string => core.chosen.add(join(stick, name))
const confirmed = async (login: string): Promise<string> =>
  (await done(second, 'session.confirm', { password: passwordOf(login) })).confirmation

/** A second device joins the workspace with all that was written until now. */
async function enrolSecond(): Promise<void> {
  await signInAs(scene.core, FOUNDER.login)
  const passphrase = 'a rather long passphrase'
  const { name } = await done(scene.core, 'device.enrol', {
    name: 'Back office',
    code: 'B2',
    folder: folderOn(scene.core),
    passphrase,
  })
  await done(second, 'workspace.join', { file: fileOn(second, name), passphrase })
}

beforeAll(async () => {
  mkdirSync(stick)
  await scene.open()
  second = place.core({ workspacePath: join(place.folder, 'second'), now: () => scene.now })
}, 60_000)
afterAll(() => place.clear())

it('is told beside what was approved, and can be held against it', async () => {
  const { core } = scene
  const made = await done(core, 'library.createDocument', {
    title: '备份手册',
    kind: 'maintenance',
    body: '# 恢复\n\n先核对备份。',
  })
  const id = await scene.activate({ drill: { kind: 'tabletop', scope: 'special' } })
  for (const step of ['call', 'judge', 'switch', 'back']) await scene.decide(id, step)
  const confirmation = await scene.confirm('ma')
  await done(core, 'response.end', { id, outcome: 'normal', note: '结束', confirmation })
  await done(core, 'response.sumUp', { id, well: '分工清楚', badly: '', lessons: '补脚本' })
  await enrolSecond()

  await signInAs(second, 'ma')
  await done(second, 'response.submitReport', { id })
  await done(second, 'library.submitVersion', { version: made.version })
  await signInAs(second, 'he')
  await done(second, 'response.approveReport', { id, confirmation: await confirmed('he') })
  const approval = { version: made.version, confirmation: await confirmed('he') }
  await done(second, 'library.approveVersion', approval)

  await signInAs(core, 'ma')
  await done(core, 'response.sumUp', { id, well: '分工清楚', badly: '', lessons: '补脚本和电话' })
  const body = '# 恢复\n\n先核对备份。\n\n恢复后删除演练库。'
  await done(core, 'library.saveVersion', { version: made.version, body })
  const { name } = await done(second, 'sync.exportBundle', { folder: folderOn(second) })
  await done(core, 'sync.importBundle', { file: fileOn(core, name) })

  const { summary, review } = await scene.get(id)
  expect(summary.lessons).toBe('补脚本')
  expect(review).toMatchObject({ state: 'approved', beside: { lessons: '补脚本和电话' } })
  const { versions } = await done(core, 'library.document', { id: made.id })
  expect(versions).toMatchObject([{ state: 'approved', beside: true }])
  const compared = { from: made.version, to: made.version }
  expect((await done(core, 'library.compare', compared)).added).toBe(0)
  const { added, differences } = await done(core, 'library.compare', { ...compared, beside: true })
  expect(added).toBe(1)
  expect(differences.at(-1)).toMatchObject({ kind: 'added', lines: ['恢复后删除演练库。'] })
}, 60_000)
