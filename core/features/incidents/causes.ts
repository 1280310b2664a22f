import { CAUSE_KINDS, CAUSE_STATES, type CauseView } from '../../../contract/incident-analysis.ts'
import { CAUSES } from '../../../contract/incident-rules.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { opened } from '../../records/seal.ts'
import { nameOf, typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { madeFor } from '../../response-timeline.ts'
import { openIncident } from './change.ts'
import { incidentOf, text, type Tools } from './row.ts'

/** Thoughts of an incident in their order; what was emptied is gone. */
export function causesOf(context: Tools, incident: string): CauseView[] {
  const type = typeOf(context, 'incident-cause')
  return madeFor(context, type.name, incident)
    .flatMap((row): CauseView[] => {
      const fields = opened(context, type, row.id, row.fields)
      const { order } = fields
      const words = text(fields['text'])
      if (words === '') return []
      const category = CAUSES.find(({ value }) => value === fields['category'])?.value
      return [
        {
          id: row.id,
          kind: CAUSE_KINDS.find(({ value }) => value === fields['kind'])?.value ?? 'finding',
          text: words,
          state: CAUSE_STATES.find(({ value }) => value === fields['state'])?.value ?? 'open',
          ...(category === undefined ? {} : { category }),
          order: typeof order === 'number' ? order : hlcToMs(row.created),
          note: text(fields['note']),
          person: row.createdBy,
          personName: nameOf(context, row.createdBy),
          at: hlcToMs(row.created),
        },
      ]
    })
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

export const causeHandlers: Handlers = {
  'incident.causes': (context, { id }) =>
    ok({ causes: causesOf(context, incidentOf(context, id).id) }),
  'incident.analyse': (context, { incident: of, id, kind, ...given }) => {
    const incident = openIncident(context, of)
    const type = typeOf(context, 'incident-cause')
    const fields = {
      kind,
      text: given.text,
      ...(given.state === undefined ? {} : { state: given.state }),
      ...(given.category === undefined ? {} : { category: given.category }),
      ...(given.order === undefined ? {} : { order: given.order }),
      ...(given.note === undefined ? {} : { note: given.note }),
    }
    if (id === undefined) {
      if (given.text === '')
        throw new CoreError('missingFields', {
          fields: [type.fields['text']?.label],
          names: ['text'],
        })
      const op = createOp(context, {
        type: type.name,
        level: incident.level,
        fields: {
          of: [{ type: 'incident', id: of }],
          order: context.now(),
          state: 'open',
          ...fields,
        },
      })
      return ok({ ...commit(context, 'incident.analyse', [op]), cause: op.id })
    }
    const row = visibleRow(context, type.name, id)
    if (!madeFor(context, type.name, of).some((known) => known.id === id))
      throw new CoreError('notFound')
    const op = patchOp(context, type, row, fields, { system: true })
    const receipt =
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'incident.analyse', [op])
    return ok({ ...receipt, cause: id })
  },
}
