/**
 * `npm run dist [-- electron-builder options]`: packages the built application. Where Electron's
 * binary is absent, packs against a stand-in folder, which proves the packaging and runs nothing.
 */
import './node-version.ts'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronDist } from './engine.ts'
import { build } from './start/build.ts'

const STAND_IN = resolve('.tmp/electron-stand-in')

/** The files that electron-builder moves or renames, with nothing in them that runs. */
function standIn(): string {
  rmSync(STAND_IN, { recursive: true, force: true })
  mkdirSync(join(STAND_IN, 'resources'), { recursive: true })
  const program = join(STAND_IN, 'electron')
  writeFileSync(
    program,
    '#!/bin/sh\necho "Stand-in for packaging checks: Electron is not in here." >&2\nexit 1\n',
  )
  chmodSync(program, 0o755)
  for (const file of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'chrome-sandbox',
    'chrome_crashpad_handler',
  ]) {
    writeFileSync(join(STAND_IN, file), file === 'version' ? '0.0.0' : '')
  }
  mkdirSync(join(STAND_IN, 'locales'))
  for (const locale of ['en-US', 'zh-CN'])
    writeFileSync(join(STAND_IN, 'locales', `${locale}.pak`), '')
  return STAND_IN
}

function run(command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const dist = electronDist()
if (dist === undefined) {
  console.error(
    'Electron is not here: packing against a stand-in. The package checks the contents; it does not start.',
  )
}
if (!process.argv.includes('--no-build')) build(resolve('.'))
const options = process.argv.slice(2).filter((argument) => argument !== '--no-build')
run(process.execPath, [
  fileURLToPath(import.meta.resolve('electron-builder/cli.js')),
  ...(options.length > 0 ? options : ['--linux', 'dir']),
  '--publish',
  'never',
  `--config.electronDist=${dist ?? standIn()}`,
])
