import { hubState, type HubState } from '../../../contract/hub-protocol.ts'
import { CoreError } from '../../error.ts'
import { unreachable, type HubLink } from './link.ts'

/** Listens to the server until the line is cut, which throws. Every state that it tells is handed on. */
export async function listen(
  link: HubLink,
  told: (state: HubState) => void,
  signal: AbortSignal,
): Promise<never> {
  const answer = await link.stream('GET', '/v1/live', {}, signal)
  let text = ''
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      const events = (text + part.toString('utf8')).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        if (!event.startsWith('data: ')) continue
        const state = hubState.safeParse(JSON.parse(event.slice('data: '.length)))
        if (state.success) told(state.data)
      }
    }
  } catch (error) {
    throw unreachable(error)
  }
  throw new CoreError('hubUnreachable', { reason: 'the server closed the connection' })
}
