import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { DROP_CHANNEL, EVENT_CHANNEL, INVOKE_CHANNEL } from '../../contract/core-messages.ts'

type Listener = (payload: unknown) => void
const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

/** See contract/bridge.ts: these functions and nothing else. */
contextBridge.exposeInMainWorld('watchkeeper', {
  invoke: (procedure: string, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke(INVOKE_CHANNEL, procedure, input),
  // Only a file that a person chose or dropped has a path; what a page makes itself has none.
  dropped: (files: readonly File[]): Promise<unknown> =>
    ipcRenderer.invoke(
      DROP_CHANNEL,
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
  subscribe(event: string, listener: Listener): () => void {
    const all = listeners.get(event) ?? new Set<Listener>()
    listeners.set(event, all.add(listener))
    return () => {
      all.delete(listener)
    }
  },
})
