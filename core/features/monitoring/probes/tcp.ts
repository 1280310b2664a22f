import { connect } from 'node:net'
import type { ProbeMaker } from '../probe.ts'
import { netFailure } from './net-failure.ts'

/** A port that takes connections is up; `time` is how long that took. */
export const tcpProbe: ProbeMaker<'tcp'> = ({ host, port }) => ({
  probe: (signal) =>
    new Promise((resolve) => {
      const started = performance.now()
      const socket = connect({ host, port, signal })
      const end = (outcome: Parameters<typeof resolve>[0]) => {
        socket.destroy()
        resolve(outcome)
      }
      socket.once('connect', () =>
        end({ state: 'up', samples: [{ metric: 'time', value: performance.now() - started }] }),
      )
      socket.once('error', (error) => end(netFailure(error)))
    }),
})
