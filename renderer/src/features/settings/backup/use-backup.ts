import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import type { InputOf, OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { textsOf } from '../../../language.ts'
import { formatSize } from '../../../records/format.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** The backups of this workstation: what is, and what can be done. */
export function useBackup() {
  const status = shallowRef<OutputOf<'backup.status'>>()
  const failure = shallowRef<Failure>()
  const doing = ref<'make' | 'test'>()

  async function load(): Promise<void> {
    const answer = await call('backup.status', {})
    if (answer.ok) status.value = answer.value
    else failure.value = answer.error
  }
  onMounted(load)
  onBeforeUnmount(
    subscribe('records.changed', ({ type }) => type === 'workspace-backup' && void load()),
  )

  /** A change of the plan; what is not named stays. */
  async function set(change: Partial<InputOf<'backup.set'>>): Promise<void> {
    if (!status.value) return
    const { on, at, keep, testDays } = status.value
    const answer = await call('backup.set', { on, at, keep, testDays, ...change })
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) toast(t('saved'))
    await load()
  }

  async function run<T>(
    what: 'make' | 'test',
    work: () => Promise<{ ok: true; value: T } | { ok: false; error: Failure }>,
    tell: (value: T) => void,
  ): Promise<void> {
    if (doing.value) return
    doing.value = what
    failure.value = undefined
    const answer = await work()
    doing.value = undefined
    if (answer.ok) tell(answer.value)
    await load()
    // The plan's own failures stand in the status already.
    if (!answer.ok && !status.value?.failed && !status.value?.testFailed)
      failure.value = answer.error
  }

  const findings = (count: number): void => {
    if (count > 0) toast(t('findings', { count }), { tone: 'notice' })
  }
  const make = (): Promise<void> =>
    run(
      'make',
      () => call('backup.make', {}),
      (made) => {
        toast(t('made', { ...made, size: formatSize(made.bytes) }))
        findings(made.findings)
      },
    )
  const test = (): Promise<void> =>
    run(
      'test',
      () => call('backup.test', {}),
      (done) => {
        toast(t('tested', done))
        findings(done.findings)
      },
    )

  return { status, failure, doing, load, set, make, test }
}
