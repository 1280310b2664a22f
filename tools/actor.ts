import type { CoreProcedureName, InputOf, OutputOf } from '../contract/procedures.ts'
import type { Core } from '../core/host.ts'
import { DEMO_PASSWORD } from './start/demonstration.ts'

/** Calls core as somebody who is signed in; answers the value. */
export async function done<N extends CoreProcedureName>(
  core: Core,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const answer = await core.dispatch(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value as OutputOf<N>
}

/** Somebody of the demonstration sits down at a device. */
export const signIn = (core: Core, login: string) =>
  done(core, 'session.signIn', { login, password: DEMO_PASSWORD })

/** What proves that it is still him, for what is signed. */
export const confirmed = async (core: Core): Promise<string> =>
  (await done(core, 'session.confirm', { password: DEMO_PASSWORD })).confirmation
