/** Set by the compatibility host in place of Electron. */
export const engine = (): 'electron' | 'chromium' =>
  process.versions['watchkeeper-chromium-host'] === undefined ? 'electron' : 'chromium'
