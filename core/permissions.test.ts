import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CORE_PROCEDURES, type CoreProcedureName, type InputOf } from '../contract/procedures.ts'
import { ROLES, type Role } from '../contract/roles.ts'
import { CONFIGURATION_SAMPLES } from './features/configuration/permission-samples.ts'
import { INCIDENT_SAMPLES } from './features/incidents/permission-samples.ts'
import { LIBRARY_SAMPLES } from './features/library/permission-samples.ts'
import { RESPONSE_SAMPLES } from './features/response/permission-samples.ts'
import { MONITORING_SAMPLES } from './features/monitoring/permission-samples.ts'
import { SECURITY_SAMPLES } from './features/security/permission-samples.ts'
import { PEOPLE_SAMPLES } from './features/people/permission-samples.ts'
import { SUPPORT_SAMPLES } from './features/support/permission-samples.ts'
import { BACKUP_SAMPLES } from './features/backup/permission-samples.ts'
import { SYNC_SAMPLES } from './features/sync/permission-samples.ts'
import type { Core } from './host.ts'
import { addAccount, done, FOUNDER, passwordOf, signInAs, TestPlace } from './testing.ts'

/** Rows of the tables in docs/permissions.md, by their first column. */
function tables(): readonly (readonly (readonly string[])[])[] {
  const text = readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8')
  return text.split(/\n\n/u).flatMap((part) => {
    const lines = part.split('\n').filter((line) => line.startsWith('|'))
    const cells = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    return lines.length > 2 ? [[cells[0] ?? [], ...cells.slice(2)]] : []
  })
}
const [general = [], typed = [], types = []] = tables()

type Caller = Role | 'nobody'
const CALLERS: readonly Caller[] = ['nobody', ...ROLES]
const unknown = uuidv7()
const file = { name: 'a.csv', bytes: Buffer.from('name\nx\n') }

