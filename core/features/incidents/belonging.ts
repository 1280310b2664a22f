import type { RecordRef } from '../../../contract/common.ts'
import { incoming } from '../../records/links.ts'
import type { Incident, Tools } from './row.ts'

/** Records that the incident names, and those that name it. */
export function belonging(context: Tools, incident: Pick<Incident, 'id' | 'links'>): RecordRef[] {
  const found = new Map<string, RecordRef>()
  for (const { type, id } of [...incident.links, ...incoming(context.workspace.db, incident.id)])
    found.set(id, { type, id })
  return [...found.values()]
}
