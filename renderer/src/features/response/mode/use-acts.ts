import { computed, shallowRef, type Ref } from 'vue'
import { uuidv7 } from 'uuidv7'
import type { StepOutcome } from '../../../../../contract/response-engine.ts'
import type { InputOf } from '../../../../../contract/procedures.ts'
import type { Assignment, ResponseHead } from '../../../../../contract/response-views.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { textsOf } from '../../../language.ts'
import { useSession } from '../../../stores/session.ts'
import { toast } from '../../../ui/toasts.ts'
import { refuse } from '../words.ts'
import { usePending, type Press } from './pending.ts'
import { TEXTS } from './texts.ts'
import type { Line, RunningResponse } from './use-response.ts'

const t = textsOf(TEXTS)

/** What the keys of the emergency mode do. Nothing moves on before core has answered. */
export function useActs(id: string, response: RunningResponse) {
  const account = useSession()
  const { presses, press } = usePending(() => account.session?.person)
  const of = { type: 'activation', id }
  /** Steps with a decision on its way: pressing again does nothing. */
  const underWay = shallowRef<ReadonlySet<string>>(new Set())
  const mark = (step: string, on: boolean): void => {
    const next = new Set(underWay.value)
    if (on) next.add(step)
    else next.delete(step)
    underWay.value = next
  }

  function send(
    procedure: Press['procedure'],
    input: Press['input'],
    after: (failure: Failure | undefined) => void = () => undefined,
  ): void {
    const person = account.session?.person
    if (person === undefined) return
    const done = (failure: Failure | undefined): void => {
      if (failure) refuse(failure)
      after(failure)
      void response.load()
    }
    press({ person, response: id, procedure, input, done })
  }

  function decide(line: Line, outcome: StepOutcome, reason?: string): void {
    const { id: step } = line.step
    if (underWay.value.has(step)) return
    mark(step, true)
    const input = { of, step, attempt: line.attempt, outcome, ...(reason ? { reason } : {}) }
    send('response.decide', input, () => {
      mark(step, false)
      response.settle()
    })
  }

  return {
    /** Presses of this response that core has not answered yet. */
    waiting: computed(() => presses.filter((one) => one.response === id).length),
    underWay: underWay as Readonly<Ref<ReadonlySet<string>>>,
    decide,
    undo(line: Line): void {
      if (!line.decision) return
      const { attempt } = line.decision
      send('response.undo', { of, step: line.step.id, attempt }, (failure) => {
        if (!failure) toast(t('undone', { number: line.number }))
      })
    },
    report(text: string, to: string[], line: Line | undefined): void {
      const step =
        line?.step.kind === 'report' && line.state === 'open'
          ? { step: { id: line.step.id, attempt: line.attempt } }
          : {}
      send('response.report', { id, report: uuidv7(), text, to, ...step }, () => response.settle())
    },
    note: (text: string) => send('response.note', { id, note: uuidv7(), text }),
    addStep: (step: InputOf<'response.addStep'>['step'], after: Line | undefined) =>
      send('response.addStep', {
        of,
        id: uuidv7(),
        step,
        ...(after === undefined ? {} : { after: after.step.id }),
      }),
    setLevel: (level: ResponseHead['level'], reason: string) =>
      send('response.setLevel', { id, level, reason }, (failure) => {
        if (!failure) toast(t('levelSet'))
      }),
    assign: (assignment: Assignment) => send('response.assign', { id, assignment }),
    restored: () =>
      send('response.restored', { id }, (failure) => {
        if (!failure) toast(t('restored'))
      }),
  }
}
