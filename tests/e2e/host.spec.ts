import { expect, test } from './fixtures.ts'
import { coreOf, killCore } from './processes.ts'

test('the core process that dies is started again, and the window goes on', async ({ start }) => {
  test.skip(process.platform === 'win32', 'has no ps')
  const { page, app } = await start()
  const main = app.process().pid ?? 0
  const before = coreOf(main)
  expect(before).toHaveLength(1)
  await page.evaluate(
    `watchkeeper.subscribe('core.restarted', () => { globalThis.restarted = true })`,
  )
  killCore(main)
  // Asked from outside: the page may evaluate no strings.
  await expect.poll(() => page.evaluate('globalThis.restarted')).toBe(true)
  expect(await page.evaluate(`watchkeeper.invoke('workspace.status', {})`)).toMatchObject({
    ok: true,
    value: { state: 'none' },
  })
  expect(coreOf(main)).not.toEqual(before)
})

test('the window has the bridge and nothing else of the host', async ({ start }) => {
  const { page, app } = await start()
  const seen = await page.evaluate(async () => {
    const own = globalThis as unknown as {
      watchkeeper: { invoke(name: string, input: unknown): Promise<unknown> }
    }
    return {
      keys: Object.keys(own.watchkeeper).toSorted(),
      status: await own.watchkeeper.invoke('workspace.status', {}),
      info: await own.watchkeeper.invoke('host.info', {}),
      unknown: await own.watchkeeper.invoke('no.such', {}),
      node: typeof (globalThis as { process?: unknown }).process,
      require: typeof (globalThis as { require?: unknown }).require,
    }
  })
  expect(seen.keys).toEqual(['dropped', 'invoke', 'subscribe'])
  expect(seen.status).toMatchObject({ ok: true, value: { state: 'none' } })
  expect(seen.info).toMatchObject({ ok: true, value: { version: '0.1.0' } })
  expect(seen.unknown).toMatchObject({ ok: false, error: { code: 'unknownProcedure' } })
  expect([seen.node, seen.require]).toEqual(['undefined', 'undefined'])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the bridge takes plain data, and refuses what it cannot copy', async ({ start }) => {
  const { page } = await start()
  const send = (input: string) =>
    page.evaluate(`(async () => watchkeeper.invoke('host.setZoom', ${input}))()`)
  expect(await send('{ percent: 100 }')).toMatchObject({ ok: true })
  await expect(send('new Proxy({ percent: 100 }, {})')).rejects.toThrow(/could not be cloned/u)
})

test('the policy stops inline code and foreign addresses', async ({ start }) => {
  const { page, offences } = await start()
  // A string: what runs in the page is not this program's code.
  const stopped = await page.evaluate(`(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.body.append(script)
    const fetched = await fetch('https://example.org/').then(() => 'left', () => 'stopped')
    return { injected: 'injected' in globalThis, fetched }
  })()`)
  expect(stopped).toEqual({ injected: false, fetched: 'stopped' })
  expect(offences.length).toBeGreaterThan(0)
  offences.splice(0)
})

test('zoom gives the page fewer and larger pixels, and takes them back', async ({ start }) => {
  const { page } = await start({ size: { width: 1280, height: 800 } })
  for (const { percent, seen } of [
    { percent: 200, seen: [640, 400, 2] },
    { percent: 125, seen: [1024, 640, 1.25] },
    { percent: 100, seen: [1280, 800, 1] },
  ]) {
    await page.evaluate(`watchkeeper.invoke('host.setZoom', { percent: ${percent} })`)
    await expect
      .poll(() => page.evaluate('[innerWidth, innerHeight, devicePixelRatio]'))
      .toEqual(seen)
  }
})
