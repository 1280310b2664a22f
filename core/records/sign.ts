import type { Receipt } from '../../contract/common.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import type { NewOperation, PersonSigner } from '../log/types.ts'

/** Writes a commit that a person signs with his own key; throws CoreError passwordNeeded without a signer. */
export function sign(
  { workspace, session }: Pick<Context, 'workspace' | 'session'>,
  act: string,
  ops: readonly NewOperation[],
  what: {
    readonly type: string
    readonly id: string
    readonly signer: PersonSigner | undefined
  },
): Receipt {
  const { type, id, signer } = what
  if (signer === undefined) throw new CoreError('passwordNeeded')
  return workspace.log.append({
    actor: session.person,
    act,
    ops,
    sign: { purpose: act, type, id, signer },
  })
}
