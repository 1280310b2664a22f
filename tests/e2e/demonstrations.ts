import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Language } from '../../contract/text.ts'
import { openDatabase } from '../../core/db/open.ts'
import { buildDemonstration } from '../../core/demonstration/build.ts'
import { normaliseRecoveryKey, recoveryBox } from '../../core/keys/recovery-key.ts'
import { readDescription } from '../../core/workspace/description.ts'
import { pathsOf } from '../../core/workspace/files.ts'
import { openRecovery, readKeyFile } from '../../core/workspace/key-file.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'

const DAYS = 14
/** The story of a demonstration ends when it is made; an older one is made anew. */
const FRESH_MS = 5 * 60_000

/** Demonstration workspaces for the tests of one worker: making one takes longer than many a test with it. */
export class Demonstrations {
  readonly #folder = mkdtempSync(join(tmpdir(), 'watchkeeper-e2e-demonstrations-'))
  readonly #made = new Map<Language, { readonly path: string; readonly at: number }>()

  /** One of a test's own, whose story ends a few minutes ago at most. */
  async into(path: string, language: Language): Promise<void> {
    let made = this.#made.get(language)
    if (made === undefined || Date.now() - made.at > FRESH_MS) {
      made = { path: join(this.#folder, `${language}-${Date.now()}`), at: Date.now() }
      await make(made.path, language)
      this.#made.set(language, made)
    }
    cpSync(made.path, path, { recursive: true })
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function make(workspacePath: string, language: Language): Promise<void> {
  const { recoveryKey } = await buildDemonstration({
    workspacePath,
    language,
    password: DEMO_PASSWORD,
    days: DAYS,
    to: Date.now(),
    files: resolve(import.meta.dirname, '../../resources/demonstration'),
  })
  forgetFile(workspacePath, recoveryKey)
}

/** A copy would be noticed and go on in a stream of its own; each of these is taken for the one that it was copied from. */
function forgetFile(folder: string, recoveryKey: string): void {
  const box = recoveryBox(
    normaliseRecoveryKey(recoveryKey) ?? '',
    readDescription(folder)?.workspace ?? '',
  )
  const opened = openRecovery(box, readKeyFile(folder).recovery)
  if (!opened) throw new Error('the recovery key of the demonstration')
  const db = openDatabase(pathsOf(folder).database, opened.databaseKey)
  db.prepare(
    `UPDATE local_state SET value = json_remove(value, '$.file') WHERE key = 'epoch'`,
  ).run()
  db.close()
}
