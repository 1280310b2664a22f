import type { FieldKind, RecordType } from '../contract/record-type.ts'
import { LEVEL } from './log/types.ts'

/** What a declaration names, so that a slip fails when the program starts and not on somebody's screen. */

type Fields = RecordType['fields']
const TIMES: readonly FieldKind[] = ['date', 'instant']
const SINGLE: readonly FieldKind[] = ['ref']

/** Throws when a declared part of a type names a field, state or type that is not there or not of its kind. */
export function checkDeclaration(
  type: RecordType,
  get: (name: string) => RecordType | undefined,
): void {
  const wrong = (what: string): never => {
    throw new Error(`${type.name}: ${what}`)
  }
  const need = (name: string, kinds: readonly FieldKind[] | undefined, of: string): void => {
    const field = type.fields[name]
    if (!field) return wrong(`${of} names the unknown field ${name}`)
    if (kinds && !kinds.includes(field.kind)) wrong(`${of} cannot use ${name}, a ${field.kind}`)
  }
  checkWorkflow(type, wrong, need)
  checkApproval(type, wrong, need)
  if (type.board !== undefined) need(type.board, ['choice'], 'board')
  if (type.calendar) {
    need(type.calendar.from, TIMES, 'calendar')
    if (type.calendar.to !== undefined) need(type.calendar.to, TIMES, 'calendar')
  }
  for (const child of type.children ?? []) {
    const field = get(child.type)?.fields[child.field]
    if (field?.ref !== type.name || (field.kind !== 'ref' && field.kind !== 'refs'))
      wrong(`children: ${child.type}.${child.field} does not point here`)
  }
  for (const deadline of type.deadlines ?? []) {
    const of = `deadline ${deadline.field}`
    const states = new Set(valuesOf(type, deadline.state ?? type.workflow?.field))
    if (deadline.state !== undefined) need(deadline.state, ['choice'], of)
    need(deadline.field, TIMES, of)
    if (deadline.who !== undefined) {
      need(deadline.who, SINGLE, of)
      if (!['person', 'post', 'team'].includes(String(type.fields[deadline.who]?.ref)))
        wrong(`${of}: ${deadline.who} is neither a person nor a post nor a team`)
    }
    for (const state of deadline.open ?? [])
      if (!states.has(state)) wrong(`${of} is open in the unknown state ${state}`)
    for (const name of deadline.detail ?? []) need(name, undefined, of)
    for (const text of Object.values(deadline.label))
      for (const [, name = ''] of text.matchAll(/\{(\w+)\}/gu))
        if (name !== 'title') need(name, undefined, of)
  }
  if (type.recurs) {
    need(type.recurs.every, ['integer', 'choice'], 'recurs')
    need(type.recurs.from, TIMES, 'recurs')
    need(type.recurs.next, TIMES, 'recurs')
  }
  if (type.within) {
    need(type.within.type, ['text'], 'within')
    need(type.within.id, ['text'], 'within')
  }
  const { writers = {} } = type
  for (const name of [
    ...Object.keys(writers.fields ?? {}).filter((field) => field !== LEVEL),
    ...(writers.marks ?? []).flatMap(({ fields }) => fields),
    ...(writers.own ?? []),
  ])
    need(name, undefined, 'writers')
  for (const { fields } of type.paper?.sections ?? [])
    for (const name of fields) need(name, undefined, 'paper')
  const keys = new Set<string>()
  for (const { key, fields } of type.ready ?? []) {
    if (keys.has(key)) wrong(`ready record ${key} is declared twice`)
    keys.add(key)
    for (const name of Object.keys(fields)) need(name, undefined, `ready record ${key}`)
  }
}

const valuesOf = ({ fields }: RecordType, name: string | undefined): readonly string[] =>
  (name === undefined ? undefined : fields[name]?.choices?.map(({ value }) => value)) ?? []

type Wrong = (what: string) => never
type Need = (
  name: keyof Fields & string,
  kinds: readonly FieldKind[] | undefined,
  of: string,
) => void

function checkApproval(type: RecordType, wrong: Wrong, need: Need): void {
  const { approval } = type
  if (!approval) return
  for (const name of [approval.by, ...approval.covers]) need(name, undefined, 'approval')
  if (!approval.state) return
  need(approval.state.field, ['choice'], 'approval')
  const states = valuesOf(type, approval.state.field)
  const unknown = approval.state.holds.find((state) => !states.includes(state))
  if (unknown !== undefined) wrong(`approval holds in the unknown state ${unknown}`)
}

function checkWorkflow(type: RecordType, wrong: Wrong, need: Need): void {
  const { workflow } = type
  if (!workflow) return
  need(workflow.field, ['choice'], 'workflow')
  const states = new Set(valuesOf(type, workflow.field))
  for (const { name, from, to, requires = [], fourEyes = [], completes } of workflow.transitions) {
    const unknown = [...from, to].find((state) => !states.has(state))
    if (unknown !== undefined) wrong(`transition ${name} names the unknown state ${unknown}`)
    for (const field of [...requires, ...fourEyes]) need(field, undefined, `transition ${name}`)
    if (completes === true && !type.recurs) wrong(`transition ${name} completes no recurrence`)
  }
  for (const [state, fields] of Object.entries(workflow.locked ?? {})) {
    if (!states.has(state)) wrong(`locked names the unknown state ${state}`)
    for (const field of fields) need(field, undefined, 'locked')
  }
}
