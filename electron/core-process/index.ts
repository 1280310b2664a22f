import { flushCompileCache } from 'node:module'
import { createCore } from '../../core/host.ts'
import type { CoreMessage, CoreRequest } from '../../contract/core-messages.ts'

/** Entry of the core process: connects the port of the main process with core's dispatcher. */
const [workspacePath] = process.argv.slice(2)
if (workspacePath === undefined) throw new Error('the core process needs the path of the workspace')

const { parentPort } = process
const send = (message: CoreMessage): void => parentPort.postMessage(message)

const core = createCore({
  workspacePath,
  onEvent: (event, payload) => send({ kind: 'event', event, payload }),
})

async function answer(request: CoreRequest): Promise<void> {
  if (request.kind === 'close') {
    await core.close()
    flushCompileCache()
    send({ kind: 'closed' })
    return
  }
  if (request.kind === 'chosen') {
    core.chosen.add(request.path, request.token)
    return
  }
  send({
    kind: 'answer',
    id: request.id,
    result: await core.dispatch(request.procedure, request.input),
  })
}

parentPort.on('message', ({ data }: { data: CoreRequest }) => {
  answer(data).catch((error: unknown) => {
    // Dispatch answers every failure itself; what comes here is a broken invariant of this process.
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
})

send({ kind: 'ready' })
