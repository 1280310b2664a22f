import { flushCompileCache } from 'node:module'
import type { CoreMessage, CoreRequest } from '../../contract/core-messages.ts'
import type { Result } from '../../contract/result.ts'
import { atTheDoor } from '../../core/door.ts'
import type { Core } from '../../core/host.ts'

/**
 * Entry of the core process: connects the port of the main process with core's dispatcher. Core is loaded
 * when something is asked that the door does not answer, or shortly after the sign-in was shown: nobody
 * types his password faster, and until then the window has the processor.
 */
const [given] = process.argv.slice(2)
if (given === undefined) throw new Error('the core process needs the path of the workspace')
const workspacePath: string = given

const { parentPort } = process
const send = (message: CoreMessage): void => parentPort.postMessage(message)

/** Until the first screen after a sign-in is there. */
const SETTLE_MS = 1_500
/** From the door's last answer until the window has drawn what it told. */
const UNTIL_DRAWN_MS = 400

let loading: Promise<Core> | undefined
let timer: NodeJS.Timeout | undefined

function load(): Promise<Core> {
  clearTimeout(timer)
  return (loading ??= import('../../core/host.ts').then(({ createCore }) =>
    createCore({
      workspacePath,
      settleMs: SETTLE_MS,
      onEvent: (event, payload) => send({ kind: 'event', event, payload }),
    }),
  ))
}

function fail(error: unknown): never {
  // Dispatch answers every failure itself; what comes here is a broken invariant of this process.
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}

function loadSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void load().catch(fail), UNTIL_DRAWN_MS)
}

async function dispatch(procedure: string, input: unknown): Promise<Result<unknown>> {
  const told = loading === undefined ? atTheDoor(workspacePath, procedure, input) : undefined
  if (told === undefined) return (await load()).dispatch(procedure, input)
  loadSoon()
  return told
}

async function answer(request: CoreRequest): Promise<void> {
  if (request.kind === 'close') {
    clearTimeout(timer)
    await (await loading)?.close()
    flushCompileCache()
    send({ kind: 'closed' })
  } else if (request.kind === 'chosen') {
    const { chosen } = await load()
    chosen.add(request.path, request.token)
  } else {
    const result = await dispatch(request.procedure, request.input)
    send({ kind: 'answer', id: request.id, result })
  }
}

const waiting: CoreRequest[] = []

/**
 * One request in a turn of the event loop: a window that opens asks a dozen things at once, and the answer to
 * the first must not wait until the last was worked out.
 */
function next(): void {
  const request = waiting.shift()
  if (request === undefined) return
  if (waiting.length > 0) setImmediate(next)
  void answer(request).catch(fail)
}

parentPort.on('message', ({ data }: { data: CoreRequest }) => {
  waiting.push(data)
  if (waiting.length === 1) setImmediate(next)
})

send({ kind: 'ready' })
