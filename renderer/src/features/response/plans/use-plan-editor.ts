import { computed } from 'vue'
import { planBody, type PlanBody, type PlanStep } from '../../../../../contract/response-body.ts'
import { textsOf } from '../../../language.ts'
import { useEditedBody } from '../../../records/use-edited-body.ts'
import { toast } from '../../../ui/toasts.ts'
import {
  changedStep,
  EMPTY_PLAN,
  insertedStep,
  removedStep,
  sameSpot,
  shiftedStep,
  spotsOf,
  stepAt,
  type Spot,
  type StepPart,
} from './edit-plan.ts'
import { TEXTS } from './texts.ts'

const s = textsOf(TEXTS)

/** Ids of parts are short and unlike those that the shipped plans have. */
export const freshId = (): string =>
  `n${Date.now().toString(36)}${Math.floor(Math.random() * 1_296).toString(36)}`

/** The content of a plan while it is edited: the cursor, changes, and the draft that survives a crash. */
export function usePlanEditor(plan: string) {
  const edited = useEditedBody<PlanBody, Spot | undefined>({
    draft: `emergency-plan/${plan}`,
    schema: planBody,
    empty: EMPTY_PLAN,
    start: undefined,
    first: (body) => spotsOf(body)[0],
  })
  const { body, spot, set } = edited
  const spots = computed(() => spotsOf(body.value))
  const step = computed(() => stepAt(body.value, spot.value))

  const land = (index: number): Spot | undefined => {
    const all = spots.value
    return all[Math.min(Math.max(0, index), all.length - 1)]
  }
  const position = (): number => spots.value.findIndex((one) => sameSpot(spot.value, one))

  return {
    ...edited,
    spots,
    step,
    go: (to: Spot) => void (spot.value = to),
    move(by: -1 | 1): void {
      spot.value = land(position() + by)
    },
    shift(by: -1 | 1): void {
      if (!spot.value) return
      const next = shiftedStep(body.value, spot.value, by)
      set(next.body, next.spot)
    },
    change(next: PlanStep): void {
      if (spot.value) set(changedStep(body.value, spot.value, next))
    },
    add(part: StepPart = spot.value?.part ?? 'steps'): void {
      const index = spot.value?.part === part ? spot.value.index + 1 : body.value[part].length
      const kind = part === 'steps' ? 'action' : 'recovery'
      const at = { part, index }
      set(insertedStep(body.value, at, { id: freshId(), kind, title: '' }), at)
    },
    duplicate(): void {
      if (!spot.value || !step.value) return
      const at = { ...spot.value, index: spot.value.index + 1 }
      set(insertedStep(body.value, at, { ...step.value, id: freshId() }), at)
    },
    remove(): void {
      if (!spot.value || !step.value) return
      const before = { body: body.value, spot: spot.value }
      const { title } = step.value
      const index = position()
      set(removedStep(body.value, spot.value))
      spot.value = land(index)
      toast(s('removed', { title: title || s('untitled') }), {
        action: { label: s('undo'), run: () => set(before.body, before.spot) },
      })
    },
  }
}
export type PlanEditor = ReturnType<typeof usePlanEditor>
