import { PassThrough } from 'node:stream'
import { beforeEach, expect, it } from 'vitest'
import { Cdp } from './cdp.ts'

let toBrowser: PassThrough
let fromBrowser: PassThrough
let cdp: Cdp

beforeEach(() => {
  toBrowser = new PassThrough()
  fromBrowser = new PassThrough()
  cdp = new Cdp(toBrowser, fromBrowser)
})

const frame = (message: object): Buffer => Buffer.from(`${JSON.stringify(message)}\0`)
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('asks with a number and finds the answer by it, in any order', async () => {
  const first = cdp.send('A.one', { x: 1 })
  const second = cdp.send('A.two', {}, 'page')
  expect(String(toBrowser.read())).toBe(
    '{"id":1,"method":"A.one","params":{"x":1}}\0{"id":2,"method":"A.two","params":{},"sessionId":"page"}\0',
  )
  fromBrowser.write(
    Buffer.concat([frame({ id: 2, result: { b: 2 } }), frame({ id: 1, result: {} })]),
  )
  expect(await second).toEqual({ b: 2 })
  expect(await first).toEqual({})
})

it('joins a message that comes byte by byte, letters of several bytes too', async () => {
  const answer = cdp.send('A.one')
  for (const byte of frame({ id: 1, result: { text: '值守𠮷' } }))
    fromBrowser.write(Buffer.of(byte))
  expect(await answer).toEqual({ text: '值守𠮷' })
})

it('names the command in a refusal', async () => {
  const answer = cdp.send('A.one')
  fromBrowser.write(frame({ id: 1, error: { message: 'no such thing' } }))
  await expect(answer).rejects.toThrow('A.one: no such thing')
})

it('tells events of the browser and of a page apart', async () => {
  const seen: unknown[] = []
  cdp.on('Target.created', (params) => seen.push(['browser', params]))
  cdp.on('session:p1', (method, params) => seen.push([method, params]))
  fromBrowser.write(frame({ method: 'Target.created', params: { a: 1 } }))
  fromBrowser.write(frame({ method: 'Page.loaded', params: { b: 2 }, sessionId: 'p1' }))
  await tick()
  expect(seen).toEqual([
    ['browser', { a: 1 }],
    ['Page.loaded', { b: 2 }],
  ])
})

it('lets nobody wait for a browser that is gone', async () => {
  const answer = cdp.send('A.one')
  fromBrowser.destroy()
  await expect(answer).rejects.toThrow('the browser is gone')
})
