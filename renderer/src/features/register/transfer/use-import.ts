import { computed, ref, shallowRef } from 'vue'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import { useTask } from '../../../ui/use-task.ts'
import { groupProblems, mapColumn, unmappedRequired, type Mapping } from '../model/import.ts'

interface Source {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
type Inspection = OutputOf<'transfer.inspect'>
type Outcome = OutputOf<'transfer.import'>

export const STEPS = ['file', 'map', 'check', 'done'] as const
export type Step = (typeof STEPS)[number]

/** An import from file to result; nothing is written before `run`. */
export function useImport(type: RecordType) {
  const step = ref<Step>('file')
  const file = shallowRef<Source>()
  const inspection = shallowRef<Inspection>()
  const mapping = shallowRef<Mapping>({})
  const dryRun = shallowRef<Outcome>()
  const outcome = shallowRef<Outcome>()
  const skipInvalid = ref(true)
  const busy = ref(false)
  const failure = shallowRef<Failure>()
  const task = useTask()
  /** A stop was asked for; what is being written is written to its end. */
  const stopping = ref(false)

  async function during<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    failure.value = undefined
    stopping.value = false
    try {
      return await work()
    } finally {
      busy.value = false
    }
  }

  const importing = (source: Source, dry: boolean) =>
    task.run((name) =>
      call('transfer.import', {
        type: type.name,
        file: { name: source.name, bytes: source.bytes },
        mapping: { ...mapping.value },
        dryRun: dry,
        skipInvalid: dry || skipInvalid.value,
        task: name,
      }),
    )

  const refuse = (error: Failure): void =>
    void (failure.value = error.code === 'cancelled' ? undefined : error)

  return {
    step,
    file,
    inspection,
    mapping,
    dryRun,
    outcome,
    skipInvalid,
    busy,
    stopping,
    progress: task.progress,
    failure,
    missing: computed(() => unmappedRequired(type, mapping.value)),
    problems: computed(() => groupProblems(dryRun.value?.problems ?? [])),
    choose: (chosen: File) =>
      during(async () => {
        const source = { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) }
        const answer = await call('transfer.inspect', { type: type.name, file: source })
        if (!answer.ok) return void (failure.value = answer.error)
        file.value = source
        inspection.value = answer.value
        mapping.value = answer.value.mapping
        step.value = 'map'
      }),
    map(column: string, field: string | undefined): void {
      mapping.value = mapColumn(mapping.value, column, field)
    },
    check: () =>
      during(async () => {
        if (!file.value) return
        const answer = await importing(file.value, true)
        if (!answer.ok) return refuse(answer.error)
        dryRun.value = answer.value
        step.value = 'check'
      }),
    run: () =>
      during(async () => {
        if (!file.value) return
        const answer = await importing(file.value, false)
        if (!answer.ok) return void (failure.value = answer.error)
        outcome.value = answer.value
        step.value = 'done'
      }),
    stop(): void {
      stopping.value = true
      task.cancel()
    },
    /** The rows that were left out, or would be, as a file to be mended and imported again. */
    saveLeftOut: () =>
      during(async () => {
        const rest = (outcome.value ?? dryRun.value)?.leftOut
        if (!rest) return
        const answer = await call('host.saveFile', { name: rest.name, bytes: rest.bytes })
        if (!answer.ok) refuse(answer.error)
      }),
    /** Takes back everything that was written, the last part first. */
    undo: () =>
      during(async () => {
        for (const commit of outcome.value?.commits.toReversed() ?? []) {
          const answer = await call('register.undo', { commit })
          if (!answer.ok) {
            refuse(answer.error)
            return false
          }
        }
        return true
      }),
    back(): void {
      failure.value = undefined
      step.value = STEPS[Math.max(0, STEPS.indexOf(step.value) - 1)] ?? 'file'
    },
  }
}
