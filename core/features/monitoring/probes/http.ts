import type { TargetOf } from '../../../../contract/monitoring.ts'
import { found, type Outcome, type ProbeMaker, type Sample } from '../probe.ts'
import { ask, type HttpAnswer } from './http-request.ts'
import { netFailure } from './net-failure.ts'

const DAY = 86_400_000
const WELL = [200, 399] as const

/** An answer with a good status and the right content is up; `certificate.days` are the days it is valid yet. */
export const httpProbe: ProbeMaker<'http'> = (target, host) => ({
  async probe(signal) {
    try {
      const method = target.method === undefined ? {} : { method: target.method }
      return outcomeOf(target, await ask(target.url, { ...method, signal }), host.now())
    } catch (error) {
      return netFailure(error)
    }
  },
})

function outcomeOf(target: TargetOf<'http'>, answer: HttpAnswer, now: number): Outcome {
  const { status, time, certificate } = answer
  const samples: Sample[] = [
    { metric: 'time', value: time },
    { metric: 'status', value: status },
    ...(certificate
      ? [{ metric: 'certificate.days', value: (certificate.until - now) / DAY }]
      : []),
  ]
  const [least, most] = target.status ?? WELL
  if (status < least || status > most) return found('down', 'status', `HTTP ${status}`, samples)
  if (certificate?.problem !== undefined && target.trust !== true)
    return found('down', 'certificate', certificate.problem, samples)
  if (target.keyword === undefined && target.without === undefined) return { state: 'up', samples }
  const text = answer.body.toString('utf8')
  if (target.keyword !== undefined && !text.includes(target.keyword))
    return found('down', 'keyword', `− ${target.keyword}`, samples)
  if (target.without !== undefined && target.without !== '' && text.includes(target.without))
    return found('down', 'keyword', `+ ${target.without}`, samples)
  return { state: 'up', samples }
}
