import type { Json } from '../../../../contract/record-type.ts'
import type { Failure } from '../../../../contract/result.ts'
import { toast } from '../../ui/toasts.ts'
import { call } from '../../call.ts'
import { failureText } from './failure-text.ts'
import { useTexts } from './use-texts.ts'

/** Acts on records that take effect at once and can be undone for ten seconds. */
export function useActs() {
  const { t, language } = useTexts()

  const refuse = (error: Failure): void =>
    void toast(failureText(error, language.value), { tone: 'crit' })

  async function undo(commit: string): Promise<boolean> {
    const answer = await call('register.undo', { commit })
    if (!answer.ok) refuse(answer.error)
    else toast(t('undone'))
    return answer.ok
  }

  /** Says what was done and offers to take it back. */
  const offerUndo = (text: string, commit: string): void =>
    void toast(text, { action: { label: t('undo'), run: () => void undo(commit) } })

  async function remove(type: string, ids: readonly string[]): Promise<boolean> {
    const answer = await call('register.remove', { type, ids: [...ids] })
    if (answer.ok) offerUndo(t('removed', { count: ids.length }), answer.value.commit)
    else refuse(answer.error)
    return answer.ok
  }

  async function restore(type: string, ids: readonly string[]): Promise<boolean> {
    const answer = await call('register.restore', { type, ids: [...ids] })
    if (answer.ok) offerUndo(t('restored', { count: ids.length }), answer.value.commit)
    else refuse(answer.error)
    return answer.ok
  }

  async function change(
    type: string,
    ids: readonly string[],
    fields: Readonly<Record<string, Json>>,
  ): Promise<Failure | undefined> {
    const answer = await call('register.bulkUpdate', { type, ids: [...ids], fields })
    if (!answer.ok) return answer.error
    offerUndo(t('changed', { count: ids.length }), answer.value.commit)
    return undefined
  }

  return { refuse, undo, offerUndo, remove, restore, change }
}
