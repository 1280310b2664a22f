import type { BrowserWindow } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import { DROP_CHANNEL, INVOKE_CHANNEL } from '../../contract/core-messages.ts'
import type { CoreClient } from './core-client.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown
const handlers = new Map<string, Handler>()
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
}))
const { connect } = await import('./bridge.ts')

const sender = {}
const window = { webContents: sender } as unknown as BrowserWindow
const OWN = { sender, senderFrame: { parent: null, url: 'app://bundle/index.html' } }
const chosen = vi.fn((path: string) => `token of ${path}`)
const core = { chosen, call: () => 'answered' } as unknown as CoreClient
const ask = (channel: string, event: unknown, ...args: unknown[]) =>
  handlers.get(channel)?.(event, ...args)

beforeEach(() => {
  chosen.mockClear()
  connect(
    () => window,
    core,
    () => Promise.resolve({ ok: true, value: {} }),
  )
})

it('gives the window a token and a name for each dropped file; core alone learns the path', () => {
  expect(ask(DROP_CHANNEL, OWN, ['/mnt/usb/手册', '/mnt/usb/fans.pdf'])).toEqual([
    { token: 'token of /mnt/usb/手册', name: '手册' },
    { token: 'token of /mnt/usb/fans.pdf', name: 'fans.pdf' },
  ])
  expect(chosen).toHaveBeenCalledTimes(2)
})

it.each([
  ['a frame inside of the page', { ...OWN, senderFrame: { ...OWN.senderFrame, parent: {} } }],
  [
    'a page that is not ours',
    { ...OWN, senderFrame: { parent: null, url: 'https://example.org/' } },
  ],
  [
    'the origin of a document',
    { ...OWN, senderFrame: { parent: null, url: 'app://doc-0a/_reader/index.html' } },
  ],
  ['another window', { ...OWN, sender: {} }],
])('takes nothing from %s', (_name, event) => {
  expect(ask(DROP_CHANNEL, event, ['/etc/hostname'])).toEqual([])
  expect(chosen).not.toHaveBeenCalled()
  expect(ask(INVOKE_CHANNEL, event, 'session.current', {})).toMatchObject({ ok: false })
})

it.each([
  ['no list', '/etc/hostname'],
  ['a path that is not absolute', ['../secret']],
  ['what is no text', [{}]],
  ['more than anybody drops', Array.from({ length: 1001 }, () => '/a')],
])('takes nothing of %s', (_name, paths) => {
  expect(ask(DROP_CHANNEL, OWN, paths)).toEqual([])
  expect(chosen).not.toHaveBeenCalled()
})
