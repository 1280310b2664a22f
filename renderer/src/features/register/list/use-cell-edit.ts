import { computed, shallowRef } from 'vue'
import type { RecordView } from '../../../../../contract/common.ts'
import type { Json, RecordType } from '../../../../../contract/record-type.ts'
import { call } from '../../../call.ts'
import { toast } from '../../../ui/toasts.ts'
import { formatValue } from '../../../records/format.ts'
import { useReading } from '../../../records/use-reading.ts'
import { isEmpty, sameValue } from '../../../records/values.ts'
import { problemsOf, problemText } from '../model/form.ts'
import { useActs } from '../use-acts.ts'
import { useTexts } from '../use-texts.ts'

const KINDS = new Set(['text', 'integer', 'number', 'boolean', 'date', 'instant', 'choice', 'ref'])

/** Cells that may be changed where they stand: short fields that are neither written by steps nor locked by the state. */
export function editableCells(
  type: RecordType,
  record: RecordView,
  columns: readonly string[],
): string[] {
  const { workflow } = type
  const locked = workflow?.locked?.[String(record.fields[workflow.field])] ?? []
  if (type.managed === true || type.appendOnly === true || record.deleted) return []
  return columns.filter((name) => {
    const field = type.fields[name]
    return (
      field !== undefined &&
      KINDS.has(field.kind) &&
      field.readOnly !== true &&
      name !== workflow?.field &&
      !locked.includes(name) &&
      !record.conflicts.includes(name) &&
      !(field.policy === 'decided' && !isEmpty(record.fields[name]))
    )
  })
}

interface Editing {
  readonly record: RecordView
  readonly column: string
  readonly value: Json
}

/** One cell of the list that is being changed: saved by Enter or Tab, left by Escape. */
export function useCellEdit(
  type: RecordType,
  columns: () => readonly { readonly field: string }[],
  may: () => boolean,
) {
  const { t, language } = useTexts()
  const acts = useActs()
  const reading = useReading()
  const editing = shallowRef<Editing>()
  let busy = false

  const names = (record: RecordView): string[] =>
    may()
      ? editableCells(
          type,
          record,
          columns().map(({ field }) => field),
        )
      : []

  /** False where the cell, or the whole record, is not changed in the list. */
  function begin(record: RecordView, column?: string): boolean {
    const open = names(record)
    const name = column ?? open[0]
    if (name === undefined || !open.includes(name)) return false
    editing.value = { record, column: name, value: record.fields[name] ?? null }
    return true
  }

  const stop = (): void => void (editing.value = undefined)

  /** Somebody else changed the value meanwhile: it is told, and the next Enter writes over it. */
  function tell(now: RecordView, { column, value }: Editing): void {
    const field = type.fields[column]
    const theirs = field ? formatValue(field, now.fields[column], reading.value) : ''
    toast(t('cellChanged', { value: theirs || t('emptyValue') }), { tone: 'crit' })
    editing.value = { record: now, column, value }
  }

  async function write(): Promise<boolean> {
    const now = editing.value
    if (!now || busy) return false
    const { record, column, value } = now
    if (sameValue(value, record.fields[column])) return true
    const problem = problemsOf(type, { ...record.fields, [column]: value }, [column])[column]
    if (problem) {
      toast(problemText(problem, language.value), { tone: 'crit' })
      return false
    }
    busy = true
    try {
      const fresh = await call('register.get', { type: type.name, id: record.id })
      if (!fresh.ok) {
        acts.refuse(fresh.error)
        return false
      }
      if (!sameValue(fresh.value.record.fields[column], record.fields[column])) {
        tell(fresh.value.record, now)
        return false
      }
      const answer = await call('register.update', {
        type: type.name,
        id: record.id,
        fields: { [column]: value },
        seen: fresh.value.record.seen,
      })
      if (!answer.ok) {
        acts.refuse(answer.error)
        return false
      }
      acts.offerUndo(t('saved'), answer.value.commit)
      return true
    } finally {
      busy = false
    }
  }

  return {
    editing: computed(() => editing.value),
    begin,
    stop,
    set(value: Json): void {
      if (editing.value) editing.value = { ...editing.value, value }
    },
    async save(): Promise<void> {
      if (await write()) stop()
    },
    /** Saves and goes on to the next cell of the record, or the one before. */
    async next(step: 1 | -1): Promise<void> {
      const before = editing.value
      if (!before || !(await write())) return
      const open = names(before.record)
      const column = open[open.indexOf(before.column) + step]
      const fresh = await call('register.get', { type: type.name, id: before.record.id })
      if (column === undefined || !fresh.ok || !begin(fresh.value.record, column)) stop()
    },
  }
}

export type CellEdit = ReturnType<typeof useCellEdit>
