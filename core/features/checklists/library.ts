import { zoneHere } from '../../time/zone.ts'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { commit, createOp } from '../../records/write.ts'
import { rowsWhere, templateOf } from './rows.ts'
import { shippedChecklists, type ShippedChecklist } from './shipped.ts'
import { isAlive, itemsOf, schedules, versionName } from './views.ts'

/** Shipped templates, and taking them into the workspace. */
export const libraryHandlers: Handlers = {
  'checklists.library': (context, { language }) => {
    const taken = takenOf(context)
    return ok({
      templates: shippedChecklists(language).map((template) => {
        const record = taken.get(template.key)
        return {
          ...template,
          schedule: { ...template.schedule, escalation: [...template.schedule.escalation] },
          items: itemsOf(template).length,
          ...(record === undefined ? {} : { taken: record }),
        }
      }),
    })
  },

  'checklists.takeFromLibrary': (context, { keys, language, scheduled }) => {
    const taken = takenOf(context)
    const all = new Map(shippedChecklists(language).map((template) => [template.key, template]))
    const planned = new Set(
      schedules(context)
        .filter((schedule) => isAlive(schedule, context.now()))
        .map((schedule) => schedule.template),
    )
    const ops: NewOperation[] = []
    const templates = [...new Set(keys)].map((key) => {
      const template = all.get(key)
      if (template === undefined) throw new CoreError('notFound')
      const known = taken.get(key)
      const id = known ?? uuidv7()
      if (known === undefined) ops.push(...opsOf(context, id, template))
      if (scheduled === true && !planned.has(id)) ops.push(scheduleOp(context, id, template))
      return { key, id }
    })
    const receipt =
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'checklists.takeFromLibrary', ops)
    return ok({ ...receipt, templates })
  },
}

/** Templates that were made of shipped ones, by their keys. */
const takenOf = (context: Context): ReadonlyMap<string, string> =>
  new Map(
    rowsWhere(context, 'checklist-template', 'origin IS NOT NULL').map((row) => [
      String(templateOf(row).origin),
      row.id,
    ]),
  )

const scheduleOp = (
  context: Context,
  template: string,
  { name, schedule }: ShippedChecklist,
): NewOperation =>
  createOp(
    context,
    {
      type: 'checklist-schedule',
      fields: {
        name,
        template,
        rule: schedule.rule as unknown as Json,
        timeZone: zoneHere(),
        timing: schedule.timing as unknown as Json,
        escalation: schedule.escalation as unknown as Json,
        since: context.now(),
      },
    },
    { also: new Set([template]) },
  )

/** A shipped list was written and checked before it came here; what is changed in it later needs approval. */
const opsOf = (context: Context, id: string, template: ShippedChecklist): NewOperation[] => [
  createOp(
    context,
    {
      type: 'checklist-template',
      id,
      fields: {
        name: template.name,
        category: template.category,
        area: template.area,
        notes: template.notes,
        origin: template.key,
      },
    },
    { system: true },
  ),
  createOp(
    context,
    {
      type: 'checklist-version',
      fields: {
        template: id,
        version: 1,
        name: versionName(template.name, 1),
        body: template.body as unknown as Json,
        state: 'approved',
        author: context.session.person,
        approvedAt: context.now(),
      },
    },
    { system: true, also: new Set([id]) },
  ),
]
