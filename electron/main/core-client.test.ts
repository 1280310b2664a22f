import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CoreRequest } from '../../contract/core-messages.ts'

class Child extends EventEmitter {
  readonly sent: CoreRequest[] = []
  postMessage(request: CoreRequest): void {
    this.sent.push(request)
  }
}
const children: Child[] = []
vi.mock('electron', () => ({
  app: { getPath: () => '/user' },
  utilityProcess: {
    fork: () => {
      const child = new Child()
      children.push(child)
      return child
    },
  },
}))
const { CoreClient } = await import('./core-client.ts')

const latest = (): Child => {
  const child = children.at(-1)
  if (!child) throw new Error('nothing was started')
  return child
}
const events: string[] = []
const make = () => new CoreClient('/w', (event) => events.push(event))
const gone = { ok: false, error: { code: 'internal', params: { reference: 'core' } } }

beforeEach(() => {
  vi.useFakeTimers()
  children.length = 0
  events.length = 0
})
afterEach(() => vi.useRealTimers())

it('gives each call its own answer, and passes events on', async () => {
  const core = make()
  const calls = [core.call('a.b', 1), core.call('c.d', 2)]
  const answers = [
    { ok: true, value: 'second' },
    { ok: true, value: 'first' },
  ]
  latest().emit('message', { kind: 'answer', id: 1, result: answers[0] })
  latest().emit('message', { kind: 'answer', id: 0, result: answers[1] })
  latest().emit('message', { kind: 'event', event: 'records.changed', payload: {} })
  expect(await Promise.all(calls)).toEqual([answers[1], answers[0]])
  expect(events).toEqual(['records.changed'])
})

it('answers what waits when core dies, and starts it again at once', async () => {
  const core = make()
  const waiting = core.call('a.b', {})
  latest().emit('exit', 1)
  expect(await waiting).toMatchObject(gone)
  expect(children).toHaveLength(2)
  expect(events).toEqual(['core.restarted'])
})

it('starts a core that does not stay ever later, and not in a loop', async () => {
  const core = make()
  for (const [before, wait] of [
    [2, 1000],
    [3, 2000],
    [4, 4000],
  ] as const) {
    latest().emit('exit', 1)
    if (before === 2) latest().emit('exit', 1)
    expect(children).toHaveLength(before)
    expect(await core.call('a.b', {})).toMatchObject(gone)
    vi.advanceTimersByTime(wait - 1)
    expect(children).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(children).toHaveLength(before + 1)
  }
  vi.advanceTimersByTime(10_000)
  latest().emit('exit', 1)
  expect(children).toHaveLength(6)
})

it('closes, also when there is no core, and starts none afterwards', async () => {
  const core = make()
  const closing = core.close()
  expect(latest().sent).toEqual([{ kind: 'close' }])
  latest().emit('message', { kind: 'closed' })
  await closing
  const broken = make()
  latest().emit('exit', 1)
  latest().emit('exit', 1)
  const count = children.length
  await broken.close()
  vi.advanceTimersByTime(60_000)
  expect(children).toHaveLength(count)
})

it('survives a fatal error of the engine in core', () => {
  make()
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  latest().emit('error', 'FatalError', 'heap', '{}')
  expect(write).toHaveBeenCalledWith('core: FatalError at heap\n')
})
