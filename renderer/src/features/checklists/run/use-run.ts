import { computed, onScopeDispose, reactive, shallowReactive, shallowRef, watch } from 'vue'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import type { Answer } from '../../../../../contract/checklists.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { useSession } from '../../../stores/session.ts'
import { lacksOf } from '../../../../../contract/checklist-judge.ts'
import { useRights } from '../use-failure.ts'
import { linesOf, nextOpen, tallyOf } from '../model/lines.ts'
import { answerOf, expected, unchangedParts, WORK_PARTS } from './answers.ts'
import type { FromPaper, Given, Shown, Work } from './answers.ts'
import { useCursor } from './use-cursor.ts'
import { useReadings } from './use-readings.ts'

const SHOWN_OF = new Set(['checklist-run', 'checklist-result', 'checklist-confirmation', 'finding'])

/** Why nothing may be recorded: the shift has not taken over, it is over, or somebody else's role makes rounds. */
export type Closed = 'locked' | 'submitted' | 'cancelled' | 'denied'

/** A round while it is made: what was recorded, where the cursor is, and recording itself. */
export function useRun(run: string) {
  const account = useSession()
  const rights = useRights()
  const data = shallowRef<OutputOf<'checklists.run'>>()
  const failure = shallowRef<Failure>()
  const results = shallowReactive(new Map<string, Shown>())
  const failures = shallowReactive(new Map<string, Failure>())
  const work = reactive(new Map<string, Work>())
  const paper = shallowRef<FromPaper>()
  const savedAt = shallowRef<number>()
  const last = shallowRef<{ readonly item: string; readonly at: number }>()

  const lines = computed(() => (data.value ? linesOf(data.value.body) : []))
  const previous = computed(
    () => new Map(data.value?.previous.map((result) => [result.item, result])),
  )
  const tally = computed(() => tallyOf(lines.value, results))
  const lacking = computed(() =>
    lines.value.flatMap(({ item, label }, at) =>
      lacksOf(item, results.get(item.id)).map((part) => ({ item, label, part, at })),
    ),
  )
  /** Why nothing may be recorded; undefined while it may. */
  const closed = computed<Closed | undefined>(() => {
    const round = data.value?.round
    if (round?.state === 'cancelled') return 'cancelled'
    if (round?.submittedAt !== undefined) return 'submitted'
    if (rights.known() && !rights.may('checklist-run', 'create')) return 'denied'
    return data.value?.locked ? 'locked' : undefined
  })
  const readings = useReadings(run, () => data.value)
  const cursor = useCursor(`checklist-run/${run}`, lines, work, paper)

  let saving = 0
  let stale = false
  async function load(): Promise<void> {
    const answer = await call('checklists.run', { run })
    // What is being saved is newer than this answer.
    if (saving > 0) return void (stale = true)
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    data.value = answer.value
    for (const item of results.keys())
      if (!failures.has(item) && !answer.value.results.some((one) => one.item === item))
        results.delete(item)
    for (const result of answer.value.results) results.set(result.item, result)
    await cursor.restore((from) => nextOpen(lines.value, results, from) ?? 0)
  }

  let queue: Promise<unknown> = Promise.resolve()
  /** Shows the answers at once and records them in their order; answers whether they were saved. */
  function record(
    changes: readonly { readonly item: CheckItem; readonly given: Given }[],
    confirmation?: string,
  ): Promise<boolean> {
    const me = account.session
    if (!me || closed.value) return Promise.resolve(false)
    const answers = changes.map(({ item, given }): Answer => {
      const before = results.get(item.id)
      const answer = answerOf(item, before, given, paper.value?.at)
      failures.delete(item.id)
      if (answer.clear) results.delete(item.id)
      else
        results.set(
          item.id,
          expected(item, answer, me, Date.now(), before, readings.value.get(item.id)?.value),
        )
      return answer
    })
    saving++
    const done = queue.then(() => save(answers, confirmation))
    queue = done
    return done
  }

  async function save(answers: Answer[], confirmation: string | undefined): Promise<boolean> {
    const answer = await call('checklists.record', {
      run,
      answers,
      ...(confirmation === undefined ? {} : { confirmation }),
      ...(paper.value === undefined
        ? {}
        : {
            fromPaper: true,
            ...(paper.value.doneBy === undefined ? {} : { doneBy: paper.value.doneBy }),
          }),
    })
    saving--
    if (answer.ok) {
      savedAt.value = answer.value.at
      for (const result of answer.value.results)
        if (result.status === 'cleared') results.delete(result.item)
        else results.set(result.item, result)
    } else
      for (const { item } of answers) {
        failures.set(item, answer.error)
        results.delete(item)
      }
    if (saving === 0 && (stale || !answer.ok)) {
      stale = false
      void load()
    }
    return answer.ok
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const reload = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), RELOAD_AFTER)
  }
  const stops = [
    subscribe('records.changed', ({ type }) => {
      if (SHOWN_OF.has(type) && saving === 0) reload()
    }),
    subscribe('core.restarted', reload),
  ]
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  })
  void load()
  watch(paper, cursor.keep)

  return {
    run,
    data,
    failure,
    lines,
    results,
    failures,
    previous,
    readings,
    work,
    paper,
    savedAt,
    last,
    tally,
    lacking,
    closed,
    cursor,
    load,
    record,
    /** Everything that was answered so far has been saved, or refused. */
    settled: (): Promise<unknown> => queue,
    /** What was written about an item changed. */
    write(item: string, change: Partial<Work>): void {
      work.set(item, { ...work.get(item), ...change })
      cursor.keep()
    },
    forget,
    /** What was written before it was saved is not unsaved any more; what was written since is. */
    forgetSaved(item: string, before: Work | undefined): void {
      const saved = unchangedParts(before, work.get(item))
      if (saved.length > 0) forget(item, ...saved)
    },
  }

  /** Nothing about it is unsaved any more. */
  function forget(item: string, ...parts: readonly (keyof Work)[]): void {
    const rest = { ...work.get(item) }
    for (const part of parts.length > 0 ? parts : WORK_PARTS) delete rest[part]
    if (Object.keys(rest).length === 0) work.delete(item)
    else work.set(item, rest)
    cursor.keep()
  }
}

const RELOAD_AFTER = 250
export type Run = ReturnType<typeof useRun>
