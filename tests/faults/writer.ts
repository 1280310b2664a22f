/**
 * The process that gets killed: opens the workspace when it is told to, writes until it dies and tells
 * each entry once its commit was acknowledged. Arguments: folder, key in hex, person, synchronous mode.
 */
import { writeSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../contract/record-type.ts'
import { takeLock } from '../../core/workspace/lock.ts'
import { bytesOf, openRaw, textOf, type Acknowledged } from './place.ts'

const [folder = '', key = '', person = '', synchronous = 'FULL'] = process.argv.slice(2)
/** One commit in so many carries an attachment; one changes a record that is already there. */
const ATTACHMENT_EVERY = 7
const CHANGE_EVERY = 5

function run(): void {
  takeLock(folder)
  const workspace = openRaw(folder, Buffer.from(key, 'hex'))
  workspace.db.pragma(`synchronous = ${synchronous}`)
  tell({ opened: true })
  for (let count = 1; ; count++) {
    const id = uuidv7()
    const blob = count % ATTACHMENT_EVERY === 0 ? workspace.blobs.put(bytesOf(id)) : undefined
    const { commit } = workspace.log.append({
      actor: person,
      act: 'log.write',
      ops: [{ create: 'log-entry', id, fields: fieldsOf(id, blob) }],
    })
    tell({ id, commit, ...(blob === undefined ? {} : { blob }) })
    if (count % CHANGE_EVERY === 0)
      workspace.log.append({
        actor: person,
        act: 'register.update',
        ops: [{ patch: 'person', id: person, fields: { extension: String(count) } }],
      })
  }
}

function fieldsOf(id: string, blob: string | undefined): Record<string, Json> {
  const now = Date.now()
  const file = {
    sha256: blob ?? '',
    name: '照片.jpg',
    mime: 'image/jpeg',
    size: bytesOf(id).length,
  }
  return {
    at: now,
    enteredAt: now,
    category: 'round',
    text: textOf(id),
    tags: ['夜班'],
    ...(blob === undefined ? {} : { attachments: [file] }),
  }
}

/** Written at once: what stands in the pipe survives the process. */
function tell(what: Acknowledged | { readonly opened: true } | { readonly ready: true }): void {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

tell({ ready: true })
process.stdin.once('data', run)
