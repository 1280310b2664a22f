import { shallowRef } from 'vue'
import type { LogEntry, LogQuery } from '../../../../../contract/duty-log.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'

export interface LogPage {
  readonly entries: readonly LogEntry[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}
export type LogSource = (
  query: LogQuery,
  limit: number,
  after: string | undefined,
) => Promise<Result<LogPage>>

/** The first page of a question as it was last, so that who comes back finds it there while it is asked again. */
export interface LogMemory {
  recall(query: LogQuery): LogPage | undefined
  keep(query: LogQuery, page: LogPage): void
}

/** Entries that did not change stay the very same, so that their lines are not drawn anew. */
function reused(before: readonly LogEntry[], after: readonly LogEntry[]): readonly LogEntry[] {
  const known = new Map(before.map((entry) => [entry.id, entry]))
  const found = after.map((entry) => {
    const old = known.get(entry.id)
    return old && JSON.stringify(old) === JSON.stringify(entry) ? old : entry
  })
  const isSame = found.length === before.length && found.every((entry, at) => entry === before[at])
  return isSame ? before : found
}

/** The first page fills a screen at once; later ones are few calls. */
const FIRST = 80
const LATER = 400

/** The entries that match a query, fetched as far as they are looked at. */
export function logPages(source: LogSource, memory?: LogMemory) {
  const entries = shallowRef<readonly LogEntry[]>([])
  const total = shallowRef(0)
  const capped = shallowRef(false)
  /** The answer to the present query is not here yet. */
  const waiting = shallowRef(true)
  /** Counts the questions that were answered; refreshing is the same question. */
  const asked = shallowRef(0)
  const failure = shallowRef<Failure>()
  let query: LogQuery = {}
  let next: string | null = null
  let generation = 0
  let busy = false

  async function load(need: number): Promise<void> {
    const mine = ++generation
    let found: readonly LogEntry[] = []
    let after: string | null = null
    do {
      const limit: number = need <= FIRST ? FIRST : Math.min(LATER, need - found.length)
      const answer: Result<LogPage> = await source(query, limit, after ?? undefined)
      if (mine !== generation) return
      if (!answer.ok) {
        failure.value = answer.error
        waiting.value = false
        return
      }
      found = found.length === 0 ? answer.value.entries : [...found, ...answer.value.entries]
      after = answer.value.next
      total.value = answer.value.total
      capped.value = answer.value.capped
    } while (after !== null && found.length < need)
    settle({ entries: found, next: after, total: total.value, capped: capped.value })
  }

  function settle(page: LogPage): void {
    entries.value = reused(entries.value, page.entries)
    next = page.next
    total.value = page.total
    capped.value = page.capped
    failure.value = undefined
    if (waiting.value) asked.value += 1
    waiting.value = false
    if (page.entries.length <= FIRST) memory?.keep(query, page)
  }

  return {
    entries,
    total,
    capped,
    waiting,
    asked,
    failure,
    /** Asks anew; what is shown stays until the answer is here. */
    async ask(question: LogQuery): Promise<void> {
      query = question
      waiting.value = true
      const known = memory?.recall(question)
      if (known) settle(known)
      await load(FIRST)
    },
    /** Asks the same again, as far as it was fetched. */
    refresh: (): Promise<void> => load(Math.max(FIRST, entries.value.length)),
    /** Fetches what follows the entries that are here. */
    async more(): Promise<void> {
      if (busy || next === null) return
      busy = true
      const mine = generation
      try {
        const answer = await source(query, LATER, next)
        if (mine !== generation) return
        if (!answer.ok) {
          failure.value = answer.error
          return
        }
        entries.value = [...entries.value, ...answer.value.entries]
        next = answer.value.next
      } finally {
        busy = false
      }
    },
  }
}
