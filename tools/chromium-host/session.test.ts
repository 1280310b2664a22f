import { beforeAll, expect, it } from 'vitest'
import { answerRequest, fromPageUrl, protocol, session, toPageUrl } from './session.ts'

const ask = (url: string) => answerRequest({ url, method: 'GET', resourceType: 'document' })

beforeAll(() => {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app' }])
  protocol.handle('app', (request) => new Response(`${request.method} ${request.url}`))
})

it('names pages of its scheme as Chromium can load them, and back', () => {
  for (const [own, shown] of [
    ['app://bundle/index.html?a#b', 'https://bundle.app.localhost/index.html?a#b'],
    ['app://bundle/', 'https://bundle.app.localhost/'],
  ] as const) {
    expect(toPageUrl(own)).toBe(shown)
    expect(fromPageUrl(shown)).toBe(own)
  }
  expect(toPageUrl('app://bundle')).toBe('https://bundle.app.localhost/')
})

it('leaves other addresses as they are', () => {
  for (const url of ['https://example.org/x', 'https://a.other.localhost/', 'data:text/html,x']) {
    expect(toPageUrl(url)).toBe(url)
    expect(fromPageUrl(url)).toBe(url)
  }
})

it('answers its scheme by the handler of the application', async () => {
  const answer = await ask('https://bundle.app.localhost/x.js')
  expect(await (answer as Response).text()).toBe('GET app://bundle/x.js')
  expect(await ask('https://example.org/')).toBeUndefined()
})

it('asks the application first, with the own name of the address', async () => {
  const asked: string[] = []
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    asked.push(details.url)
    answer({ cancel: details.url.includes('secret') })
  })
  expect(await ask('https://bundle.app.localhost/secret')).toBe('blocked')
  expect(await ask('https://bundle.app.localhost/open')).toBeInstanceOf(Response)
  expect(asked).toEqual(['app://bundle/secret', 'app://bundle/open'])
})
