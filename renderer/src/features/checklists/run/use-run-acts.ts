import { nextTick, ref, shallowRef } from 'vue'
import type { Attachment } from '../../../../../contract/common.ts'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import { isOut, judge, lacksOf } from '../../../../../contract/checklist-judge.ts'
import { call } from '../../../call.ts'
import { textsOf } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'
import type { RunAct } from '../model/keys.ts'
import { nextOpen } from '../model/lines.ts'
import { readingOf } from '../model/reading.ts'
import { refuse } from '../use-failure.ts'
import { typedValue, type Given } from './answers.ts'
import { TEXTS as RUN } from './texts.ts'
import type { Run } from './use-run.ts'

const r = textsOf(RUN)
/** How long a confirmed item can be taken back by one key. */
const UNDO_MS = 10_000

export type Asked = 'second' | 'signature' | 'finding' | 'missing' | 'paper'

/** What the keys of a run do. */
export function useRunActs(
  run: Run,
  view: {
    focus(part?: 'remark'): void
    pick(): void
    pane(): void
    leave(): void
    /** Everything is answered: to the button that submits. */
    finish(): void
    submit(): void
    /** The item at the cursor failed so badly that it is an incident. */
    declare(): void
  },
) {
  const problem = ref<string>()
  const asked = shallowRef<Asked>()
  const here = (): CheckItem | undefined => run.lines.value[run.cursor.at.value]?.item

  function go(at: number): void {
    problem.value = undefined
    run.cursor.go(at)
    void nextTick(() => view.focus())
  }
  function next(): void {
    const at = nextOpen(run.lines.value, run.results, run.cursor.at.value)
    if (at === undefined) return view.finish()
    go(at)
    if (run.lacking.value.length > 0 && onlySecondsLeft()) second()
  }
  /** Says what is still wanted here, and where to put it. */
  function want(text: string, part?: 'remark'): void {
    problem.value = text
    void nextTick(() => view.focus(part))
  }

  function answer(item: CheckItem, given: Given): void {
    const before = run.work.get(item.id)
    const { files = [], remark } = before ?? {}
    const attachments = [...(run.results.get(item.id)?.attachments ?? []), ...files]
    run.last.value = { item: item.id, at: Date.now() }
    const done = run.record([
      {
        item,
        given: {
          ...(remark === undefined ? {} : { remark }),
          ...(files.length === 0 ? {} : { attachments }),
          ...given,
        },
      },
    ])
    void done.then((saved) => {
      if (saved) run.forgetSaved(item.id, before)
      else if (run.lines.value[run.cursor.at.value]?.item.id !== item.id)
        go(run.lines.value.findIndex((line) => line.item.id === item.id))
    })
    settle(item, given)
  }

  /** After an answer: on to the next, unless the present one wants something more that only this person can give. */
  function settle(item: CheckItem, given: Given): void {
    const result = run.results.get(item.id)
    const lacks = lacksOf(item, result)
    if (lacks.includes('remark') && given.skip === undefined) {
      problem.value = undefined
      return void nextTick(() => view.focus('remark'))
    }
    if (lacks.includes('evidence')) return want(r('evidenceWanted'))
    next()
  }

  function confirm(field: string | undefined): void {
    const item = here()
    if (!item) return
    const work = run.work.get(item.id)
    const result = run.results.get(item.id)
    if (work?.skip !== undefined) {
      const skip = work.skip.trim()
      return skip === '' ? want(r('skipWanted')) : answer(item, { skip })
    }
    if (work?.timerFrom !== undefined) return stopTimer(item, work.timerFrom)
    const value = typedValue(item, work?.text)
    if (value === undefined && work?.text !== undefined && work.text.trim() !== '') {
      const reading = readingOf(item, work.text)
      return want(
        r(reading.kind === 'wrong' && reading.why === 'range' ? 'wrongRange' : 'wrongNumber'),
      )
    }
    if (value !== undefined && value !== result?.value)
      return answer(item, { value, ...seenBeside(item) })
    if (result && result.status !== 'skipped' && work?.remark !== undefined)
      return field === 'remark' && isOut(result.status) && work.remark.trim() === ''
        ? want(r('remarkWanted'), 'remark')
        : answer(item, { remark: work.remark })
    return result ? complete(item) : unanswered(item)
  }

  /** The monitor's reading that the person has before him while he gives his own. */
  function seenBeside({ id }: CheckItem): Pick<Given, 'measuredAt'> {
    const at = run.readings.value.get(id)?.at
    return at === undefined || run.paper.value ? {} : { measuredAt: at }
  }

  /** Enter on what has an answer: gives what it lacks, or goes on. */
  function complete(item: CheckItem): void {
    const [lack] = lacksOf(item, run.results.get(item.id))
    run.forget(item.id)
    if (lack === 'remark') return want(r('remarkWanted'), 'remark')
    if (lack === 'evidence') return view.pick()
    if (lack === 'second' && onlySecondsLeft()) return second()
    next()
  }
  const onlySecondsLeft = (): boolean => run.lacking.value.every(({ part }) => part === 'second')

  /** Enter on what has none. Nothing is called normal by Enter alone. */
  function unanswered(item: CheckItem): void {
    const { value, at } = run.readings.value.get(item.id) ?? {}
    if (value !== undefined && at !== undefined && !run.paper.value)
      return answer(item, { value, measuredAt: at, automatic: true })
    if (item.optional) return next()
    switch (item.kind) {
      case 'instruction':
        return answer(item, { value: true })
      case 'signature':
        return void (asked.value = 'signature')
      case 'file':
        return view.pick()
      case 'tick':
        return want(r('markWanted'))
      case 'choice':
        return want(r('chooseWanted'))
      case 'text':
        return want(r('textWanted'))
      default:
        return want(r('readingWanted'))
    }
  }

  function normal(): void {
    const item = here()
    if (!item) return
    if (item.kind === 'tick' || item.kind === 'instruction') return answer(item, { value: true })
    const fine = item.choices?.findIndex(({ failed }) => !failed) ?? -1
    if (fine >= 0) return choose(fine)
    confirm(undefined)
  }
  function choose(at: number): void {
    const item = here()
    const choice = item?.choices?.[at]
    if (item && choice) answer(item, { value: choice.value })
  }
  function stopTimer(item: CheckItem, from: number): void {
    run.forget(item.id, 'timerFrom')
    answer(item, { value: Math.max(0, Math.round((Date.now() - from) / 1000)) })
  }
  function timer(): void {
    const item = here()
    if (item?.kind !== 'timer') return
    const from = run.work.get(item.id)?.timerFrom
    if (from === undefined) run.write(item.id, { timerFrom: Date.now() })
    else stopTimer(item, from)
  }
  function second(): void {
    if (run.lacking.value.some(({ part }) => part === 'second'))
      void run.settled().then(() => (asked.value = 'second'))
    else toast(r('secondNone'))
  }

  function skip(): void {
    const item = here()
    if (!item) return
    const result = run.results.get(item.id)
    run.write(item.id, { skip: result?.status === 'skipped' ? result.remark : '' })
    problem.value = undefined
    void nextTick(() => view.focus())
  }
  function remark(): void {
    const item = here()
    if (!item) return
    run.write(item.id, {
      remark: run.work.get(item.id)?.remark ?? run.results.get(item.id)?.remark ?? '',
    })
    problem.value = undefined
    void nextTick(() => view.focus('remark'))
  }

  async function undo(): Promise<void> {
    const { last } = run
    if (!last.value || Date.now() - last.value.at > UNDO_MS) return
    const at = run.lines.value.findIndex(({ item }) => item.id === last.value?.item)
    const line = run.lines.value[at]
    last.value = undefined
    if (!line || !run.results.has(line.item.id)) return
    go(at)
    if (await run.record([{ item: line.item, given: { clear: true } }]))
      toast(r('undone', { label: `${line.label} ${line.item.title}` }))
  }
  function clear(): void {
    const item = here()
    if (item && run.results.has(item.id)) void run.record([{ item, given: { clear: true } }])
  }

  /** One step back: out of a remark or a skip, then out of the run, which stays as it is. */
  function back(): void {
    const item = here()
    const work = item && run.work.get(item.id)
    problem.value = undefined
    if (item && (work?.skip !== undefined || work?.remark !== undefined)) {
      run.forget(item.id, 'skip', 'remark')
      return void nextTick(() => view.focus())
    }
    view.leave()
  }
  function section(step: number): void {
    const { lines, cursor } = run
    const own = lines.value[cursor.at.value]?.section ?? 0
    const at = lines.value.findIndex((line) => line.section === own + step)
    if (at >= 0) go(at)
  }

  async function add(files: readonly File[]): Promise<void> {
    const item = here()
    if (!item || run.closed.value) return
    const added: Attachment[] = []
    for (const file of files) {
      const put = await call('files.put', {
        name: file.name,
        mime: file.type || 'application/octet-stream',
        bytes: new Uint8Array(await file.arrayBuffer()),
      })
      if (!put.ok) return refuse(put.error)
      const { sha256, name, mime, size } = put.value
      added.push({ sha256, name, mime, size })
    }
    if (added.length === 0) return
    const result = run.results.get(item.id)
    const answered = result !== undefined && result.status !== 'skipped'
    problem.value = undefined
    if (!answered && item.kind !== 'file') {
      run.write(item.id, { files: [...(run.work.get(item.id)?.files ?? []), ...added] })
      return void nextTick(() => view.focus())
    }
    const attachments = [...(answered ? result.attachments : []), ...added]
    const saved = await run.record([
      { item, given: { attachments, ...(item.kind === 'file' ? { value: true } : {}) } },
    ])
    if (saved) view.focus()
  }
  function drop(sha256: string): void {
    const item = here()
    if (!item) return
    const { files } = run.work.get(item.id) ?? {}
    if (files?.some((file) => file.sha256 === sha256))
      return run.write(item.id, { files: files.filter((file) => file.sha256 !== sha256) })
    const result = run.results.get(item.id)
    if (!result) return
    const attachments = result.attachments.filter((file) => file.sha256 !== sha256)
    const emptied = item.kind === 'file' && attachments.length === 0
    void run.record([{ item, given: emptied ? { clear: true } : { attachments } }])
  }

  /** Does what a key means; answers whether it meant something here. */
  function act(one: RunAct, field: string | undefined): boolean {
    const at = run.cursor.at.value
    if (one.act === 'up' || one.act === 'down') {
      go(at + (one.act === 'up' ? -1 : 1))
      return true
    }
    if (one.act === 'sectionUp' || one.act === 'sectionDown') {
      section(one.act === 'sectionUp' ? -1 : 1)
      return true
    }
    if (one.act === 'pane') view.pane()
    else if (one.act === 'back') back()
    else if (run.closed.value) return false
    else if (one.act === 'choose') choose(one.at)
    else ACTS[one.act](field)
    return true
  }
  const failed = (): void => {
    const item = here()
    if (item && judge(item, { item: item.id, value: false }).status === 'failed')
      answer(item, { value: false })
  }
  const ACTS = {
    confirm,
    normal,
    failed,
    skip,
    remark,
    timer,
    second,
    clear,
    file: view.pick,
    submit: view.submit,
    undo: () => void undo(),
    finding: () => void (asked.value = 'finding'),
    incident: view.declare,
  } as const

  return { act, go, next, choose, add, drop, answer, problem, asked, here }
}
