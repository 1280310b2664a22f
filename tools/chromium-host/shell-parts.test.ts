import { expect, it } from 'vitest'
import { dialog } from './dialog.ts'
import { Notification, screen } from './shell-parts.ts'
import { net, session } from './session.ts'

it('says what it does not have, by name', () => {
  expect(() => (dialog as unknown as Record<string, unknown>)['showMessageBox']).toThrow(
    'dialog.showMessageBox is not available',
  )
  expect(() => (session.defaultSession as unknown as Record<string, unknown>)['cookies']).toThrow(
    'session.defaultSession.cookies is not available',
  )
  expect(Notification.isSupported()).toBe(false)
  expect(screen.getAllDisplays()).toEqual([])
})

it('fetches files of the bundle and nothing else', async () => {
  await expect(net.fetch('http://127.0.0.1:1/')).rejects.toThrow('not available')
  const own = await net.fetch(import.meta.url)
  expect(await own.text()).toContain('fetches files of the bundle')
})
