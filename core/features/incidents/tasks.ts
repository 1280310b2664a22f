import type { RecordRef } from '../../../contract/common.ts'
import { incoming } from '../../records/links.ts'
import { labelOf, mayRead } from '../../records/view.ts'
import type { Tools } from './row.ts'
import { stepsOf } from './steps.ts'

export interface OpenTask {
  readonly title: string
  readonly record: RecordRef
  readonly path: string
  /** Repair and recovery; else it is something to be put right afterwards. */
  readonly now: boolean
}

/**
 * What is still to be done for an incident: its steps, responses that go on, and findings that came out
 * of it and are not closed.
 */
export const openTasks = (context: Tools, incident: string): OpenTask[] => [
  ...stepsOf(context, { id: incident }).flatMap(({ record, title, outcome }) =>
    outcome === undefined
      ? [
          {
            title,
            record: { type: 'response-step', id: record },
            path: `/incidents/${incident}/repair`,
            now: true,
          },
        ]
      : [],
  ),
  ...incoming(context.workspace.db, incident).flatMap((link) => linkedTask(context, link)),
]

/** When a linked record still wants something. */
const OPEN: Readonly<
  Record<
    string,
    { isOpen(fields: Readonly<Record<string, unknown>>): boolean; path: string; now: boolean }
  >
> = {
  finding: { isOpen: ({ state }) => state !== 'closed', path: '/register/finding/', now: false },
  activation: {
    isOpen: ({ endedAt }) => typeof endedAt !== 'number',
    path: '/emergency/',
    now: true,
  },
}

function linkedTask(context: Tools, { type: name, id }: RecordRef): OpenTask[] {
  const open = OPEN[name]
  const type = context.workspace.types.get(name)
  const row = open && context.workspace.log.row(name, id)
  if (!open || !type || !row || row.deleted || !open.isOpen(row.fields) || !mayRead(context, type))
    return []
  const { title, number } = labelOf(context, type, row)
  return [
    {
      title: number === undefined ? title : `${number} ${title}`,
      record: { type: name, id },
      path: `${open.path}${id}`,
      now: open.now,
    },
  ]
}
