import { onScopeDispose, shallowRef } from 'vue'
import type { ImportOptions, ImportView } from '../../../../../contract/library-import.ts'
import type { OutputOf, ProcedureName } from '../../../../../contract/procedures.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'

/** Something that a person chose; the path stays with the host. */
export interface Chosen {
  readonly token: string
  readonly name: string
}

/** The import at this window: how far it is, and what can be done with it. */
export function useImport() {
  const view = shallowRef<ImportView | null>(null)
  const failure = shallowRef<Failure>()

  function take<N extends ProcedureName>(
    answer: Result<OutputOf<N>>,
  ): answer is {
    ok: true
    value: OutputOf<N>
  } {
    failure.value = answer.ok || answer.error.code === 'cancelled' ? undefined : answer.error
    return answer.ok
  }

  async function act(
    name: 'library.importPause' | 'library.importResume' | 'library.importCancel',
  ): Promise<void> {
    const answer = await call(name, {})
    if (take(answer)) view.value = answer.value
  }

  async function refresh(): Promise<void> {
    const answer = await call('library.importStatus', {})
    if (answer.ok) view.value = answer.value.import
  }

  onScopeDispose(subscribe('library.import', (news) => (view.value = news)))
  onScopeDispose(subscribe('session.changed', () => void refresh()))
  void refresh()

  return {
    view,
    failure,
    take,
    async start(sources: readonly Chosen[], options: ImportOptions): Promise<boolean> {
      const tokens = sources.map(({ token }) => token)
      const answer = await call('library.importStart', { sources: tokens, options })
      if (!take(answer)) return false
      view.value = answer.value
      return true
    },
    pause: () => act('library.importPause'),
    resume: () => act('library.importResume'),
    cancel: () => act('library.importCancel'),
    async dismiss(): Promise<void> {
      const answer = await call('library.importDismiss', {})
      if (take(answer)) view.value = null
    },
  }
}
export type ImportControl = ReturnType<typeof useImport>

export const isActive = (view: ImportView | null): boolean =>
  view?.state === 'scanning' || view?.state === 'running'
