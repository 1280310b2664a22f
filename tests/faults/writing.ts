import { uuidv7 } from 'uuidv7'
import type { Json } from '../../contract/record-type.ts'
import type { OpenWorkspace } from '../../core/workspace/open-workspace.ts'
import { bytesOf, textOf, type Acknowledged } from './place.ts'

/** One commit in so many carries an attachment; after so many one changes a record that is already there. */
const ATTACHMENT_EVERY = 7
const CHANGE_EVERY = 5

/** Writes an entry, durably when it answers; the counter of calls begins at 1. */
export function writeEntry(workspace: OpenWorkspace, person: string, count: number): Acknowledged {
  if (count % CHANGE_EVERY === 1 && count > 1)
    workspace.log.append({
      actor: person,
      act: 'register.update',
      ops: [{ patch: 'person', id: person, fields: { extension: String(count) } }],
    })
  const id = uuidv7()
  const blob = count % ATTACHMENT_EVERY === 0 ? workspace.blobs.put(bytesOf(id)) : undefined
  const { commit } = workspace.log.append({
    actor: person,
    act: 'log.write',
    ops: [{ create: 'log-entry', id, fields: fieldsOf(id, blob) }],
  })
  return { id, commit, ...(blob === undefined ? {} : { blob }) }
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
