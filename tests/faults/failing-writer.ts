/**
 * The process whose writes fail: for each round lets some pass, the next one fail with one of the errors, and says
 * what became of an entry. Arguments: folder, key in hex, person, control file, rounds.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { CoreError } from '../../core/error.ts'
import type { OpenWorkspace } from '../../core/workspace/open-workspace.ts'
import { openRaw } from './place.ts'
import { writeEntry } from './writing.ts'

const [folder = '', key = '', person = '', control = '', rounds = '0'] = process.argv.slice(2)
const ERRORS = ['ENOSPC', 'EIO', 'EROFS'] as const
/** Writes and syncs of one entry with its attachment, and some more. */
const MOST_BEFORE = 24

const tell = (what: unknown): void => {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

function set(file: number, ...numbers: readonly number[]): void {
  writeSync(file, new Uint8Array(Int32Array.from(numbers).buffer), 0, numbers.length * 4, 0)
}

function failuresIn(file: number): number {
  const numbers = new Int32Array(4)
  readSync(file, numbers, 0, 16, 0)
  return numbers[3] ?? 0
}

function attempt(workspace: OpenWorkspace, count: number): unknown {
  try {
    return writeEntry(workspace, person, count)
  } catch (error) {
    if (error instanceof CoreError) return { refused: error.code }
    throw error
  }
}

function run(): void {
  const file = openSync(control, 'r+')
  const workspace = openRaw(folder, Buffer.from(key, 'hex'))
  let count = 0
  for (let round = 0; round < Number(rounds); round++) {
    const error = ERRORS[round % ERRORS.length] ?? 'EIO'
    const stays = round % 2
    set(file, (round * 5) % MOST_BEFORE, constants.errno[error], stays, 0)
    // One in two has an attachment, whose file is written first.
    count += round % 2 === 0 ? 1 : 7 - (count % 7)
    const during = attempt(workspace, count)
    const failures = failuresIn(file)
    set(file, -1, 0, 0, 0)
    tell({ error, failures, during, after: attempt(workspace, ++count) })
  }
  workspace.close()
  closeSync(file)
}

if (folder !== '') run()
