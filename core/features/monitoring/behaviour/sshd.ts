import type { UserAct } from './acts.ts'

const TAG = /\bsshd(?:-session)?(?:\[\d+\])?: (.{1,500})/u
const FAILED = /^Failed \S{1,40} for (?:invalid user )?(\S{1,80}) from (\S{1,80}) port \d+/u
const UNKNOWN = /^Invalid user (\S{0,80}) from (\S{1,80})/u
const ACCEPTED = /^Accepted \S{1,40} for (\S{1,80}) from (\S{1,80}) port \d+/u
const TOO_MANY =
  /^error: maximum authentication attempts exceeded for (?:invalid user )?(\S{1,80}) from (\S{1,80}) port/u

/** What a line of an OpenSSH server tells; undefined: nothing of interest. */
export function sshdAct(line: string, at: number): UserAct | undefined {
  const words = TAG.exec(line)?.[1]
  if (words === undefined) return undefined
  const act = (behaviour: UserAct['behaviour'], found: RegExpExecArray): UserAct => {
    const [, user = '', address = ''] = found
    return { behaviour, at, who: `${user} ${address}`.trim(), count: 1, what: words }
  }
  const failed = FAILED.exec(words) ?? TOO_MANY.exec(words)
  if (failed) return act('failed-sign-in', failed)
  const unknown = UNKNOWN.exec(words)
  if (unknown) return act('unknown-user', unknown)
  const accepted = ACCEPTED.exec(words)
  return accepted ? act('sign-in', accepted) : undefined
}
