import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LAST_MOMENT } from '../../../contract/checklist-schedule.ts'
import { checklistProcedures } from '../../../contract/checklists.ts'
import { done, TestPlace } from '../../testing.ts'
import { at, daily, Scene } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
let ids: string[] = []
beforeAll(async () => {
  await scene.open()
  const ten = scene.nextDay()
  scene.now = at(ten)
  const run = await scene.start(ten)
  const { results } = await done(scene.core, 'checklists.record', {
    run,
    answers: [{ item: 'lamp', value: true }],
  })
  ids = [scene.template, scene.version, scene.schedule, run, String(results[0]?.id)]
}, 60_000)
afterAll(() => place.clear())

const occurrence = fc.constantFrom(
  '2026-03-10T10:00',
  '0000-00-00T10:00',
  '9999-12-31T23:59',
  '2026-02-31T10:00',
  'x~999999999999999',
  'r/2026-03-10/day+60',
  '~',
  ' ',
  '\u0000',
)
const time = fc.constantFrom(0, 1, 1_773_108_000_000, LAST_MOMENT - 1, LAST_MOMENT)
const rule = fc.constantFrom<unknown>(
  daily('00:00', '23:59'),
  { kind: 'cron', expression: '0 0 31 2 *' },
  { kind: 'event', type: 'change', state: 'closed', delayMinutes: 43_200 },
  { kind: 'event', type: 'nothing', state: 'x', delayMinutes: 0 },
  { kind: 'shift', offsets: [{ from: 'end', minutes: 0 }] },
  { ...daily('10:00'), unit: 'year', since: '9999-12-31', monthDays: [-31], workdaysOnly: true },
)
const words = fc.constantFrom('x', '一', '\u0000', '\ud800', "'; DROP TABLE commits; --")

/** Values that pass the schema of each field, at the edges of what they may be. */
const fields = (): Readonly<Record<string, fc.Arbitrary<unknown>>> => {
  const id = fc.constantFrom(...ids, '01a20dd7-363c-7f2f-b24d-d03e7f8744a6')
  const item = fc.constantFrom('lamp', 'temperature', 'fuel', 'nothing')
  const answer = fc.record(
    {
      item,
      value: fc.constantFrom<unknown>(true, false, 0, -0, 1e308, 23.4, 'quiet', ''),
      skip: words,
      clear: fc.constant(true),
      remark: words,
      at: time,
      measured: fc.constantFrom(0, 1e308),
    },
    { requiredKeys: ['item'] },
  )
  return {
    ...Object.fromEntries(
      ['id', 'run', 'schedule', 'template', 'version', 'miss', 'owner', 'post', 'team'].map(
        (name) => [name, id],
      ),
    ),
    item,
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
    occurrence,
    rule,
    code: fc.constantFrom('WK1 R x y z', 'WK1 T  ', `WK1 R ${ids[1]} ${ids[2]} 9999-12-31T10:00`),
    ...Object.fromEntries(['from', 'to', 'since', 'newAt', 'dueAt'].map((name) => [name, time])),
    ...Object.fromEntries(
      ['name', 'reason', 'comment', 'title', 'note'].map((name) => [name, words]),
    ),
    timeZone: fc.constantFrom('Asia/Shanghai', 'UTC', '+25:00', 'x', '\u0000'),
    timing: fc.constant({ early: 43_200, due: 43_200, grace: 0, missed: 86_400 }),
    limit: fc.constantFrom(1, 100),
    by: fc.constantFrom('all', 'template', 'area', 'team', 'person', 'day'),
    category: fc.constant('day'),
    area: fc.constant('server'),
    language: fc.constant('en'),
    keys: fc.constant(['machine-room-round', 'x']),
    body: fc.constant({ sections: [] }),
    fromPaper: fc.boolean(),
    confirmation: words,
  }
}

describe('whatever is asked of a workspace with rounds in it', () => {
  it.each(Object.keys(checklistProcedures))('%s answers with a name', async (name) => {
    const { input } = checklistProcedures[name as keyof typeof checklistProcedures]
    const known = fields()
    const own = Object.keys(input.shape).filter((key) => key in known)
    const asked = fc.record(
      Object.fromEntries(own.map((key) => [key, known[key] ?? fc.constant(null)])),
      { requiredKeys: own.slice(0, 3) },
    )
    await fc.assert(
      fc.asyncProperty(asked, async (given) => {
        const result = await scene.core.dispatch(name, given)
        if (!result.ok) expect(result.error.code, JSON.stringify(given)).not.toBe('internal')
      }),
      { numRuns: 80 },
    )
  })
})
