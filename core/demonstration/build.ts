import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../contract/text.ts'
import type { InputOf, OutputOf, CoreProcedureName } from '../../contract/procedures.ts'
import type { RecordRef } from '../../contract/common.ts'
import type { Role } from '../../contract/roles.ts'
import { gatherTransactions } from '../db/open.ts'
import { CoreError } from '../error.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../feature.ts'
import { FEATURES } from '../features.ts'
import { createCore, type Core } from '../host.ts'
import { signerOf } from '../keys/person-keys.ts'
import type { LiveSession } from '../session/session-manager.ts'
import type { Session } from '../session/session.ts'
import { CAST, FOUNDER, SITE, type CastMember } from './cast.ts'

export interface DemonstrationOptions {
  readonly workspacePath: string
  readonly language: Language
  /** Everybody in it signs in with this one. */
  readonly password: string
  /** How many days are told, at least the 14 of its story. */
  readonly days: number
  /** Last moment of what is shown, milliseconds; nothing happens later. */
  readonly to: number
  /** Folder of the demonstration's files (`resources/demonstration`). */
  readonly files: string
  /** Told after each step; answering false stops. */
  readonly progress?: (done: number, total: number) => boolean
}

export interface DemonstrationReport {
  readonly accounts: readonly {
    readonly login: string
    readonly name: string
    readonly roles: readonly Role[]
  }[]
  readonly recoveryKey: string
  readonly steps: number
}

const HOUR = 3_600_000
/** Days that a demonstration tells when nobody asks for fewer or more. */
export const DEMONSTRATION_DAYS = 90
/** Steps whose commits are written together: few enough that they stay in memory. */
const STEPS_TOGETHER = 100
/** Hour of the day until which the story's last night goes. */
const NIGHT_ENDS = 6

/** Makes the demonstration workspace through the ordinary procedures, with the clock of its story. */
export async function buildDemonstration(
  options: DemonstrationOptions,
): Promise<DemonstrationReport> {
  const { language, password, to, days } = options
  const moment = momentsOf(to)
  const from = moment(1 - days, '00:00')
  let clock = from - 2 * HOUR
  const core = createCore({ workspacePath: options.workspacePath, now: () => clock, story: true })
  try {
    const founder = castMember(FOUNDER)
    const { recoveryKey } = await core.manager.create({
      name: SITE[language],
      team: '',
      language,
      person: founder.name[language],
      login: founder.login,
      password,
      deviceCode: 'A3',
      separation: false,
      demo: true,
    })
    const together = inOneGo(core)
    const kept = new Map<string, RecordRef>()
    const sessions = await openSessions(core, options, kept, (ms) => (clock += ms))
    const steps = layOut({
      language,
      from,
      to,
      days,
      moment,
      random: randomNumbers(20_260_317),
      file: async (name) => new Uint8Array(await readFile(join(options.files, name))),
    })
    for (const [done, step] of steps.entries()) {
      clock = Math.max(clock, step.at)
      await step.run(actorOf(core, sessions, step.login, kept))
      if (done % STEPS_TOGETHER === 0) together.flush()
      if (options.progress?.(done + 1, steps.length) === false) throw new CoreError('cancelled')
    }
    together.end()
    const accounts = CAST.map(({ login, name, roles }) => ({ login, name: name[language], roles }))
    return { accounts, recoveryKey, steps: steps.length }
  } finally {
    await core.close()
  }
}

/**
 * Times of the story by day and clock. The story's best part is the night before its last day: who
 * opens it in the small hours gets the night before, told to its end.
 */
function momentsOf(to: number): Demonstration['moment'] {
  const last = new Date(to - NIGHT_ENDS * HOUR)
  return (day, time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return new Date(
      last.getFullYear(),
      last.getMonth(),
      last.getDate() + day,
      hour,
      minute,
    ).getTime()
  }
}

/** A demonstration is worth nothing until it is whole: its thousands of commits reach the disk many at a time. */
function inOneGo(core: Core): ReturnType<typeof gatherTransactions> {
  const { workspace } = core.manager
  if (!workspace) throw new CoreError('notSignedIn')
  const { db } = workspace
  db.pragma('synchronous = OFF')
  const { flush, end } = gatherTransactions(db)
  return {
    flush,
    end() {
      end()
      db.pragma('synchronous = FULL')
      db.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}

/** The steps of all features in order of time; those of one moment as their features stand. */
function layOut(demo: Demonstration): readonly DemonstrationStep[] {
  return FEATURES.flatMap((feature) => feature.demonstrate?.(demo) ?? []).toSorted(
    (a, b) => a.at - b.at,
  )
}

/** Makes everybody's account and unlocks it once: deriving a key for each step would take minutes. */
async function openSessions(
  core: Core,
  { language, password }: DemonstrationOptions,
  kept: Map<string, RecordRef>,
  pass: (ms: number) => void,
): Promise<ReadonlyMap<string, Session>> {
  for (const member of CAST) {
    pass(1_000)
    const person =
      member.login === FOUNDER
        ? core.manager.session?.person
        : (await account(core, member, language, password)).person
    if (person === undefined) throw new CoreError('notSignedIn')
    kept.set(`person/${member.login}`, { type: 'person', id: person })
  }
  const founder = kept.get(`person/${FOUNDER}`)
  if (founder)
    await value(core.dispatch, 'accounts.update', {
      person: founder.id,
      roles: [...castMember(FOUNDER).roles],
    })
  const sessions = new Map<string, Session>()
  const live = new Map<string, LiveSession>()
  for (const { login } of CAST) {
    pass(1_000)
    await core.manager.signIn(login, password)
    const { session } = core.manager
    if (session) live.set(login, session)
    if (session) sessions.set(login, confirming(session, live))
  }
  return sessions
}

const account = (
  core: Core,
  { login, name, roles, clearance }: CastMember,
  language: Language,
  password: string,
) =>
  value(core.dispatch, 'accounts.create', {
    name: name[language],
    login,
    password,
    roles: [...roles],
    clearance,
  })

/** Signing acts ask for the password; here it has just been given. A witness is named by his login. */
const confirming = (session: LiveSession, live: ReadonlyMap<string, LiveSession>): Session => ({
  ...session,
  takeSigner: () => signerOf(session.person, session.keys),
  takeWitness(login) {
    const other = live.get(String(login))
    return other && other !== session ? signerOf(other.person, other.keys) : undefined
  },
})

function actorOf(
  core: Core,
  sessions: ReadonlyMap<string, Session>,
  login: string,
  kept: Map<string, RecordRef>,
): DemonstrationActor {
  const session = sessions.get(login)
  if (session === undefined) throw new Error(`${login} is not in the cast`)
  const dispatch = core.as(session)
  const { workspace } = core.manager
  if (workspace === undefined) throw new CoreError('notSignedIn')
  return {
    workspace,
    call: (procedure, input) => value(dispatch, procedure, input as never),
    keep: (name, ref) => void kept.set(name, ref),
    find: (name) => kept.get(name),
  }
}

async function value<N extends CoreProcedureName>(
  dispatch: Core['dispatch'],
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const result = await dispatch(name, input)
  if (!result.ok) throw new CoreError(result.error.code, result.error.params)
  return result.value as OutputOf<N>
}

function castMember(login: string): CastMember {
  const found = CAST.find((member) => member.login === login)
  if (found === undefined) throw new Error(`${login} is not in the cast`)
  return found
}

/** Repeatable numbers in [0, 1) (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
