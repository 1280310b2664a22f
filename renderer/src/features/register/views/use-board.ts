import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { RecordView } from '../../../../../contract/common.ts'
import type { Choice, RecordType } from '../../../../../contract/record-type.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { toQuery } from '../list/list-state.ts'
import type { RegisterList } from '../list/use-register-list.ts'

export interface BoardColumn {
  readonly choice: Choice
  readonly rows: readonly RecordView[]
  readonly total: number
  readonly next: string | null
}

const PAGE = 40

/** The columns of a board: what the list's question finds, by the values of one choice field. */
export function useBoard(type: RecordType, field: string, list: RegisterList) {
  const choices = type.fields[field]?.choices ?? []
  const columns = shallowRef<readonly BoardColumn[]>([])
  const failure = shallowRef<Failure>()
  const waiting = shallowRef(true)
  let generation = 0

  const question = computed(() => toQuery(list.state.value, type, Date.now()))
  const ask = (value: string, limit: number, after?: string) =>
    call('register.list', {
      ...question.value,
      where: [...(question.value.where ?? []), { field, op: 'is', value }],
      limit,
      ...(after === undefined ? {} : { after }),
    })

  async function load(): Promise<void> {
    const mine = ++generation
    const answers = await Promise.all(
      choices.map(({ value }, at) =>
        ask(value, Math.min(500, Math.max(PAGE, columns.value[at]?.rows.length ?? 0))),
      ),
    )
    if (mine !== generation) return
    waiting.value = false
    const refused = answers.find((answer) => !answer.ok)
    failure.value = refused && !refused.ok ? refused.error : undefined
    columns.value = answers.flatMap((answer, at): BoardColumn[] => {
      const choice = choices[at]
      if (!answer.ok || !choice) return []
      const { rows, total, next } = answer.value
      return [{ choice, rows, total, next }]
    })
  }

  async function more(at: number): Promise<void> {
    const column = columns.value[at]
    if (!column || column.next === null) return
    const mine = generation
    const answer = await ask(column.choice.value, PAGE, column.next)
    if (mine !== generation) return
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    const { rows, total, next } = answer.value
    columns.value = columns.value.map((one, index) =>
      index === at ? { ...one, rows: [...one.rows, ...rows], total, next } : one,
    )
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  const loadSoon = (): void => {
    clearTimeout(soon)
    soon = setTimeout(() => void load(), 100)
  }
  watch(
    () => JSON.stringify(question.value),
    (_now, before) => (before === undefined ? void load() : loadSoon()),
    { immediate: true },
  )
  const forget = subscribe('records.changed', (changed) => {
    if (changed.type === type.name) loadSoon()
  })
  onScopeDispose(() => {
    forget()
    clearTimeout(soon)
  })

  return { columns, failure, waiting, load, more }
}
