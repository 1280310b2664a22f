// Runs in the isolated world: what a sandboxed preload may require, over the binding to the host.
const { encode, decode } = makeCodec()
const element = document.createElement('i')
const bridge = makeBridge(element, 'to-isolated', 'to-main')
document.dispatchEvent(new MouseEvent(SECRET, { relatedTarget: element }))
const send = globalThis[BINDING]
delete globalThis[BINDING]
const waiting = new Map()
const listeners = new Map()
let next = 0
const ipcRenderer = {
  invoke: (channel, ...args) =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      send(encode({ kind: 'invoke', id, channel, args }))
    }),
  on(channel, listener) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcRenderer
  },
}
Object.defineProperty(globalThis, RECEIVE, {
  value: (text) => {
    const message = decode(text)
    if (message.kind === 'event')
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args)
    else {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) call?.resolve(message.value)
      else call?.reject(new Error(message.value))
    }
  },
})
const require = (name) => {
  if (name === 'electron')
    return {
      ipcRenderer,
      contextBridge: { exposeInMainWorld: bridge.expose },
      // A page of a browser cannot learn where a dropped file lies.
      webUtils: { getPathForFile: () => '' },
    }
  throw new Error(`module not found: ${name}`)
}
