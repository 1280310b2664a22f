import { publicKeyFrom, deviceIdOf, workspaceIdOf } from './identity.ts'
import { ACCOUNT } from './standing.ts'
import type { StreamRecord } from './store.ts'
import type { Commit, StreamId } from './types.ts'
import type { Findings } from './verify-findings.ts'
import type { Hidden } from './verify-hidden.ts'
import type { SignatureQueue } from './verify-signatures.ts'

interface Place {
  readonly stream: StreamId
  readonly seq: number
}

interface PersonKey extends Place {
  readonly key: Uint8Array
  readonly account: string
}

interface Act extends Place {
  readonly at: StreamRecord
  readonly person: string
  readonly digest: Uint8Array
  readonly signature: Uint8Array
  readonly past: ReadonlyMap<StreamId, number>
}

const keyIn = (text: unknown): Uint8Array | undefined => {
  const key = typeof text === 'string' ? Buffer.from(text, 'base64url') : undefined
  return key?.length === 32 ? key : undefined
}

const isBefore = (place: Place, own: Place, past: ReadonlyMap<StreamId, number>): boolean =>
  place.stream === own.stream ? place.seq < own.seq : place.seq <= (past.get(place.stream) ?? 0)

/** Whose keys the log itself names: devices that were enrolled and accounts of people. Collected while the chains are walked. */
export class People {
  readonly #devices = new Map<string, Place[]>()
  readonly #firsts: {
    readonly at: StreamRecord
    readonly device: string
    readonly begins: boolean
    readonly past: ReadonlyMap<StreamId, number>
  }[] = []
  readonly #keys: PersonKey[] = []
  readonly #owners = new Map<string, string>()
  readonly #acts: Act[] = []

  /** A commit with what its chain had seen by then. */
  note(commit: Commit): void {
    const { stream, seq } = commit
    for (const { type, id, fields } of commit.ops) {
      if (type === 'device') {
        const key = keyIn(fields['publicKey'])
        if (!key) continue
        const device = deviceIdOf(key)
        this.#devices.set(device, [...(this.#devices.get(device) ?? []), { stream, seq }])
      } else if (type === ACCOUNT) {
        const key = keyIn(fields['signKey'])
        if (key) this.#keys.push({ stream, seq, key, account: id })
        if (typeof fields['person'] === 'string') this.#owners.set(id, fields['person'])
      }
    }
  }

  begin(at: StreamRecord, workspace: string, past: ReadonlyMap<StreamId, number>): void {
    this.#firsts.push({
      at,
      device: at.id.slice(0, 16),
      begins: workspaceIdOf(at.publicKey) === workspace,
      past,
    })
  }

  act(act: Act): void {
    this.#acts.push(act)
  }

  /** After all chains: devices that nobody enrolled, acts that their person did not sign. */
  report(findings: Findings, signatures: SignatureQueue, hidden: Hidden): void {
    for (const { at, device, begins, past } of this.#firsts) {
      const own = { stream: at.id, seq: 1 }
      const enrolled = (this.#devices.get(device) ?? []).some(
        (place) =>
          isBefore(place, own, past) ||
          (begins && place.stream === at.id && place.seq === 1) ||
          findings.isDamagedIn(at.no),
      )
      if (!enrolled && !hidden.devices.has(device))
        findings.add(
          'signatureForeign',
          `${at.id}/1`,
          'the device was not enrolled before it wrote',
        )
    }
    for (const act of this.#acts) {
      const keys = this.#keys.filter(
        (known) =>
          (known.account === act.person || this.#owners.get(known.account) === act.person) &&
          // A damaged commit takes with it what its stream had seen.
          (isBefore(known, act, act.past) || findings.isDamagedIn(act.at.no)),
      )
      const wrong = () => {
        if (!hidden.people.has(act.person))
          findings.add(
            'personSignature',
            `${act.stream}/${act.seq}`,
            `it is not by a key of person ${act.person}`,
          )
      }
      checkAct(act, keys, signatures, wrong)
    }
  }
}

/** Calls `wrong` once none of the keys fits; perhaps later. */
function checkAct(
  act: Act,
  keys: readonly PersonKey[],
  signatures: SignatureQueue,
  wrong: () => void,
): void {
  let left = keys.length
  if (left === 0) wrong()
  for (const { key } of keys)
    signatures.check(publicKeyFrom(key), act.digest, act.signature, () => {
      left -= 1
      if (left === 0) wrong()
    })
}
