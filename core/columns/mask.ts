import type { Condition, ListQuery } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { LEVELS } from '../../contract/roles.ts'
import type { Context } from '../feature.ts'
import { isSealedField, kindOf, scaled, sealedHolders, textFound } from '../records/where.ts'
import type { Column, Passes, Among, Test } from './column.ts'
import type { Chosen, HeldColumns } from './held-columns.ts'

const HIGHEST = LEVELS.length - 1

type Tools = Pick<Context, 'workspace' | 'session'>
type Asked = Pick<ListQuery, 'where' | 'text' | 'includeDeleted'>

/** Answers of the same question are kept until something changes, the largest part of them for the last few. */
const MOST_CHOSEN = 4
const MOST_TOTALS = 100

/** Tells questions apart whose answers may be others. */
export const questionOf = ({ session }: Tools, { where, text, includeDeleted }: Asked): string =>
  JSON.stringify([session.person, session.clearance, where, text, includeDeleted])

/**
 * The records that a query finds, the clearance first. Undefined where a condition is about something that is not
 * held; then the table answers. What it gives is not to be changed.
 */
export function chosenOf(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: Asked,
): Chosen | undefined {
  const question = questionOf(context, query)
  const known = held.chosen.get(question)
  held.chosen.delete(question)
  const chosen = known ?? choose(context, type, held, query)
  if (!chosen) return undefined
  held.chosen.set(question, chosen)
  if (held.chosen.size > MOST_CHOSEN) forgetOldest(held)
  if (held.totals.size >= MOST_TOTALS) held.totals.clear()
  held.totals.set(question, chosen.total)
  return chosen
}

function forgetOldest(held: HeldColumns): void {
  const [oldest] = held.chosen
  if (!oldest) return
  const [question, { mask }] = oldest
  held.chosen.delete(question)
  held.giveBack(mask)
}

/** How many records a query finds; undefined where the columns do not answer it. */
export const countByColumns = (
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: Asked,
): number | undefined =>
  held.totals.get(questionOf(context, query)) ?? chosenOf(context, type, held, query)?.total

function choose(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: Asked,
): Chosen | undefined {
  const { count } = held
  const tests = (query.where ?? []).map((condition) => testOf(type, held, condition))
  if (tests.includes(undefined)) return undefined
  const mask = held.mask(query.includeDeleted === true)
  const { clearance } = context.session
  if (clearance < HIGHEST) {
    const test: Test = { passes: (level) => Number(level) <= clearance, ofList: 'some' }
    held.column('_level')?.filter(mask, count, test)
  }
  for (const asked of tests) {
    if (!asked) continue
    const { condition, column, test } = asked
    let told = true
    around(held, mask, isSealedField(type, condition.field), () => {
      told = column.filter(mask, count, test)
      return sealedHolders(context, type, condition)
    })
    if (!told) return undefined
  }
  const text = query.text?.trim() ?? ''
  if (text !== '') {
    const found = textFound(context, type, text)
    around(held, mask, true, () => {
      const withText = held.withText(text, found.docs)
      for (let at = 0; at < count; at++) mask[at] = (mask[at] as number) & (withText[at] as number)
      return found.sealed
    })
  }
  let total = 0
  for (let at = 0; at < count; at++) total += mask[at] as number
  return { mask, total }
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

interface Put {
  readonly condition: Condition
  readonly column: Column
  readonly test: Test
}

const EMPTY = [null, '', '[]']

function testOf(type: RecordType, held: HeldColumns, condition: Condition): Put | undefined {
  const { field, op, value = null } = condition
  const kind = kindOf(type, field)
  const column = held.column(field)
  if (!column) return undefined
  const list = (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((item) =>
    scaled(field, item),
  )
  const put = (passes: Passes, among?: Among, ofList: Test['ofList'] = 'some'): Put => ({
    condition,
    column,
    test: { passes, ofList, ...(among ? { among } : {}) },
  })
  if (op === 'empty')
    return put((held) => EMPTY.includes(String(held ?? '')), { texts: EMPTY }, 'empty')
  if (op === 'notEmpty') {
    const among = { texts: EMPTY, outside: true }
    return put((held) => !EMPTY.includes(String(held ?? '')), among, 'notEmpty')
  }
  const wanted = new Set(list)
  const texts = [...wanted].map((item) => (item === null ? null : String(item)))
  switch (op) {
    case 'is':
    case 'any':
      return put((held) => wanted.has(held ?? null), { texts })
    case 'isNot':
      return put(
        (held) =>
          column.isList ? wanted.has(held ?? null) : held === undefined || !wanted.has(held),
        { texts: texts.filter((text) => text !== null), outside: true },
        'none',
      )
    case 'contains': {
      if (column.isList) return put((held) => wanted.has(held ?? null))
      const part = lower(String(value))
      return put((held) => held !== undefined && lower(String(held)).includes(part), { part })
    }
    case 'before':
    case 'after':
    case 'between': {
      const [low = null, high = null] = op === 'before' ? [null, list[0]] : list
      if (column.isList || kind === 'boolean' || (op === 'between' && list.length !== 2))
        return undefined
      if (op === 'between')
        return low === null || high === null
          ? put(() => false, { texts: [] })
          : put((held) => held !== undefined && held >= low && held <= high, {
              from: String(low),
              to: String(high),
              inclusive: true,
            })
      const end = op === 'before' ? high : low
      if (end === null) return put(() => false, { texts: [] })
      return op === 'before'
        ? put((held) => held !== undefined && held < end, { to: String(end), inclusive: false })
        : put((held) => held !== undefined && held > end, { from: String(end), inclusive: false })
    }
  }
}

/** As the database compares parts of texts: only the letters A to Z have two forms. */
const lower = (text: string): string => text.replaceAll(/[A-Z]+/gu, (part) => part.toLowerCase())
