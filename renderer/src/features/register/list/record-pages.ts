import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Condition, ListQuery, RecordView } from '../../../../../contract/common.ts'
import type { Json } from '../../../../../contract/record-type.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'
import { lineCount, wanted, type Segment } from '../model/lines.ts'

export interface Page {
  readonly rows: readonly RecordView[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}

/** The two questions a list asks; given by the caller so that the paging can be tested alone. */
export interface ListSource {
  page(query: ListQuery, limit: number, after: string | undefined): Promise<Result<Page>>
  facets(
    query: ListQuery,
    field: string,
  ): Promise<Result<readonly { readonly value: Json; readonly count: number }[]>>
}

export interface Question {
  readonly query: ListQuery
  readonly groupBy: string | undefined
}

/**
 * The first page is small so that it is on the screen at once, later ones so that taking one in does not
 * hold up a picture while somebody scrolls; far ahead there are few calls.
 */
const FIRST = 100
const LATER = 200
const FAR = 500
/** Rows promised beyond the known ones while the exact count is not known. */
const AHEAD = 1000

const sizeFor = (here: number, need: number): number =>
  here === 0 && need <= FIRST ? FIRST : need - here > FAR ? FAR : LATER

interface Part extends Segment {
  readonly next: string | null
  readonly exact: boolean
}

export interface RecordPages {
  readonly segments: ShallowRef<readonly Segment[]>
  readonly lines: ComputedRef<number>
  readonly total: ShallowRef<number>
  readonly capped: ShallowRef<boolean>
  /** Nothing of the present question is here yet. */
  readonly waiting: ShallowRef<boolean>
  readonly failure: ShallowRef<Failure | undefined>
  /** Asks anew; what is shown stays until the answer is there. */
  ask(question: Question): Promise<void>
  /** Asks the same again and keeps the window that is shown. */
  refresh(): Promise<void>
  /** Fetches what the lines of a window lack. */
  show(first: number, last: number): Promise<void>
  /** Opens or closes a group. */
  toggle(segment: number): Promise<void>
}

export function recordPages(source: ListSource): RecordPages {
  const parts = shallowRef<readonly Part[]>([])
  const total = shallowRef(0)
  const capped = shallowRef(false)
  const waiting = shallowRef(true)
  const failure = shallowRef<Failure>()
  let question: Question | undefined
  let generation = 0
  let window = { first: 0, last: FIRST - 1 }
  let busy = new Set<number>()
  const closed = new Set<string>()

  const queryOf = (value: Json | undefined): ListQuery => {
    if (!question || question.groupBy === undefined || value === undefined)
      return question?.query ?? { type: '' }
    const condition: Condition =
      value === null
        ? { field: question.groupBy, op: 'empty' }
        : { field: question.groupBy, op: 'is', value }
    return { ...question.query, where: [...(question.query.where ?? []), condition] }
  }

  const countOf = (rows: number, page: Page): number =>
    page.next === null
      ? rows
      : page.capped
        ? Math.max(page.total, rows + AHEAD)
        : Math.max(page.total, rows)

  async function fill(
    value: Json | undefined,
    from: Part | undefined,
    need: number,
  ): Promise<Result<Part & { page: Page }>> {
    let rows = from?.rows ?? []
    let next = from?.next ?? null
    for (;;) {
      const answer = await source.page(
        queryOf(value),
        sizeFor(rows.length, need),
        next ?? undefined,
      )
      if (!answer.ok) return answer
      rows = rows.length === 0 ? answer.value.rows : [...rows, ...answer.value.rows]
      next = answer.value.next
      if (next === null || rows.length >= need)
        return {
          ok: true,
          value: {
            value,
            rows,
            next,
            exact: next === null,
            count: countOf(rows.length, answer.value),
            open: true,
            page: answer.value,
          },
        }
    }
  }

  async function begin(needs: ReadonlyMap<string, number>): Promise<void> {
    const mine = ++generation
    busy = new Set()
    const asked = question
    if (!asked) return
    const settle = (found: readonly Part[], sum: number, more: boolean): void => {
      parts.value = found
      total.value = sum
      capped.value = more
      failure.value = undefined
      waiting.value = false
    }
    const refuse = (error: Failure): void => {
      failure.value = error
      waiting.value = false
    }
    if (asked.groupBy === undefined) {
      const answer = await fill(undefined, undefined, needs.get('') ?? FIRST)
      if (mine !== generation) return
      if (!answer.ok) return refuse(answer.error)
      const { page, ...part } = answer.value
      return settle([part], page.total, page.capped)
    }
    const groups = await source.facets(asked.query, asked.groupBy)
    if (mine !== generation) return
    if (!groups.ok) return refuse(groups.error)
    const found: Part[] = []
    for (const { value, count } of groups.value) {
      const open = !closed.has(JSON.stringify(value))
      const need = needs.get(JSON.stringify(value)) ?? 0
      const answer =
        need > 0 && open ? await fill(value, undefined, Math.min(need, count)) : undefined
      if (mine !== generation) return
      if (answer && !answer.ok) return refuse(answer.error)
      found.push(
        answer
          ? { ...answer.value, open }
          : { value, rows: [], next: null, exact: false, count, open },
      )
    }
    settle(
      found,
      groups.value.reduce((sum, { count }) => sum + count, 0),
      false,
    )
    await show(window.first, window.last)
  }

  async function show(first: number, last: number): Promise<void> {
    window = { first, last }
    const mine = generation
    const fetching = busy
    for (const [index, need] of wanted(parts.value, first, last)) {
      const part = parts.value[index]
      if (!part || part.exact || fetching.has(index)) continue
      fetching.add(index)
      try {
        const answer = await fill(part.value, part.rows.length > 0 ? part : undefined, need)
        if (mine !== generation) return
        if (!answer.ok) failure.value = answer.error
        else {
          const { page: _page, ...filled } = answer.value
          parts.value = parts.value.map((old, at) =>
            at === index ? { ...filled, open: old.open } : old,
          )
        }
      } finally {
        fetching.delete(index)
      }
    }
    // The window moved while rows were on their way.
    if (mine === generation && (window.first !== first || window.last !== last))
      await show(window.first, window.last)
  }

  return {
    segments: parts,
    lines: computed(() => lineCount(parts.value)),
    total,
    capped,
    waiting,
    failure,
    show,
    async ask(next) {
      question = next
      waiting.value = true
      window = { first: 0, last: FIRST - 1 }
      await begin(new Map())
    },
    async refresh() {
      const needs = new Map<string, number>()
      let start = 0
      for (const part of parts.value) {
        start += part.value === undefined ? 0 : 1
        const shown = part.open
          ? Math.min(part.rows.length, Math.max(0, window.last + 1 - start))
          : 0
        needs.set(part.value === undefined ? '' : JSON.stringify(part.value), shown)
        start += part.open ? Math.max(part.count, part.rows.length) : 0
      }
      await begin(needs)
    },
    async toggle(index) {
      const part = parts.value[index]
      if (!part || part.value === undefined) return
      const key = JSON.stringify(part.value)
      if (part.open) closed.add(key)
      else closed.delete(key)
      parts.value = parts.value.map((old, at) => (at === index ? { ...old, open: !old.open } : old))
      await show(window.first, window.last)
    },
  }
}
