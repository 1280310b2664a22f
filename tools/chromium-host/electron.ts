/** Stands in for the module `electron` in the main process. */
export { app } from './app.ts'
export { BrowserWindow, webContents } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { net, protocol, session } from './session.ts'
export { dialog } from './dialog.ts'
export { Menu, nativeTheme, Notification, screen } from './shell-parts.ts'
export { utilityProcess } from './utility-process.ts'
