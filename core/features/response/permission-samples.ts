import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type ResponseProcedure = Extract<CoreProcedureName, `${'plan' | 'response' | 'drill'}.${string}`>

const unknown = uuidv7()
const of = { type: 'activation', id: unknown }
const scores = { feasibility: 80, effectiveness: 80, teamwork: 80 }

/** A valid input for every procedure of emergency response, for the matrix of permissions. */
export const RESPONSE_SAMPLES: { readonly [N in ResponseProcedure]: () => InputOf<N> } = {
  'plan.list': () => ({}),
  'plan.get': () => ({ id: unknown }),
  'plan.version': () => ({ id: unknown }),
  'plan.save': () => ({ id: unknown, name: 'x', category: 'fault' }),
  'plan.saveVersion': () => ({
    plan: unknown,
    body: {
      trigger: '',
      scope: '',
      levels: [],
      roles: [],
      steps: [],
      recovery: [],
      contacts: [],
      report: { minutes: 30, to: [] },
    },
  }),
  'plan.submitVersion': () => ({ version: unknown }),
  'plan.approveVersion': () => ({ version: unknown }),
  'plan.returnVersion': () => ({ version: unknown, reason: 'x' }),
  'plan.reviewed': () => ({ plan: unknown }),
  'plan.propose': () => ({ plan: unknown, text: 'x' }),
  'plan.library': () => ({ language: 'en' }),
  'plan.takeFromLibrary': () => ({ keys: ['x'], language: 'en' }),
  'response.suggest': () => ({ plan: unknown }),
  'response.activate': () => ({ id: unknown, plan: unknown, level: 2, reason: 'x' }),
  'response.list': () => ({ limit: 1 }),
  'response.get': () => ({ id: unknown }),
  'response.timeline': () => ({ id: unknown }),
  'response.steps': () => ({ of }),
  'response.addStep': () => ({ of, step: { kind: 'action', title: 'x' } }),
  'response.decide': () => ({ of, step: 'x', attempt: 0, outcome: 'done' }),
  'response.undo': () => ({ of, step: 'x', attempt: 0 }),
  'response.assign': () => ({ id: unknown, assignment: { role: 'x' } }),
  'response.setLevel': () => ({ id: unknown, level: 1, reason: 'x' }),
  'response.report': () => ({ id: unknown, report: unknown, text: 'x', to: ['x'] }),
  'response.note': () => ({ id: unknown, note: unknown, text: 'x' }),
  'response.restored': () => ({ id: unknown }),
  'response.end': () => ({ id: unknown, outcome: 'normal' }),
  'response.export': () => ({ id: unknown, language: 'en' }),
  'response.sumUp': () => ({ id: unknown, well: '', badly: '', lessons: '' }),
  'response.submitReport': () => ({ id: unknown }),
  'response.returnReport': () => ({ id: unknown, reason: 'x' }),
  'response.approveReport': () => ({ id: unknown }),
  'response.raiseFinding': () => ({ id: unknown, title: 'x' }),
  'drill.score': () => ({ id: unknown, scores }),
  'drill.weigh': () => ({ id: unknown, weights: scores }),
  'drill.attend': () => ({ id: unknown, attendees: [], observers: [] }),
  'drill.schedules': () => ({}),
  'drill.saveSchedule': () => ({
    plan: unknown,
    kind: 'live',
    scope: 'special',
    firstOn: '2026-03-17',
    everyMonths: 12,
  }),
  'drill.removeSchedule': () => ({ id: unknown }),
  'drill.year': () => ({ year: 2026 }),
}
