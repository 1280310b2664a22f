// contextBridge between the two worlds of a page: synchronous events on an element that only they hold.
// The same code runs on both sides; functions stay where they are and are called by number.
const makeBridge = (element, inbox, outbox) => {
  const dispatch = EventTarget.prototype.dispatchEvent
  const clone = globalThis.structuredClone
  const KEY = '$bridge'
  const functions = []
  const promises = new Map()
  let reply
  let next = 0
  const post = (message) => dispatch.call(element, new CustomEvent(outbox, { detail: message }))
  const pack = (value) => {
    if (typeof value === 'function') return { [KEY]: 'function', id: functions.push(value) - 1 }
    if (value === null || typeof value !== 'object') return value
    if (typeof value.then === 'function') {
      const id = next++
      value.then(
        (done) => post({ kind: 'settled', id, ok: true, value: pack(done) }),
        (error) => post({ kind: 'settled', id, ok: false, value: String(error?.message ?? error) }),
      )
      return { [KEY]: 'promise', id }
    }
    if (Array.isArray(value)) return value.map(pack)
    const proto = Object.getPrototypeOf(value)
    return proto === Object.prototype || proto === null
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]))
      : value
  }
  const unpack = (value) => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(unpack)
    if (value[KEY] === 'function') return (...args) => call(value.id, args)
    if (value[KEY] === 'promise')
      return new Promise((resolve, reject) => promises.set(value.id, { resolve, reject }))
    return Object.getPrototypeOf(value) === Object.prototype
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]))
      : value
  }
  // A Proxy cannot be told from its target here; Electron's bridge refuses it, and so does a clone.
  const refuseProxies = (value) => {
    if (typeof value !== 'object') return
    try {
      clone(value)
    } catch {
      throw new Error('An object could not be cloned.')
    }
  }
  const call = (id, args) => {
    args.forEach(refuseProxies)
    reply = undefined
    post({ kind: 'call', id, args: pack(args) })
    const answer = reply
    reply = undefined
    if (!answer) throw new Error('the other world is gone')
    if (!answer.ok) throw new Error(answer.value)
    return unpack(answer.value)
  }
  let exposed = () => {}
  element.addEventListener(inbox, ({ detail: message }) => {
    if (message.kind === 'call') {
      try {
        post({
          kind: 'reply',
          ok: true,
          value: pack(functions[message.id](...unpack(message.args))),
        })
      } catch (error) {
        post({ kind: 'reply', ok: false, value: String(error?.message ?? error) })
      }
    } else if (message.kind === 'reply') reply = message
    else if (message.kind === 'settled') {
      const waiting = promises.get(message.id)
      promises.delete(message.id)
      if (message.ok) waiting?.resolve(unpack(message.value))
      else waiting?.reject(new Error(message.value))
    } else exposed(message.name, unpack(message.value))
  })
  return {
    expose: (name, value) => post({ kind: 'expose', name, value: pack(value) }),
    onExpose: (listener) => {
      exposed = listener
    },
  }
}