/** A valid input for every procedure; `login` is the caller's own. */
const SAMPLES: { readonly [N in CoreProcedureName]: (login: string, type: string) => InputOf<N> } =
  {
    'workspace.status': () => ({}),
    'workspace.create': () => FOUNDER,
    'workspace.recover': (login) => ({ recoveryKey: 'x', login, newPassword: 'long enough' }),
    'workspace.renewRecovery': (login) => ({ password: passwordOf(login) }),
    'session.signIn': (login) => ({ login, password: passwordOf(login) }),
    'session.current': () => ({}),
    'session.lock': () => ({}),
    'session.touch': () => ({}),
    'session.confirm': (login) => ({ password: passwordOf(login) }),
    'session.witness': (login) => ({ login, password: passwordOf(login) }),
    'session.changePassword': (login) => ({
      password: passwordOf(login),
      newPassword: passwordOf(login),
    }),
    'session.setLanguage': () => ({ language: 'en' }),
    'accounts.list': () => ({}),
    'accounts.create': () => ({
      name: 'x',
      login: FOUNDER.login,
      password: 'long enough',
      roles: ['operator'],
      clearance: 1,
    }),
    'accounts.update': () => ({ person: unknown, roles: ['operator'] }),
    'accounts.resetPassword': () => ({ person: unknown, newPassword: 'long enough' }),
    'accounts.deactivate': () => ({ person: unknown }),
    'accounts.setSeparation': () => ({ separation: false }),
    'register.types': () => ({}),
    'register.list': (_login, type) => ({ type, limit: 1 }),
    'register.facets': (_login, type) => ({ type, field: '_created_by' }),
    'register.get': (_login, type) => ({ type, id: unknown }),
    'register.create': (_login, type) => ({ type, fields: {} }),
    'register.update': (_login, type) => ({ type, id: unknown, fields: {} }),
    'register.bulkUpdate': (_login, type) => ({ type, ids: [unknown], fields: {} }),
    'register.remove': (_login, type) => ({ type, ids: [unknown] }),
    'register.restore': (_login, type) => ({ type, ids: [unknown] }),
    'register.transition': (_login, type) => ({ type, id: unknown, transition: 'x' }),
    'register.resolve': (_login, type) => ({ type, id: unknown, field: 'name', value: 'x' }),
    'register.history': (_login, type) => ({ type, id: unknown }),
    'register.undo': () => ({ commit: 'x/1' }),
    'register.comments': (_login, type) => ({ type, id: unknown }),
    'register.comment': (_login, type) => ({ type, id: unknown, text: 'x' }),
    'register.readMentions': (_login, type) => ({ type, id: unknown }),
    'register.lookup': () => ({ text: 'x', limit: 1 }),
    'register.conflicts': () => ({ limit: 1 }),
    'register.labels': () => ({ refs: [] }),
    'register.views': (_login, type) => ({ type }),
    'register.saveView': (_login, type) => ({
      type,
      id: unknown,
      name: 'x',
      shared: false,
      query: { type },
      columns: [],
    }),
    'register.ready': (_login, type) => ({ type }),
    'register.takeIn': (_login, type) => ({ type, keys: ['x'] }),
    'register.removeView': (_login, type) => ({ type, id: unknown }),
    'transfer.inspect': (_login, type) => ({ type, file }),
    'transfer.import': (_login, type) => ({
      type,
      file,
      mapping: {},
      dryRun: true,
      skipInvalid: false,
    }),
    'transfer.export': (_login, type) => ({
      type,
      format: 'csv',
      columns: ['name'],
      language: 'en',
    }),
    'transfer.record': (_login, type) => ({ type, id: unknown, language: 'en' }),
    'files.put': () => ({ name: 'a', mime: 'text/plain', bytes: Buffer.from('a') }),
    'files.get': () => ({ sha256: '0'.repeat(64) }),
    'drafts.get': () => ({ key: 'x' }),
    'drafts.list': () => ({}),
    'drafts.save': () => ({ key: 'x', value: 1 }),
    'drafts.discard': () => ({ key: 'x' }),
    'log.write': () => ({ text: 'x', category: 'duty' }),
    'log.amend': () => ({ id: unknown, text: 'x', reason: 'x' }),
    'log.list': () => ({ limit: 1 }),
    'log.get': () => ({ id: unknown }),
    'log.days': () => ({ bounds: [0, 1] }),
    'log.facets': () => ({}),
    'log.tags': () => ({ prefix: 'x' }),
    'log.export': () => ({ format: 'csv', language: 'en' }),
    'roster.list': () => ({}),
    'roster.update': () => ({ id: unknown, name: 'x', minimum: 1, leadNeeded: true }),
    'roster.plan': () => ({
      id: unknown,
      from: '2026-03-17',
      slots: [{ key: 'day', name: { 'zh-CN': '白班', en: 'Day' }, from: '08:00', to: '20:00' }],
      cycle: [[0]],
      teams: [{ name: 'x' }],
    }),
    'roster.board': () => ({ id: unknown, from: '2026-03-17', to: '2026-03-17' }),
    'roster.duty': () => ({}),
    'roster.preview': () => ({
      timeZone: 'nowhere',
      from: '2026-03-17',
      slots: [{ key: 'day', name: { 'zh-CN': '白班', en: 'Day' }, from: '08:00', to: '20:00' }],
      cycle: [[0]],
      teams: ['x'],
      days: 1,
    }),
    'roster.place': () => ({
      id: unknown,
      changes: [{ date: '2026-03-17', slot: 'day', action: 'add', person: unknown }],
    }),
    'roster.clear': () => ({ id: unknown, date: '2026-03-17', slot: 'day' }),
    'roster.swaps': () => ({ open: true }),
    'roster.swapRest': () => ({
      shift: `${unknown}/2026-03-17/day`,
      asker: unknown,
      other: unknown,
    }),
    'roster.askSwap': () => ({ shift: `${unknown}/2026-03-17/day`, other: unknown, reason: 'x' }),
    'roster.answerSwap': () => ({ id: unknown, agree: true }),
    'roster.decideSwap': () => ({ id: unknown, approve: true }),
    'roster.withdrawSwap': () => ({ id: unknown }),
    'roster.absences': () => ({ from: '2026-03-17', to: '2026-03-17' }),
    'roster.setAbsence': () => ({
      person: unknown,
      from: '2026-03-17',
      to: '2026-03-17',
      kind: 'leave',
    }),
    'roster.removeAbsence': () => ({ id: unknown }),
    'roster.calendar': () => ({
      id: unknown,
      from: '2026-03-17',
      to: '2026-03-17',
      language: 'en',
    }),
    'roster.create': () => ({
      name: 'x',
      timeZone: 'nowhere',
      from: '2026-03-17',
      slots: [{ key: 'day', name: { 'zh-CN': '白班', en: 'Day' }, from: '08:00', to: '20:00' }],
      cycle: [[0]],
      teams: [{ name: 'x' }],
    }),
    'roster.setMembers': () => ({ team: unknown, members: [] }),
    'roster.shifts': () => ({ from: 0, to: 1 }),
    'work.list': () => ({ scope: 'all' }),
    'work.calendar': () => ({ scope: 'all', bounds: [0, 86_400_000] }),
    'work.snooze': () => ({ key: 'x', until: clock + 60_000, reason: 'x' }),
    'work.unsnooze': () => ({ key: 'x' }),
    'work.shift': () => ({}),
    'checklists.templates': () => ({}),
    'checklists.template': () => ({ id: unknown }),
    'checklists.version': () => ({ id: unknown }),
    'checklists.saveTemplate': () => ({ id: unknown, name: 'x', category: 'day', area: 'server' }),
    'checklists.saveVersion': () => ({ template: unknown, body: { sections: [] } }),
    'checklists.submitVersion': () => ({ version: unknown }),
    'checklists.approveVersion': () => ({ version: unknown }),
    'checklists.returnVersion': () => ({ version: unknown, reason: 'x' }),
    'checklists.library': () => ({ language: 'en' }),
    'checklists.takeFromLibrary': () => ({ keys: ['x'], language: 'en' }),
    'checklists.schedules': () => ({}),
    'checklists.saveSchedule': () => ({
      name: 'x',
      template: unknown,
      rule: { kind: 'cron', expression: '0 8 * * *' },
      timing: { early: 0, due: 1, grace: 0, missed: 1 },
    }),
    'checklists.endSchedule': () => ({ id: unknown }),
    'checklists.preview': () => ({
      rule: { kind: 'cron', expression: '0 8 * * *' },
      from: 0,
      limit: 1,
    }),
    'checklists.rounds': () => ({ from: 0, to: 1 }),
    'checklists.start': () => ({ template: unknown }),
    'checklists.run': () => ({ run: unknown }),
    'checklists.readings': () => ({ run: unknown }),
    'checklists.answers': () => ({ run: unknown, item: 'x' }),
    'checklists.record': () => ({ run: unknown, answers: [{ item: 'x', value: true }] }),
    'checklists.confirm': () => ({ run: unknown, items: ['x'] }),
    'checklists.submit': () => ({ run: unknown }),
    'checklists.cancel': () => ({ run: unknown, reason: 'x' }),
    'checklists.explainMiss': () => ({ schedule: unknown, occurrence: 'x', comment: 'x' }),
    'checklists.approveMiss': () => ({ miss: unknown }),
    'checklists.returnMiss': () => ({ miss: unknown, reason: 'x' }),
    'checklists.misses': () => ({ from: 0, to: 1 }),
    'checklists.paper': () => ({ template: unknown }),
    'checklists.readCode': () => ({ code: 'x' }),
    'checklists.raiseFinding': () => ({ run: unknown, item: 'x', title: 'x' }),
    'checklists.trend': () => ({ template: unknown, item: 'x', limit: 1 }),
    'checklists.statistics': () => ({ from: 0, to: 1, by: 'all' }),
    'handover.list': () => ({ limit: 1 }),
    'handover.get': () => ({ id: unknown }),
    'handover.current': () => ({}),
    'handover.open': () => ({ shift: `${unknown}/2026-03-16/night` }),
    'handover.refresh': () => ({ id: unknown }),
    'handover.setSides': () => ({
      id: unknown,
      from: 0,
      to: 1,
      outgoing: 'x',
      incoming: 'y',
      outgoingPeople: [unknown],
      incomingPeople: [unknown],
    }),
    'handover.writePoint': () => ({ sheet: unknown, title: 'x' }),
    'handover.removePoint': () => ({ id: unknown, removed: true }),
    'handover.closePoint': () => ({ id: unknown, closed: true }),
    'handover.arrange': () => ({ sheet: unknown, points: [unknown] }),
    'handover.start': () => ({ id: unknown }),
    'handover.signOut': () => ({ id: unknown }),
    'handover.answer': () => ({ id: unknown, entries: [{ point: unknown, kind: 'acknowledge' }] }),
    'handover.accept': () => ({ id: unknown }),
    'handover.refuse': () => ({ id: unknown, reason: 'x' }),
    'handover.pause': () => ({ id: unknown, reason: 'x' }),
    'handover.resume': () => ({ id: unknown }),
    'handover.countersign': () => ({ id: unknown }),
    'handover.override': () => ({ id: unknown, reason: 'x' }),
    'handover.amend': () => ({ id: unknown, text: 'x' }),
    'handover.discard': () => ({ id: unknown }),
    'handover.verify': () => ({ id: unknown }),
    'handover.export': () => ({ id: unknown, language: 'en' }),
    'fault.declare': () => ({ title: 'x' }),
    'fault.control': () => ({ id: unknown, note: '' }),
    'fault.list': () => ({ limit: 1 }),
    ...INCIDENT_SAMPLES,
    ...RESPONSE_SAMPLES,
    ...LIBRARY_SAMPLES,
    ...CONFIGURATION_SAMPLES,
    ...SYNC_SAMPLES,
    ...BACKUP_SAMPLES,
    ...MONITORING_SAMPLES,
    ...SECURITY_SAMPLES,
    ...SUPPORT_SAMPLES,
    ...PEOPLE_SAMPLES,
    'search.all': () => ({ text: 'x', limit: 1 }),
    'audit.list': () => ({ limit: 1 }),
    'audit.verify': () => ({}),
    'audit.heads': () => ({}),
    'maintenance.rebuild': () => ({}),
    'settings.get': () => ({}),
    'settings.set': () => ({ key: 'autoLockMinutes', value: 0 }),
    'task.cancel': () => ({ task: 'x' }),
  }

