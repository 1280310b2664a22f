// Loaded before everything else in main (-r), and by main's children through NODE_OPTIONS: writes down
// every attempt to reach the network or a name, and refuses it. Pipes between own processes pass.
const { appendFileSync } = require('node:fs')
const dgram = require('node:dgram')
const dns = require('node:dns')
const { syncBuiltinESMExports } = require('node:module')
const net = require('node:net')

const record = process.env.WATCHKEEPER_NETWORK_RECORD
process.env.NODE_OPTIONS = `--require=${JSON.stringify(__filename)}`

const refuse = (what, target) => {
  const program = process.argv.slice(1, 2).join(' ') || process.execPath
  if (record) appendFileSync(record, `${JSON.stringify({ program, what, target })}\n`)
  return Object.assign(new Error(`${what} ${target}: denied by the test`), { code: 'ENETUNREACH' })
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  const options =
    typeof first === 'object' && first !== null ? first : { port: first, host: second }
  const isPipe =
    typeof options.path === 'string' || (typeof first === 'string' && !/^\d+$/.test(first))
  if (isPipe) return connect.apply(this, args)
  const error = refuse('connect', `${options.host ?? 'localhost'}:${options.port}`)
  process.nextTick(() => this.destroy(error))
  return this
}

const { listen } = net.Server.prototype
net.Server.prototype.listen = function (...args) {
  const [first, second] = args
  const host = typeof first === 'object' && first !== null ? (first.host ?? first.path) : second
  const isPipe = typeof first === 'string' && !/^\d+$/.test(first)
  if (!isPipe && !['127.0.0.1', '::1', 'localhost'].includes(host) && !first?.path)
    throw refuse('listen', String(host))
  return listen.apply(this, args)
}

for (const name of ['connect', 'send'])
  dgram.Socket.prototype[name] = function (...args) {
    const target = args.filter((part) => ['string', 'number'].includes(typeof part)).join(':')
    const error = refuse(`udp ${name}`, target)
    process.nextTick(() => this.emit('error', error))
  }

const denyNames = (target, promised) => {
  for (const name of Object.getOwnPropertyNames(target)) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof target[name] !== 'function') continue
    const original = target[name]
    target[name] = function (...args) {
      // An address is its own answer: nobody is asked.
      if (name === 'lookup' && net.isIP(args[0]) !== 0) return original.apply(this, args)
      const error = refuse(`dns ${name}`, String(args[0]))
      if (promised) return Promise.reject(error)
      const done = args.at(-1)
      if (typeof done !== 'function') throw error
      process.nextTick(done, error)
    }
  }
}
denyNames(dns, false)
denyNames(dns.promises, true)
denyNames(dns.Resolver.prototype, false)
denyNames(dns.promises.Resolver.prototype, true)
syncBuiltinESMExports()
