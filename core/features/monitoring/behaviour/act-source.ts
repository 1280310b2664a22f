import type { TargetOf } from '../../../../contract/monitoring.ts'
import { zoneHere } from '../../../time/zone.ts'
import type { ProbeHost } from '../probe.ts'
import { KeptReader, lineAt } from '../logs/follow-probe.ts'
import { fileSource, journalSource, type SourceRead } from '../logs/line-source.ts'
import { watchFile } from '../logs/watch-file.ts'
import type { UserAct } from './acts.ts'
import { atWork } from './at-work.ts'
import { auditActs } from './audit-acts.ts'
import { auditPosition, auditSince } from './audit-reader.ts'
import { isWithin, type WorkHours } from './hours.ts'
import { sshdAct } from './sshd.ts'

type Source = TargetOf<'behaviour'>['source']

export interface ActsRead {
  readonly acts: readonly UserAct[]
  readonly lost?: SourceRead['lost']
}

/** What users do somewhere, each act once. */
export interface ActSource {
  read(signal: AbortSignal): Promise<ActsRead>
  /** What was read until now has been judged. */
  keep(): void
  stop(): void
}

/** Acts of the audit trail, or of a log that tells of an OpenSSH server. */
export function actSource(
  source: Source,
  host: ProbeHost,
  hours: WorkHours | undefined,
): ActSource {
  return source.from === 'audit' ? auditSource(host, hours) : sshdSource(source, host, hours)
}

function auditSource(host: ProbeHost, hours: WorkHours | undefined): ActSource {
  const { log } = host.workspace
  const stop = log.onChange((changed) => {
    if (changed.has('access-event')) host.wake()
  })
  let position = auditPosition
    .optional()
    .catch(undefined)
    .parse(host.kept.get() ?? undefined)
  const named = (act: UserAct): UserAct => {
    const name = host.workspace.log.row('person', act.who)?.fields['name']
    // What was read or exported may be above the level of who sees the alert: ids and names of things stay out.
    return { ...act, who: typeof name === 'string' ? name : act.who, what: '' }
  }
  return {
    async read() {
      const read = auditSince(log, position)
      position = read.position
      if (read.more) host.wake()
      const isWorking = hours
        ? atWork({ shifts: (period) => host.shifts(period), hours, zone: zoneHere() })
        : () => true
      return { acts: read.commits.flatMap((commit) => auditActs(commit, isWorking)).map(named) }
    },
    keep: () => void (position && host.monitor !== undefined && host.kept.set(position)),
    stop,
  }
}

function sshdSource(
  source: Exclude<Source, { from: 'audit' }>,
  host: ProbeHost,
  hours: WorkHours | undefined,
): ActSource {
  const lines = source.from === 'log' ? fileSource(source) : journalSource(source)
  const reader = new KeptReader(host, lines)
  const stop =
    source.from === 'log' && host.monitor !== undefined
      ? watchFile(source.path)(() => host.wake())
      : undefined
  return {
    async read(signal) {
      const read = await reader.read(signal)
      const acts = read.lines.flatMap((line) => {
        const at = lineAt(line, host.now())
        const act = sshdAct(line.text, at)
        if (!act) return []
        const isOutside =
          act.behaviour === 'sign-in' && hours !== undefined && !isWithin(hours, at, zoneHere())
        return isOutside ? [act, { ...act, behaviour: 'out-of-hours' as const }] : [act]
      })
      return read.lost === undefined ? { acts } : { acts, lost: read.lost }
    },
    keep: () => reader.keep(),
    stop: () => stop?.(),
  }
}
