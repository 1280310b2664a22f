import { found, type Outcome, type ProbeMaker } from '../probe.ts'
import { netFailure } from './net-failure.ts'
import { runProgram } from './program.ts'

const argsFor = (platform: NodeJS.Platform, host: string, count: number): string[] =>
  platform === 'win32'
    ? ['-n', String(count), '-w', '2000', host]
    : platform === 'darwin'
      ? ['-n', '-c', String(count), '-W', '2000', host]
      : ['-n', '-c', String(count), '-i', '0.2', '-W', '2', host]

/** Asks by the system's own ping, which may send what programs may not. `loss` in per cent, `time` the mean. */
export const pingProbe: ProbeMaker<'ping'> = ({ host, count = 3 }) => ({
  async probe(signal) {
    try {
      const { out, err } = await runProgram('ping', argsFor(process.platform, host, count), signal)
      return pinged(out, count, err)
    } catch (error) {
      if (signal.aborted) return found('down', 'timeout', undefined, lost(100))
      return netFailure(error, 'unknown')
    }
  },
})

const lost = (value: number) => [{ metric: 'loss', value }]

/** Reads what ping says, in any language: its times are `time=0.045 ms`, `时间<1ms`. */
export function pinged(out: string, count: number, err = ''): Outcome {
  const times = [...out.matchAll(/[=<]\s*(\d+(?:[.,]\d+)?)\s*ms\b/giu)]
    .map(([, text = '0']) => Number(text.replace(',', '.')))
    .slice(0, count)
  if (times.length > 0) {
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length
    const loss = (100 * (count - times.length)) / count
    return { state: 'up', samples: [{ metric: 'time', value: mean }, ...lost(loss)] }
  }
  const said = `${out}\n${err}`
  if (/not permitted|socktype|socket: /iu.test(err))
    return found('unknown', 'notPermitted', err.trim())
  const unknown = /unknown host|name or service|could not find host|not known/iu.test(said)
  return found('down', unknown ? 'notFound' : 'unreachable', lastLine(said), lost(100))
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? ''
