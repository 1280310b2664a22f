import { z } from 'zod'
import type { Json, RecordType } from '../../../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL } from '../../../../contract/roles.ts'
import type { Context } from '../../../feature.ts'
import type { RecordRow } from '../../../log/types.ts'
import { typeOf } from '../../../records/view.ts'
import { factsNow, itemFields } from '../collections.ts'
import { ITEM } from '../surroundings.ts'
import type { Content, ItemValues } from './compare.ts'

/** What a baseline holds of each item. References stand as ids: names may change, things do not. */
const COMPARED = [
  'name',
  'kind',
  'state',
  'importance',
  'address',
  'version',
  'serial',
  'location',
  'manufacturer',
  'os',
  'cpu',
  'memory',
  'disk',
  'attributes',
  'post',
  'dependsOn',
  'runsOn',
  'partOf',
  'connectsTo',
] as const

/** A baseline is one record: larger sets are several baselines. */
export const MOST_ITEMS = 5000

const content = z.record(z.string(), z.record(z.string(), z.string())).catch({})
export const contentOf = (value: Json | undefined): Content => content.parse(value ?? {})

const idsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

const LIVE = "state IS NULL OR state NOT IN ('planned', 'retired')"

/** Items of a scope that are there now. What is sealed is left out: a baseline stands open in its record. */
function itemsOf(context: Context, fields: Readonly<Record<string, Json>>): RecordRow[] {
  const { db, log } = context.workspace
  const scope = fields['scope']
  const ids =
    scope === 'chosen'
      ? idsIn(fields['items'])
      : db
          .prepare<[number], { id: string }>(
            `SELECT id FROM r_configuration_item WHERE _deleted = 0 AND _level < ? AND (${LIVE})
             ${scope === 'core' ? "AND importance = 'core'" : ''} ORDER BY id LIMIT ${MOST_ITEMS + 1}`,
          )
          .all(FIRST_SEALED_LEVEL)
          .map(({ id }) => id)
  return ids.flatMap((id) => {
    const row = log.row(ITEM, id)
    const gone = row === undefined || row.deleted || row.level >= FIRST_SEALED_LEVEL
    return gone || ['planned', 'retired'].includes(String(row.fields['state'])) ? [] : [row]
  })
}

/** The items of a scope as they are: what was collected of a workstation counts more than what its record says. */
export function realityOf(context: Context, fields: Readonly<Record<string, Json>>): Content {
  const type = typeOf(context, ITEM)
  return Object.fromEntries(
    itemsOf(context, fields).map((row) => [row.id, valuesOf(context, type, row)]),
  )
}

/** The items as their records say, which is what a baseline freezes. */
export function recordedOf(context: Context, fields: Readonly<Record<string, Json>>): Content {
  const type = typeOf(context, ITEM)
  return Object.fromEntries(itemsOf(context, fields).map((row) => [row.id, said(type, row)]))
}

/** One item as it is; undefined where it is not there any more. */
export function realValues(context: Context, item: string): ItemValues | undefined {
  return realityOf(context, { scope: 'chosen', items: [item] })[item]
}

function valuesOf(context: Context, type: RecordType, row: RecordRow): ItemValues {
  const { device } = row.fields
  const found = typeof device === 'string' ? itemFields(factsNow(context.workspace, device)) : {}
  return { ...said(type, row), ...found }
}

function said(type: RecordType, row: RecordRow): ItemValues {
  return Object.fromEntries(
    COMPARED.flatMap((name) => {
      const value = row.fields[name]
      if (type.fields[name] === undefined || value === null || value === undefined) return []
      const words = Array.isArray(value) ? value.map(String).toSorted().join(' ') : String(value)
      return words === '' ? [] : [[name, words]]
    }),
  )
}
