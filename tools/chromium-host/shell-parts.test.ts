import { expect, it } from 'vitest'
import { dialog, Notification, screen } from './shell-parts.ts'
import { net, session } from './session.ts'

it('cancels dialogs that nobody answers', async () => {
  expect(await dialog.showOpenDialog()).toEqual({ canceled: true, filePaths: [] })
  expect(await dialog.showSaveDialog()).toEqual({ canceled: true })
})

it('gives each answer of a test once, in their order', async () => {
  dialog.answers.open.push(
    { canceled: false, filePaths: ['/a'] },
    { canceled: false, filePaths: ['/b'] },
  )
  dialog.answers.save.push({ canceled: false, filePath: '/c' })
  expect((await dialog.showOpenDialog()).filePaths).toEqual(['/a'])
  expect((await dialog.showOpenDialog()).filePaths).toEqual(['/b'])
  expect((await dialog.showSaveDialog()).filePath).toBe('/c')
  expect((await dialog.showOpenDialog()).canceled).toBe(true)
})

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
