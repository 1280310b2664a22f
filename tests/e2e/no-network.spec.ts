import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { NetworkRecord } from '../support/deny-network/session.ts'

const run = promisify(execFile)
const at = (file: string): string => resolve(import.meta.dirname, '../support/deny-network', file)

/** In a network of its own where the machine allows one; the recorders work either way. */
async function session(...options: readonly string[]): Promise<NetworkRecord> {
  const command = [process.execPath, at('session.ts'), ...options]
  const isolated = process.platform === 'linux' ? [at('isolated.sh'), ...command] : command
  const { stdout } = await run(String(isolated[0]), isolated.slice(1)).catch(
    (error: Error & { code?: unknown }) => {
      if (error.code !== 125) throw error
      return run(process.execPath, command.slice(1))
    },
  )
  return JSON.parse(stdout) as NetworkRecord
}

test('nothing of the application tries to reach a network', async () => {
  const { packets, ...recorded } = await session()
  expect(recorded).toEqual({ node: [], browser: [], page: [] })
  expect([0, null]).toContain(packets)
})

test('the recorders see what tries', async () => {
  const { node, browser, page, packets } = await session('--attempt')
  expect(node.join('\n')).toContain('192.0.2.1:80')
  expect(node.join('\n')).toContain('192.0.2.1:81')
  expect(page.join('\n')).toContain('http://192.0.2.1:82/')
  expect(browser.join('\n')).toContain('192.0.2.1:84')
  expect(packets ?? 1).toBeGreaterThan(0)
})
