import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Language } from '../../contract/text.ts'
import { buildDemonstration, DEMONSTRATION_DAYS } from '../../core/demonstration/build.ts'

/** Everybody in a demonstration signs in with this; it protects nothing. */
export const DEMO_PASSWORD = 'watchkeeper-demo'

/** Makes a demonstration workspace whose story ends now. */
export async function makeDemonstration(
  workspacePath: string,
  language: Language,
  days = DEMONSTRATION_DAYS,
): Promise<void> {
  await buildDemonstration({
    workspacePath,
    language,
    password: DEMO_PASSWORD,
    days,
    to: Date.now(),
    files: resolve(import.meta.dirname, '../../resources/demonstration'),
  })
}

export const hasWorkspace = (folder: string): boolean => existsSync(join(folder, 'workspace.json'))
