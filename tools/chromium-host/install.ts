import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url))

/**
 * Writes a program named `electron` into a folder, which ELECTRON_OVERRIDE_DIST_PATH can name: Playwright
 * and the electron package then start this host as if it were Electron.
 */
export function installHost(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const program = join(folder, 'electron')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${RUN}" "$@"\n`)
  chmodSync(program, 0o755)
  return program
}
