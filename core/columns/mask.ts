import type { Condition, ListQuery } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { LEVELS } from '../../contract/roles.ts'
import type { Context } from '../feature.ts'
import { isSealedField, kindOf, scaled, sealedHolders, textFound } from '../records/where.ts'
import type { Column, OfList, Passes } from './column.ts'
import type { HeldColumns } from './held-columns.ts'

const HIGHEST = LEVELS.length - 1

type Tools = Pick<Context, 'workspace' | 'session'>
type Asked = Pick<ListQuery, 'where' | 'text' | 'includeDeleted'>

/**
 * One byte for each record, 1 where a query finds it, the clearance first. Undefined where a condition is about
 * something that is not held; then the table answers.
 */
export function maskOf(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: Asked,
): Uint8Array | undefined {
  const { count } = held
  const tests = (query.where ?? []).map((condition) => testOf(type, held, condition))
  if (tests.includes(undefined)) return undefined
  const mask = new Uint8Array(count)
  if (query.includeDeleted === true) mask.fill(1)
  else for (let at = 0; at < count; at++) mask[at] = held.deleted[at] === 0 ? 1 : 0
  const { clearance } = context.session
  if (clearance < HIGHEST) {
    held.column('_level')?.filter(mask, count, (level) => Number(level) <= clearance, 'some')
  }
  for (const test of tests) {
    if (!test) continue
    const { condition, column, passes, ofList } = test
    around(held, mask, isSealedField(type, condition.field), () => {
      column.filter(mask, count, passes, ofList)
      return sealedHolders(context, type, condition)
    })
  }
  const text = query.text?.trim() ?? ''
  if (text !== '') {
    const found = textFound(context, type, text)
    around(held, mask, true, () => {
      const docs = new Uint8Array(held.lastDoc + 1)
      for (const doc of found.docs()) docs[doc] = 1
      docs[0] = 0
      for (let at = 0; at < count; at++)
        mask[at] = (mask[at] as number) & (docs[held.docs[at] as number] as number)
      return found.sealed
    })
  }
  return mask
}

/** Lets a condition on sealed values be answered for sealed records by those that were opened. */
function around(
  held: HeldColumns,
  mask: Uint8Array,
  sealed: boolean,
  filter: () => readonly string[],
): void {
  const before = sealed ? [...held.sealed].filter((at) => mask[at] === 1) : []
  const ids = filter()
  if (!sealed) return
  for (const at of held.sealed) mask[at] = 0
  const passing = new Set(ids.flatMap((id) => held.placeOf(id) ?? []))
  for (const at of before) if (passing.has(at)) mask[at] = 1
}

interface Test {
  readonly condition: Condition
  readonly column: Column
  readonly passes: Passes
  readonly ofList: OfList
}

function testOf(type: RecordType, held: HeldColumns, condition: Condition): Test | undefined {
  const { field, op, value = null } = condition
  const kind = kindOf(type, field)
  const column = held.column(field)
  if (!column) return undefined
  const list = (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((item) =>
    scaled(field, item),
  )
  const test = (passes: Passes, ofList: OfList = 'some'): Test => ({
    condition,
    column,
    passes,
    ofList,
  })
  if (op === 'empty')
    return test((held) => held === undefined || held === '' || held === '[]', 'empty')
  if (op === 'notEmpty')
    return test((held) => held !== undefined && held !== '' && held !== '[]', 'notEmpty')
  const wanted = new Set(list)
  switch (op) {
    case 'is':
    case 'any':
      return test((held) => wanted.has(held ?? null))
    case 'isNot':
      return test(
        (held) =>
          column.isList ? wanted.has(held ?? null) : held === undefined || !wanted.has(held),
        'none',
      )
    case 'contains': {
      if (column.isList) return test((held) => wanted.has(held ?? null))
      const part = lower(String(value))
      return test((held) => held !== undefined && lower(String(held)).includes(part))
    }
    case 'before':
    case 'after':
    case 'between': {
      const [low = null, high = null] = op === 'before' ? [null, list[0]] : list
      if (column.isList || kind === 'boolean' || (op === 'between' && list.length !== 2))
        return undefined
      if (op === 'between')
        return test(
          (held) =>
            held !== undefined && low !== null && high !== null && held >= low && held <= high,
        )
      return op === 'before'
        ? test((held) => held !== undefined && high !== null && held < high)
        : test((held) => held !== undefined && low !== null && held > low)
    }
  }
}

/** As the database compares parts of texts: only the letters A to Z have two forms. */
const lower = (text: string): string => text.replaceAll(/[A-Z]+/gu, (part) => part.toLowerCase())
