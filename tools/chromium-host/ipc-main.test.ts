import { expect, it } from 'vitest'
import { invokeHandler, ipcMain } from './ipc-main.ts'

it('calls the handler of a channel with the event and the arguments', async () => {
  ipcMain.handle('sum', (event, a, b) => [event, Number(a) + Number(b)])
  expect(await invokeHandler('sum', 'event', [1, 2])).toEqual(['event', 3])
})

it('refuses a second handler and an unknown channel', async () => {
  ipcMain.handle('once', () => 1)
  expect(() => ipcMain.handle('once', () => 2)).toThrow("second handler for 'once'")
  await expect(invokeHandler('nobody', {}, [])).rejects.toThrow("'nobody'")
})

it('passes a failure on', async () => {
  ipcMain.handle('fails', () => {
    throw new Error('broken')
  })
  await expect(invokeHandler('fails', {}, [])).rejects.toThrow('broken')
})
