import type { Server } from 'node:http'
import { z } from 'zod'
import { found, type Outcome, type ProbeMaker } from '../../probe.ts'
import { codeOf } from '../net-failure.ts'
import { listen } from './listener.ts'
import { SEVERITIES, type OutsideAlert } from './message.ts'

/** Alerts of other systems that are kept; beyond that the newest are not taken. */
const MOST = 500
/** What is over is told as over for so many probes, so that a missed one clears it all the same. */
const TOLD_AS_OVER = 3

const entry = z.object({
  name: z.string().max(200),
  severity: z.enum(SEVERITIES),
  text: z.string().max(4_000),
  /** Probes for which it is still told as over; 0: it fires. */
  over: z.number(),
})
type Entry = z.infer<typeof entry>
const kept = z.array(entry).max(MOST).catch([])

const metricOf = ({ severity, name }: Entry): string => `firing.${severity}:${name}`

/** Alerts that Alertmanager, or what speaks like it, sends to this computer: each is a metric that is 1 while it fires. */
export const alertmanagerProbe: ProbeMaker<'alertmanager'> = (target, host) => {
  const known = new Map(kept.parse(host.kept.get() ?? []).map((one) => [metricOf(one), one]))
  let server: Server | undefined
  const keep = (): void => {
    if (host.monitor !== undefined) host.kept.set([...known.values()])
  }

  function take(alerts: readonly OutsideAlert[]): void {
    for (const { firing, ...alert } of alerts) {
      const one: Entry = { ...alert, over: firing ? 0 : TOLD_AS_OVER }
      const metric = metricOf(one)
      const isKnown = known.has(metric)
      if (firing ? isKnown || known.size < MOST : isKnown) known.set(metric, one)
    }
    keep()
    host.wake()
  }

  return {
    async probe(): Promise<Outcome> {
      try {
        server ??= await listen(target, take)
      } catch (error) {
        const code = codeOf(error)
        if (code === 'EADDRINUSE') return found('unknown', 'refused', `${code} ${target.port}`)
        if (code === 'EACCES') return found('unknown', 'notPermitted', `${code} ${target.port}`)
        throw error
      }
      const samples = [...known].map(([metric, { over }]) => ({
        metric,
        value: over === 0 ? 1 : 0,
      }))
      const about = new Map([...known].map(([metric, { text }]) => [metric, text]))
      for (const [metric, one] of known) {
        if (one.over === 1) known.delete(metric)
        else if (one.over > 1) known.set(metric, { ...one, over: one.over - 1 })
      }
      keep()
      return { state: 'up', samples, about }
    },
    stop(): Promise<void> {
      keep()
      const open = server
      server = undefined
      if (open === undefined) return Promise.resolve()
      open.closeAllConnections()
      return new Promise((resolve) => open.close(() => resolve()))
    },
  }
}
