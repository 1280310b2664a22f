import { EventEmitter } from 'node:events'
import { only } from './unsupported.ts'

export const Menu = only('Menu', {
  setApplicationMenu(): void {},
  buildFromTemplate: (): null => null,
})

export const nativeTheme = Object.assign(new EventEmitter(), {
  themeSource: 'system',
  shouldUseDarkColors: false,
})

export const Notification = only('Notification', { isSupported: (): boolean => false })

export const screen = only('screen', { getAllDisplays: (): never[] => [] })
