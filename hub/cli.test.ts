import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '../contract/procedures.ts'
import { rewriteLog, TestHub } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-hub-cli-'))
let hub: TestHub

/** The command line as a process, against the server of this test. */
async function cli(workspace: string, ...words: string[]): Promise<unknown> {
  const args = ['cli/main.ts', ...words, '--json', '-w', join(folder, workspace)]
  const env = { ...process.env, WATCHKEEPER_PASSWORD: 'correct horse', LANG: 'en' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  return JSON.parse(stdout)
}

beforeAll(async () => {
  hub = await TestHub.start(join(folder, 'hub'))
  await cli('one', 'init', '--name', 'Site', '--person', 'Li', '--user', 'li', '--device', 'A1')
})
afterAll(async () => {
  await hub.close()
  rmSync(folder, { recursive: true, force: true })
})

it('connects a server, invites, joins, syncs and revokes', { timeout: 120_000 }, async () => {
  await cli('one', 'connect', hub.address, '--code', hub.code)
  const invited = await cli('one', 'device', 'invite', '--name', 'Desk', '--code', 'B2')
  const { invitation, url } = invited as { invitation: string; url: string }
  expect(url).toBe(hub.address)
  expect(await cli('two', 'join', url, '--code', invitation)).toMatchObject({ code: 'B2' })
  const { witnessed, ...synced } = (await cli('two', 'sync')) as OutputOf<'sync.hub'> & object
  expect(synced).toMatchObject({ phase: 'live', toSend: 0 })
  expect(witnessed.newest?.size).toBeGreaterThan(0)
  const codes = (devices: unknown) => (devices as { code: string }[]).map(({ code }) => code)
  expect(codes(await cli('two', 'device', 'list'))).toEqual(['A1', 'B2', 'HUB'])
  const { port } = hub
  await hub.close()
  rewriteLog(join(folder, 'hub'))
  hub = await TestHub.start(join(folder, 'hub'), port)
  await expect(cli('two', 'sync')).rejects.toMatchObject({ code: 1 })
  await expect(cli('two', 'verify')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('serverContradicts'),
  })
  await cli('one', 'device', 'revoke', 'B2')
  await expect(cli('two', 'sync')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('deviceRevoked'),
  })
})
