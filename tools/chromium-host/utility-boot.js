import { EventEmitter } from 'node:events'

/**
 * Loaded before a utility process: gives it Electron's `process.parentPort` over Node's own channel. Plain
 * JavaScript, since every such process would first load what takes types away.
 */
const port = new EventEmitter()
const early = []
process.on('message', (data) => {
  if (port.listenerCount('message') > 0) port.emit('message', { data, ports: [] })
  else early.push(data)
})
port.on('newListener', (name) => {
  if (name === 'message')
    setImmediate(() => early.splice(0).forEach((data) => port.emit('message', { data, ports: [] })))
})
process.on('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', {
  value: Object.assign(port, { postMessage: (message) => process.send?.(message) }),
})
