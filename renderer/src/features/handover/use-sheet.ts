import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { errorText } from '../../../../contract/error-text.ts'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type {
  HandoverPoint,
  MajorFault,
  SheetAct,
  SheetView,
} from '../../../../contract/handover.ts'
import type { Failure, Result } from '../../../../contract/result.ts'
import { recordPath } from '../../app/record-path.ts'
import { call, subscribe } from '../../call.ts'
import { language, textIn } from '../../language.ts'
import { toast } from '../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

const GATHER_MS = 120
const OWN = /^(?:handover-|major-fault)/u

/** One sheet on the screen: read again when anything of it changes; what may be done comes with it. */
export function useSheet(id: Readonly<Ref<string>>) {
  const router = useRouter()
  const sheet = shallowRef<SheetView>()
  const fault = shallowRef<MajorFault | null>(null)
  const failure = shallowRef<Failure>()
  const checked = shallowRef<OutputOf<'handover.verify'>>()
  const loading = shallowRef(true)
  const cursor = shallowRef(0)

  async function load(): Promise<void> {
    const asked = id.value
    const [answer, current] = await Promise.all([
      call('handover.get', { id: asked }),
      call('handover.current', {}),
    ])
    if (asked !== id.value) return
    loading.value = false
    if (current.ok) fault.value = current.value.fault
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    const first = sheet.value?.id !== answer.value.sheet.id
    sheet.value = answer.value.sheet
    if (first) cursor.value = firstOpen(answer.value.sheet)
    cursor.value = Math.min(cursor.value, Math.max(0, sheet.value.points.length - 1))
    if (sheet.value.signedOut ?? sheet.value.outcome) void verify()
  }

  async function verify(): Promise<void> {
    const asked = id.value
    const answer = await call('handover.verify', { id: asked })
    if (answer.ok && asked === id.value) checked.value = answer.value
  }

  watch(
    id,
    () => {
      sheet.value = undefined
      checked.value = undefined
      loading.value = true
      void load()
    },
    { immediate: true },
  )
  let gather: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (!OWN.test(type)) return
    gather ??= setTimeout(() => {
      gather = undefined
      void load()
    }, GATHER_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(gather)
  })

  const points = computed(() => sheet.value?.points ?? [])
  const current = computed(() => points.value[cursor.value])
  const refusal = (act: SheetAct) => sheet.value?.acts[act] ?? undefined
  const may = (act: SheetAct): boolean => sheet.value?.acts[act] === null
  /** Why an act is off, as a sentence. */
  const why = (act: SheetAct): string => {
    const refused = refusal(act)
    return refused ? errorText(refused as Failure, language.value) : ''
  }

  /** Acts are done one after the other: a key that is pressed early is not lost. */
  let queue: Promise<unknown> = Promise.resolve()

  /** Tells a failure; answers whether it worked. The view follows by the change. */
  function run(work: () => Promise<Result<unknown>>): Promise<boolean> {
    const mine = queue.then(async () => {
      const answer = await work()
      if (!answer.ok) {
        toast(errorText(answer.error, language.value), { tone: 'crit' })
        return false
      }
      await load()
      return true
    })
    queue = mine
    return mine
  }

  function say(point: HandoverPoint, kind: 'acknowledge' | 'withdraw'): Promise<boolean> {
    return run(() =>
      call('handover.answer', { id: sheet.value?.id ?? '', entries: [{ point: point.id, kind }] }),
    )
  }

  let last: HandoverPoint | undefined
  let lastAt = 0

  let acknowledging: Promise<void> = Promise.resolve()
  const acknowledge = (): Promise<void> => (acknowledging = acknowledging.then(acknowledgeCurrent))

  async function acknowledgeCurrent(): Promise<void> {
    const point = current.value
    if (!point || point.acknowledged || !may('acknowledge')) return move(1)
    const number = cursor.value + 1
    if (!(await say(point, 'acknowledge'))) return
    last = point
    lastAt = Date.now()
    toast(textIn(TEXTS.undoAck, { n: number }), {
      action: { label: textIn(TEXTS.undo), run: () => void takeBack(true) },
    })
    cursor.value = nextOpen(points.value, cursor.value)
  }

  /** Undoes the last acknowledgement as long as that is offered. */
  async function takeBack(offered = false): Promise<void> {
    const point = last
    if (!point || (!offered && Date.now() - lastAt > UNDO_MS)) return
    last = undefined
    cursor.value = Math.max(
      0,
      points.value.findIndex(({ id: known }) => known === point.id),
    )
    await say(point, 'withdraw')
  }

  function move(step: number): void {
    const most = points.value.length - 1
    cursor.value = Math.min(Math.max(0, cursor.value + step), Math.max(0, most))
  }

  function openRecord(): void {
    const record = current.value?.record
    if (record) void router.push(recordPath(record.type, record.id))
  }

  return {
    sheet,
    fault,
    failure,
    checked,
    loading,
    cursor,
    points,
    current,
    may,
    why,
    load,
    run,
    acknowledge,
    takeBack,
    move,
    choose: (index: number): void => void (cursor.value = index),
    openRecord,
  }
}
export type SheetModel = ReturnType<typeof useSheet>

const UNDO_MS = 10_000

const firstOpen = (sheet: SheetView): number =>
  Math.max(
    0,
    sheet.points.findIndex(({ acknowledged, unanswered }) => !acknowledged && !unanswered),
  )

/** The next point that still wants an answer, from the one after `from` round to it. */
export function nextOpen(
  points: readonly Pick<HandoverPoint, 'acknowledged'>[],
  from: number,
): number {
  for (let step = 1; step < points.length; step += 1) {
    const index = (from + step) % points.length
    if (!points[index]?.acknowledged) return index
  }
  return Math.min(from + 1, points.length - 1)
}
