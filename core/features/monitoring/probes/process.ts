import { found, type ProbeMaker } from '../probe.ts'
import { netFailure } from './net-failure.ts'
import { processTable } from './process-table.ts'
import { Rates } from './rates.ts'

const bare = (name: string): string => name.toLowerCase().replace(/\.exe$/u, '')

/** Processes by the name of their program; fewer than `least` are down. */
export const processProbe: ProbeMaker<'process'> = ({ name, command = '', least = 1 }) => {
  const rates = new Rates()
  return {
    async probe(signal) {
      try {
        const own = (await processTable(signal)).filter(
          (one) =>
            one.names.some((own) => bare(own) === bare(name)) &&
            (command === '' || one.command().includes(command)),
        )
        rates.begin(performance.now())
        const used = own.flatMap(({ pid, cpu }) =>
          cpu === undefined ? [] : (rates.rate(String(pid), cpu) ?? []),
        )
        const samples = [
          { metric: 'count', value: own.length },
          { metric: 'process.memory', value: own.reduce((sum, { memory }) => sum + memory, 0) },
          ...(used.length === 0
            ? []
            : [{ metric: 'process.cpu', value: 100 * used.reduce((sum, one) => sum + one, 0) }]),
        ]
        return own.length >= least
          ? { state: 'up', samples }
          : found('down', 'notRunning', `${own.length}/${least}`, samples)
      } catch (error) {
        return netFailure(error, 'unknown')
      }
    },
  }
}
