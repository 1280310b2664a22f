import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { expect, test } from './fixtures.ts'
import { FOUNDER } from '../../core/testing.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'
import { signIn } from './keyboard.ts'
import { pdfFile } from '../support/pdf-file.ts'

const ATTEMPTS = readFileSync(
  new URL('../support/frame-attempts.js', import.meta.url),
  'utf8',
).trim()

/** Everything that is known to run, connect or lead out of a page; `hit` is told when one does. */
const ATTACKS = `<!DOCTYPE html><html><head>
<meta http-equiv="refresh" content="0;url=https://example.org/refresh">
<base href="https://example.org/">
<link rel="stylesheet" href="https://example.org/a.css"><link rel="prefetch" href="https://example.org/p">
<link rel="stylesheet" href="evil.css">
<style>@import url(https://example.org/i.css); @font-face{font-family:x;src:url(https://example.org/f)} body{background:url(https://example.org/bg);font-family:x}</style>
<script>top.hit = 'inline'; window.hit = 'inline'</script>
<script src="evil.js"></script><script type="module" src="evil.js"></script><script src="https://example.org/x.js"></script>
</head><body onload="window.hit='onload'">
<h1>Hostile manual</h1><p id="end">The last paragraph.</p>
<img src="x" onerror="window.hit='onerror'"><img src="https://example.org/pixel.png"><img srcset="https://example.org/s.png 2x">
<svg onload="window.hit='svg'"><script>window.hit='svg script'</script><image href="https://example.org/svg.png"/><a xlink:href="javascript:window.hit=1"><text>svg link</text></a><style>@import 'https://example.org/svg.css'</style></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hit='mxss'&gt;"></table></mtext></math>
<iframe src="https://example.org/frame"></iframe><iframe srcdoc="<script>parent.hit='srcdoc'</script>"></iframe>
<object data="evil.html"></object><embed src="evil.html"><video src="https://example.org/v"></video><audio autoplay src="https://example.org/a"></audio>
<form action="https://example.org/form" id="f"><input name="a" autofocus onfocus="window.hit='focus'"><button>send</button></form>
<a id="js" href="javascript:window.hit='javascript'">script link</a>
<a id="out" href="https://example.org/out" target="_top" ping="https://example.org/ping">outside link</a>
<a id="data" href="data:text/html,<script>window.hit=1</script>">data link</a>
<a id="page" href="evil.html#there">evil page</a>
<details open ontoggle="window.hit='toggle'"><summary>s</summary></details>
<p style="position:fixed;inset:0;background:url(https://example.org/style)">style</p>
<template><script>window.hit='template'</script></template><noscript><p title="</noscript><img src=x onerror=window.hit=1>"></noscript>
</body></html>`

const tree = (): Buffer =>
  Buffer.from(
    zipSync({
      'index.html': Buffer.from(ATTACKS),
      'evil.html': Buffer.from('<h1 id="there">Evil page</h1><script>window.hit="second"</script>'),
      'evil.js': Buffer.from('window.hit = "file"; top.hit = "file"'),
      'evil.css': Buffer.from('body{background:url(https://example.org/css)}'),
    }),
  )

const TREE = { title: 'hostile', format: 'tree', entry: 'index.html' } as const

test('what a page would run, load or lead to stays words', async ({ folder, start }) => {
  const [id] = await prepare(folder, [{ ...TREE, file: { name: 't.zip', bytes: tree() } }])
  const { page, offences } = await start()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, 'The last paragraph.')
  const hits = async () => [await page.evaluate('window.hit'), await frame.evaluate('window.hit')]
  // Links that leave are words with their address; pressing them goes nowhere.
  await expect(frame.locator('#out + .wk-address')).toHaveText('https://example.org/out')
  for (const link of ['#js', '#out', '#data']) await frame.locator(link).click()
  await page.waitForTimeout(300)
  expect(await hits()).toEqual([undefined, undefined])
  expect(frame.url()).toMatch(/\/_reader\/reader\/index\.html$/u)
  await expect(
    frame.locator('script:not([src*="/assets/"]), iframe, form, style, object'),
  ).toHaveCount(0)
  // A link within the document works, and what it leads to is cleaned as well.
  await frame.locator('#page').click()
  await expect(frame.locator('h1')).toHaveText('Evil page')
  expect(await hits()).toEqual([undefined, undefined])
  expect(asked.filter((url) => url.includes('example.org'))).toEqual([])
  expect(asked.filter((url) => /evil\.(?:js|css)/u.test(url))).toEqual([])
  // The engine tells of handlers and bases that it met while the page was taken apart, and of pictures
  // that the document does not have.
  const unexpected = offences.filter(
    (one) => !/inline event handler|base URI|status of 404/u.test(one),
  )
  expect(unexpected).toEqual([])
  offences.length = 0
})

