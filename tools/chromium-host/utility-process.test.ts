import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { utilityProcess } from './utility-process.ts'

let folder: string
let echo: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-utility-'))
  echo = join(folder, 'echo.mjs')
  writeFileSync(
    echo,
    `setTimeout(() => process.parentPort.on('message', ({ data }) => {
      if (data === 'die') process.exit(7)
      process.parentPort.postMessage([process.argv[2], data])
    }), 50)`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

it('carries arguments and messages, also those that come before anybody listens', async () => {
  const child = utilityProcess.fork(echo, ['argument'])
  const sent = { bytes: new Uint8Array([1, 2]), none: undefined, when: new Date(5) }
  child.postMessage(sent)
  expect(await once(child, 'message')).toEqual([['argument', sent]])
  expect(child.pid).toBeGreaterThan(0)
  child.kill()
  await once(child, 'exit')
  expect(child.pid).toBeUndefined()
})

it('tells the code of an end, after which messages go nowhere and another may start', async () => {
  const child = utilityProcess.fork(echo, ['first'])
  child.postMessage('die')
  expect(await once(child, 'exit')).toEqual([7])
  child.postMessage('too late')
  const next = utilityProcess.fork(echo, ['second'])
  next.postMessage('x')
  expect(await once(next, 'message')).toEqual([['second', 'x']])
  next.kill()
  await once(next, 'exit')
})