const place = new TestPlace()
let clock = Date.parse('2026-03-17T02:17:00Z')
let core: Core

/** Makes the caller the one who is signed in, whatever the last call did. */
async function become(caller: Caller): Promise<void> {
  // Wrong recovery keys make the next attempt wait.
  clock += 3_600_000
  const { session } = await done(core, 'session.current', {})
  if (caller === 'nobody') {
    if (session) await done(core, 'session.lock', {})
  } else if (session?.login !== caller) await signInAs(core, caller)
}

interface Answer {
  readonly code: string
  readonly roles: readonly string[]
}

async function ask(caller: Caller, name: CoreProcedureName, type: string): Promise<Answer> {
  await become(caller)
  const login = caller === 'nobody' ? 'operator' : caller
  const result = await core.dispatch(name, SAMPLES[name](login, type))
  if (result.ok) return { code: 'ok', roles: [] }
  const { roles } = result.error.params
  return { code: result.error.code, roles: Array.isArray(roles) ? roles.map(String) : [] }
}

const procedure = (name: string | undefined) => String(name) as CoreProcedureName
const answers = new Map<string, Answer>()
const keyOf = (caller: Caller, name: string, type = '') => `${caller} ${name} ${type}`
let known: readonly string[] = []

beforeAll(async () => {
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  for (const role of ROLES) await addAccount(core, role, [role])
  known = core.manager.workspace?.types.all().map(({ name }) => name) ?? []
  // One caller after the other: signing in takes its time.
  for (const caller of CALLERS) {
    for (const [name] of general.slice(1))
      answers.set(keyOf(caller, String(name)), await ask(caller, procedure(name), ''))
    for (const [name] of typed.slice(1))
      for (const type of known)
        answers.set(keyOf(caller, String(name), type), await ask(caller, procedure(name), type))
  }
}, 120_000)
afterAll(() => place.clear())