test('a script that were inside a frame would reach nothing', async ({ folder, start }) => {
  const [id, other] = await prepare(folder, [
    { ...TREE, file: { name: 't.zip', bytes: tree() } },
    { title: 'o', format: 'html', file: { name: 'o.html', bytes: Buffer.from('<h1>Other</h1>') } },
  ])
  const started = await start()
  const { page, offences } = started
  await enter(page)
  await goTo(page, `/library/${other}`)
  const otherOrigin = new URL((await readerFrame(page, 'Other')).url()).origin
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, 'The last paragraph.')

  const outcome = await frame.evaluate(
    `(async () => { ${ATTEMPTS}\nreturn attempts(${JSON.stringify(otherOrigin)}) })()`,
  )
  expect(outcome).toEqual({
    fetchOut: 'refused: TypeError',
    fetchBundle: 'refused: TypeError',
    fetchOther: 'refused: TypeError',
    imageOther: 'refused',
    imageOut: 'refused',
    script: 'refused',
    scriptOther: 'refused',
    style: 'refused',
    frame: 'put',
    worker: expect.stringMatching(/^refused/u),
    evaluated: 'refused: EvalError',
    bridge: 'refused: SecurityError',
    document: 'refused: SecurityError',
    top: 'refused: SecurityError',
    opened: 'null',
    own: 'false',
    foreign: '404',
    above: '404',
    application: '404',
    hit: 'undefined',
  })
  // The frame is led nowhere else, not even to a file of its own document.
  await frame.evaluate('location.href = "/f/evil.html"')
  await page.waitForTimeout(500)
  expect(page.frames().map((one) => new URL(one.url()).pathname)).not.toContain('/f/evil.html')
  expect(await page.evaluate('window.hit')).toBeUndefined()
  expect(page.url()).toContain('index.html')
  // Every wall said so on the console, and the engine tells of the picture that it did not ask for.
  const unexpected = offences.filter(
    (one) =>
      !/request https:\/\/example\.org\/x\.png|Content Security Policy|Refused|blocked|Blocked|sandbox|ERR_|404|MIME type/u.test(
        one,
      ),
  )
  expect(unexpected).toEqual([])
  offences.length = 0
})

test('a token of another session gives nothing', async ({ folder, start }) => {
  const [id] = await prepare(folder, [{ ...TREE, file: { name: 't.zip', bytes: tree() } }])
  const { page, offences } = await start()
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, 'The last paragraph.')
  const address = frame.url()
  const statusIn = (one: typeof frame): Promise<unknown> =>
    one.evaluate(`fetch('/f/index.html').then(({ status }) => status)`)
  expect(await statusIn(frame)).toBe(200)
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, FOUNDER.login, FOUNDER.password)
  await page.evaluate(`(() => {
    const frame = document.createElement('iframe')
    frame.src = ${JSON.stringify(address)}
    document.body.append(frame)
  })()`)
  await expect.poll(() => page.frames().filter((one) => one.url() === address).length).toBe(1)
  const stale = page.frames().find((one) => one.url() === address)
  if (stale === undefined) throw new Error('the frame did not load')
  await stale.waitForLoadState()
  expect(await statusIn(stale)).toBe(404)
  // The refusals are told on the console a moment later.
  await expect.poll(() => offences.some((one) => one.includes('404'))).toBe(true)
  await page.waitForTimeout(1000)
  offences.length = 0
})

test('links and actions of a PDF do nothing outside of it', async ({ folder, start }) => {
  const bytes = pdfFile([{ lines: ['Hostile PDF'] }], {
    annotations: [
      '<< /Type /Annot /Subtype /Link /Rect [50 700 300 800] /A << /S /URI /URI (https://example.org/pdf) >> >>',
      '<< /Type /Annot /Subtype /Link /Rect [50 500 300 600] /A << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
      '<< /Type /Annot /Subtype /Link /Rect [50 300 300 400] /A << /S /Launch /F (calc.exe) >> >>',
    ],
    catalog: '/OpenAction << /S /JavaScript /JS (app.launchURL\\("https://example.org/open"\\)) >>',
  })
  const [id] = await prepare(folder, [
    { title: 'p', format: 'pdf', file: { name: 'p.pdf', bytes } },
  ])
  const { page } = await start()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, 'Hostile PDF')
  const links = frame.locator('.annotationLayer a')
  await expect(links.first()).toBeAttached()
  for (const link of await links.all()) await link.dispatchEvent('click')
  await expect(page.getByText('https://example.org/pdf')).toBeVisible()
  expect(asked.filter((url) => url.includes('example.org'))).toEqual([])
  expect(frame.url()).toMatch(/\/_reader\/reader\/index\.html$/u)
})
