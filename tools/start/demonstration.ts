import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Language } from '../../contract/text.ts'

/** Everybody in a demonstration signs in with this; it protects nothing. */
export const DEMO_PASSWORD = 'watchkeeper-demo'

export interface DemoAccount {
  readonly login: string
  readonly name: string
}

/** Makes a demonstration workspace through the command line; answers who may sign in. */
export function makeDemonstration(folder: string, language: Language): readonly DemoAccount[] {
  const done = spawnSync(
    process.execPath,
    [
      resolve(import.meta.dirname, '../../cli/main.ts'),
      'demo',
      `--workspace=${folder}`,
      `--lang=${language}`,
      '--json',
    ],
    { env: { ...process.env, WATCHKEEPER_PASSWORD: DEMO_PASSWORD }, encoding: 'utf8' },
  )
  if (done.status !== 0) throw new Error(`${done.stderr}${done.stdout}`.trim())
  const report = JSON.parse(done.stdout) as { accounts: readonly DemoAccount[] }
  return report.accounts
}

export const hasWorkspace = (folder: string): boolean => existsSync(join(folder, 'workspace.json'))
