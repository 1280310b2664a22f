import type { TargetOf } from '../../../../contract/monitoring.ts'
import {
  found,
  type Match,
  type Outcome,
  type Probe,
  type ProbeHost,
  type ProbeMaker,
} from '../probe.ts'
import { followProbe } from '../logs/follow-probe.ts'
import { fileSource } from '../logs/line-source.ts'
import type { LogHit } from '../logs/matcher.ts'
import { hitsOf } from '../logs/recent-hits.ts'
import { watchFile } from '../logs/watch-file.ts'
import type { UserAct } from './acts.ts'
import { actSource } from './act-source.ts'

/** Unusual acts are matches: so many within so long raise an alert. */
export const behaviourProbe: ProbeMaker<'behaviour'> = (target, host) => {
  const { source } = target
  if (source.from === 'log' && source.format === 'pattern')
    return followProbe(
      { patterns: source.patterns ?? [] },
      host,
      fileSource(source),
      watchFile(source.path),
    )
  return actProbe(target, host, (acts) => ({
    samples: [
      { metric: 'acts', value: acts.length },
      { metric: 'sign-in.failed', value: countOf(acts, 'failed-sign-in') },
    ],
    matches: acts.flatMap(matchesOf),
  }))
}

/** How much is used, by how many. */
export const usageProbe: ProbeMaker<'usage'> = (target, host) =>
  actProbe(target, host, (acts) => ({
    samples: [
      { metric: 'acts', value: acts.length },
      { metric: 'sign-in', value: countOf(acts, 'sign-in') },
      { metric: 'people', value: new Set(acts.map(({ who }) => who)).size },
    ],
  }))

const countOf = (acts: readonly UserAct[], behaviour: UserAct['behaviour']): number =>
  acts.reduce((sum, act) => sum + (act.behaviour === behaviour ? act.count : 0), 0)

/** Failures before a sign-in come as one act, and each counts. */
const MOST_REPEATED = 50

function matchesOf(act: UserAct): Match[] {
  const line = wordsOf(act)
  const match = { pattern: act.behaviour, line, context: [line] }
  return Array.from({ length: Math.min(act.count, MOST_REPEATED) }, () => match)
}

const wordsOf = ({ who, what }: UserAct): string => (what === '' ? who : `${who}: ${what}`)

const hitOf = (act: UserAct): LogHit => ({
  pattern: act.behaviour,
  line: wordsOf(act),
  before: [],
  after: [],
  shape: act.who,
  groups: [act.who],
})

type Kind = TargetOf<'behaviour'> | TargetOf<'usage'>

function actProbe(
  target: Kind,
  host: ProbeHost,
  tell: (acts: readonly UserAct[]) => Pick<Outcome, 'samples' | 'matches'>,
): Probe {
  const hours = target.kind === 'behaviour' ? target.hours : undefined
  const source = actSource(target.source, host, hours)
  const recent = target.kind === 'behaviour' ? hitsOf(host.workspace, host.monitor) : undefined
  return {
    async probe(signal) {
      source.keep()
      const { acts, lost } = await source.read(signal)
      if (lost !== undefined) return found('unknown', lost)
      for (const act of acts) recent?.add(hitOf(act), act.at)
      return { state: 'up', ...tell(acts) }
    },
    stop() {
      source.keep()
      source.stop()
    },
  }
}
