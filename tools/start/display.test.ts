import { afterEach, expect, it, vi } from 'vitest'

const electron = vi.hoisted(() => ({ program: undefined as string | undefined }))
vi.mock('../engine.ts', async (original) => ({
  ...(await original<typeof import('../engine.ts')>()),
  electronProgram: () => electron.program,
}))
const { displayForDriving } = await import('./display.ts')
const onLinux = it.runIf(process.platform === 'linux')

afterEach(() => vi.unstubAllEnvs())

onLinux('opens a virtual display only for Electron without one', async () => {
  vi.stubEnv('DISPLAY', '')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  const none = await displayForDriving()
  expect(process.env['DISPLAY']).toBe('')
  none()
  electron.program = '/electron'
  const close = await displayForDriving()
  expect(process.env['DISPLAY']).toMatch(/^:\d+$/u)
  close()
  expect(process.env['DISPLAY']).toBeUndefined()
  vi.stubEnv('DISPLAY', ':5')
  await displayForDriving()
  expect(process.env['DISPLAY']).toBe(':5')
})