const REFUSALS: readonly string[] = ['denied', 'notSignedIn']
const NEVER: readonly string[] = ['internal', 'invalidInput', 'unknownProcedure', 'unknownType']

/** Compares what every caller was answered with those who may. */
function compare(name: string, may: readonly string[], type?: string): void {
  for (const caller of CALLERS) {
    const where = `${name}${type ? ` of ${type}` : ''} as ${caller}`
    const answer = answers.get(keyOf(caller, name, type))
    if (answer === undefined) throw new Error(`${where} was not asked`)
    expect(NEVER, where).not.toContain(answer.code)
    const refused = caller === 'nobody' ? 'notSignedIn' : 'denied'
    expect(REFUSALS.includes(answer.code) ? answer.code : 'may', where).toBe(
      may.includes(caller) ? 'may' : refused,
    )
    // Types with procedures of their own name those whom these admit.
    if (answer.code === 'denied' && may.length > 0)
      expect(answer.roles.toSorted(), where).toEqual(may.toSorted())
  }
}

const listed = (cell: string | undefined): readonly string[] =>
  cell === 'all' ? ROLES : cell === 'nobody' ? [] : String(cell).split(', ')

describe('who may do what', () => {
  it('is written down for every procedure and every record type, once', () => {
    const procedures = [...general.slice(1), ...typed.slice(1)].map(([name]) => name)
    expect(procedures.toSorted()).toEqual(Object.keys(CORE_PROCEDURES).toSorted())
    expect(general[0]).toEqual(['procedure', ...CALLERS])
    expect(types.slice(1).map(([name]) => name)).toEqual(known.toSorted())
  })

  it.each(general.slice(1).map((row) => [row[0], row] as const))('%s', (name, row) => {
    compare(
      String(name),
      CALLERS.filter((_caller, index) => row[index + 1] === '●'),
    )
  })

  it.each(typed.slice(1))('%s asks for the right to %s records', (name, action) => {
    const column = (types[0] ?? []).indexOf(String(action))
    expect(column).toBeGreaterThan(0)
    for (const row of types.slice(1)) {
      const own = row[5] === 'own procedures' && action !== 'read'
      compare(String(name), own ? [] : listed(row[column]), row[0])
    }
  })
})
