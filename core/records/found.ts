import type { RecordRef } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Text } from '../../contract/text.ts'
import { mayActOn } from '../dispatch.ts'
import type { Context } from '../feature.ts'
import { hlcToMs } from '../log/clock.ts'
import { tableOf } from '../log/shape.ts'
import { opened } from './seal.ts'
import { nameOf, titleOf } from './view.ts'

/** Most records of one kind that the shared places are told of; what waits that long is not read line by line. */
const MOST = 500

/** A record as the shared places need it. */
export interface Found {
  readonly record: RecordRef
  readonly title: string
  /** The number where it has one, else the title. */
  readonly short: string
  readonly fields: Readonly<Record<string, Json>>
  readonly changedAt: number
  readonly createdAt: number
  readonly path: string
}

/** Records of a type that meet a condition on indexed columns and that this person may see, in an order. */
export function found(
  context: Context,
  type: RecordType,
  condition: string,
  values: readonly (string | number)[],
  order: string,
): readonly Found[] {
  const { workspace, session } = context
  if (!mayActOn(workspace.types, session, type.name, 'read')) return []
  const ids = workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${condition} AND _deleted = 0 AND _level <= ? ORDER BY ${order} LIMIT ${MOST}`,
    )
    .all(...values, session.clearance)
  return ids.flatMap(({ id }) => {
    const row = workspace.log.row(type.name, id)
    if (!row) return []
    const fields = opened(context, type, id, row.fields)
    const title = titleOf(type, fields)
    return [
      {
        record: { type: type.name, id },
        title,
        short: textOf(fields['number']) ?? title,
        fields,
        changedAt: hlcToMs(row.updated),
        createdAt: hlcToMs(row.created),
        path: `/register/${type.name}/${id}`,
      },
    ]
  })
}

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const timeOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** A person that a record names, with his name. */
export function personOf(
  context: Context,
  value: Json | undefined,
): { person?: string; personName?: string } {
  const person = textOf(value)
  return person === undefined ? {} : { person, personName: nameOf(context, person) }
}

/** A text in the language of the person who asks. */
export const said = ({ session }: Context, text: Text): string => text[session.language]

/** Local midnight at which a day `YYYY-MM-DD` begins; `after` days later. */
export function dayStart(day: string, after = 0): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + after).getTime()
}

/** `YYYY-MM-DD` of a moment, in local time. */
export function dayOf(ms: number): string {
  const at = new Date(ms)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
