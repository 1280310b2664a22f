/**
 * The process that gets killed: opens the workspace when it is told to, writes until it dies and tells
 * each entry once its commit was acknowledged. Arguments: folder, key in hex, person, synchronous mode.
 */
import { writeSync } from 'node:fs'
import { takeLock } from '../../core/workspace/lock.ts'
import { openRaw, type Acknowledged } from './place.ts'
import { writeEntry } from './writing.ts'

const [folder = '', key = '', person = '', synchronous = 'FULL'] = process.argv.slice(2)

function run(): void {
  takeLock(folder)
  const workspace = openRaw(folder, Buffer.from(key, 'hex'))
  workspace.db.pragma(`synchronous = ${synchronous}`)
  tell({ opened: true })
  for (let count = 1; ; count++) tell(writeEntry(workspace, person, count))
}

/** Written at once: what stands in the pipe survives the process. */
function tell(what: Acknowledged | { readonly opened: true } | { readonly ready: true }): void {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

tell({ ready: true })
process.stdin.once('data', run)
