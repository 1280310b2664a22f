import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCore } from '../../core/host.ts'
import { done, FOUNDER, signInAs } from '../../core/testing.ts'
import { plainIn } from '../support/at-rest.ts'
import { addDocument } from '../support/library-documents.ts'
import { newFolder, removeFolder } from './place.ts'

const INDEXER = fileURLToPath(new URL('indexer.ts', import.meta.url))
const folder = newFolder('index-kill')
const workspace = join(folder, 'workspace')
const COUNT = 60
const KILLS = 6
const sentence = (at: number): string =>
  `The spare key number ${at * 7919} hangs behind panel ${at}`
const SENTENCES = Array.from({ length: COUNT }, (_, at) => sentence(at))

beforeAll(async () => {
  const core = createCore({ workspacePath: workspace })
  await done(core, 'workspace.create', FOUNDER)
  for (let at = 0; at < COUNT; at++)
    addDocument(core, {
      title: `manual ${at}`,
      format: 'markdown',
      level: at % 3 === 0 ? 2 : 1,
      body: `# 手册${at}\n\n${'控制器切换规程。'.repeat(400)}\n\n编号 only${at}word\n\n${sentence(at)}\n`,
    })
  await core.close()
  for (const name of readdirSync(workspace))
    if (name.startsWith('library-')) rmSync(join(workspace, name))
})
afterAll(() => removeFolder(folder))

it(`finds every document after ${KILLS} kills of the index while it was made`, async () => {
  for (let round = 0; round < KILLS; round++) {
    const child = spawn(process.execPath, [INDEXER, workspace], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const ended = once(child, 'close')
    await Promise.race([once(child.stdout, 'data'), ended])
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 600))
    child.kill('SIGKILL')
    await ended
    // Whatever a kill leaves, with the logs of what is not in the databases yet, is unreadable.
    expect(plainIn(workspace, SENTENCES)).toEqual([])
  }
  const core = createCore({ workspacePath: workspace })
  await signInAs(core, FOUNDER.login)
  const held = async (): Promise<number> => (await done(core, 'library.stats', {})).documents
  await expect.poll(held, { timeout: 120_000 }).toBe(COUNT)
  const total = async (text: string): Promise<number> =>
    (await done(core, 'library.search', { text, limit: 1, exact: true })).total
  expect(await total('控制器切换')).toBe(COUNT)
  for (const at of [0, 1, COUNT - 1]) expect(await total(`only${at}word`)).toBe(1)
  await core.close()
}, 300_000)
