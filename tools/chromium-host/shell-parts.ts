import { EventEmitter } from 'node:events'
import { only } from './unsupported.ts'

interface OpenAnswer {
  readonly canceled: boolean
  readonly filePaths: readonly string[]
}
interface SaveAnswer {
  readonly canceled: boolean
  readonly filePath?: string
}

/** Native dialogs do not exist here: they are cancelled, unless a test has put an answer in. */
const answers: { open: OpenAnswer[]; save: SaveAnswer[] } = { open: [], save: [] }

export const dialog = only('dialog', {
  answers,
  showOpenDialog: (): Promise<OpenAnswer> =>
    Promise.resolve(answers.open.shift() ?? { canceled: true, filePaths: [] }),
  showSaveDialog: (): Promise<SaveAnswer> =>
    Promise.resolve(answers.save.shift() ?? { canceled: true }),
})

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
