import { request } from 'node:http'
import { expect, it } from 'vitest'
import { serveLarge } from './side-server.ts'

interface Answer {
  readonly status: number | undefined
  readonly origin: string | undefined
  readonly body: string
}

function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, method, agent: false }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => (body += String(chunk)))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode,
          origin: answer.headers['access-control-allow-origin'],
          body,
        }),
      )
    })
    asked.on('error', reject).end()
  })
}

const serve = (): Promise<string> =>
  serveLarge(200, [{ name: 'content-type', value: 'text/css' }], Buffer.from('body'))

it('gives a body once, on the loopback only', async () => {
  const url = await serve()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/u)
  expect(await ask(url)).toMatchObject({ status: 200, body: 'body' })
  expect(await ask(url)).toMatchObject({ status: 404, body: '' })
})

it('knows the page of the application', async () => {
  const own = 'https://bundle.app.localhost'
  expect(await ask(await serve(), { origin: own })).toEqual({
    status: 200,
    origin: own,
    body: 'body',
  })
})

it.each([
  ['another page', { origin: 'https://example.org' }, 'GET'],
  ['a page that looks alike', { origin: 'https://bundle.app.localhost.example.org' }, 'GET'],
  ['a name that leads to the loopback', { host: 'rebound.example.org' }, 'GET'],
  ['another method', {}, 'POST'],
])('refuses %s, and keeps the body for who may have it', async (_who, headers, method) => {
  const url = await serve()
  expect(await ask(url, headers, method)).toEqual({ status: 404, origin: undefined, body: '' })
  expect(await ask(url)).toMatchObject({ status: 200 })
})
