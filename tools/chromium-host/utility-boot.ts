import { EventEmitter } from 'node:events'

/** Loaded before a utility process: gives it Electron's `process.parentPort` over Node's own channel. */
const port = new EventEmitter()
const early: unknown[] = []
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
  value: Object.assign(port, { postMessage: (message: unknown) => process.send?.(message) }),
})
