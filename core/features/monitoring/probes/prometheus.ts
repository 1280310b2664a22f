import type { TargetOf } from '../../../../contract/monitoring.ts'
import { found, type ProbeMaker, type Sample } from '../probe.ts'
import { parseExposition, type Exposed } from './exposition.ts'
import { ask } from './http-request.ts'
import { netFailure } from './net-failure.ts'
import { hostOf, isOfNode } from './node-exporter.ts'
import { Rates } from './rates.ts'

type Wanted = NonNullable<TargetOf<'prometheus'>['metrics']>[number]

const ACCEPT = 'text/plain;version=0.0.4;q=1,*/*;q=0.1'

/** Reads a Prometheus text endpoint. When it does not answer, nothing is known of what it tells of. */
export const prometheusProbe: ProbeMaker<'prometheus'> = (target) => {
  const rates = new Rates()
  const wanted = target.metrics ?? []
  const names = new Set(wanted.map(({ name }) => name))
  const isWanted = (name: string): boolean =>
    names.has(name) || (target.preset === 'node' && isOfNode(name))
  return {
    async probe(signal) {
      try {
        const { status, body, time, certificate } = await ask(target.url, {
          signal,
          accept: ACCEPT,
        })
        if (status !== 200) return found('unknown', 'status', `HTTP ${status}`)
        if (certificate?.problem !== undefined && target.trust !== true)
          return found('unknown', 'certificate', certificate.problem)
        const all = parseExposition(body.toString('utf8'), isWanted)
        if (all === undefined) return found('unknown', 'badAnswer')
        rates.begin(performance.now())
        return {
          state: 'up',
          samples: [
            ...(target.preset === 'node' ? hostOf(all, rates) : []),
            ...wanted.flatMap((one) => samplesOf(one, all, rates)),
            { metric: 'time', value: time },
          ],
        }
      } catch (error) {
        return netFailure(error, 'unknown')
      }
    },
  }
}

/** Series that a wish names; where it leaves labels open, each has its own instance. */
function samplesOf(wanted: Wanted, all: readonly Exposed[], rates: Rates): Sample[] {
  const given = Object.entries(wanted.labels ?? {})
  const fitting = all.filter(
    ({ name, labels }) =>
      name === wanted.name && given.every(([label, text]) => labels[label] === text),
  )
  return fitting.flatMap(({ name, labels, value }) => {
    const rest = Object.entries(labels).filter(([label]) => wanted.labels?.[label] === undefined)
    const instance =
      fitting.length === 1
        ? ''
        : rest
            .map(([, text]) => text)
            .join(',')
            .slice(0, 100)
    const number =
      wanted.rate === true ? rates.rate(`${name} ${JSON.stringify(labels)}`, value) : value
    if (number === undefined || !Number.isFinite(number)) return []
    const as = (wanted.as ?? name).replaceAll(':', '_')
    return [{ metric: instance === '' ? as : `${as}:${instance}`, value: number }]
  })
}
