import type { Failure } from '../../../../../contract/result.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import { call } from '../../../call.ts'
import { textsOf } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** A folder that the person chooses; undefined when he thought better of it. */
export async function chooseFolder(): Promise<string | Failure | undefined> {
  const answer = await call('host.choosePaths', { title: t('chooseFolder'), kind: 'folder' })
  if (answer.ok) return answer.value.chosen[0]?.token
  return answer.error.code === 'cancelled' ? undefined : answer.error
}

export function tellOfBundle({
  name,
  commits,
  blobs,
  parts,
}: Omit<OutputOf<'sync.exportBundle'>, 'bytes'>): void {
  toast(t('exported', { name, commits, blobs }))
  if (parts > 1) toast(t('inParts', { parts }))
}
