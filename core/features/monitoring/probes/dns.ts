import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { found, type ProbeMaker } from '../probe.ts'
import { netFailure } from './net-failure.ts'

/** A name that resolves, to what is expected where that is given, is up; `time` is how long the answer took. */
export const dnsProbe: ProbeMaker<'dns'> = ({
  name,
  record = 'A',
  server,
  serverPort = 53,
  expect,
}) => ({
  async probe(signal) {
    const resolver = new Resolver({ tries: 2 })
    const cancel = () => resolver.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    try {
      if (server !== undefined) resolver.setServers([await addressOf(server, serverPort)])
      const started = performance.now()
      const answers = (await resolver.resolve(name, record)) as unknown[]
      const samples = [{ metric: 'time', value: performance.now() - started }]
      const texts = answers.map((answer) =>
        typeof answer === 'string' ? answer : JSON.stringify(answer),
      )
      if (expect !== undefined && expect !== '' && !texts.some((text) => text.includes(expect)))
        return found('down', 'notExpected', texts.join(', '), samples)
      return { state: 'up', detail: texts.join(', '), samples }
    } catch (error) {
      return signal.aborted ? found('down', 'timeout') : netFailure(error)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  },
})

/** The resolver takes addresses only; a server given by name is looked up by the system. */
async function addressOf(server: string, port: number): Promise<string> {
  const address =
    isIP(server) > 0 ? server : ((await new Resolver().resolve4(server)).at(0) ?? server)
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}
