import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MonitorRule } from '../../../../contract/monitoring.ts'
import { suitable } from './defaults.ts'
import { advance, FLAP_TURNS, flaps, STEADY_MS } from './engine.ts'
import { FRESH, type Decision, type HeldBack, type RuleInput } from './state.ts'

type Threshold = Extract<MonitorRule, { kind: 'threshold' }>
type Told = Decision & { readonly index: number }
interface Given {
  readonly input: RuleInput
  readonly heldBack?: HeldBack
}

const rule = (over: Partial<Threshold> = {}): Threshold => ({
  kind: 'threshold',
  key: 'x',
  metric: 'cpu',
  side: 'above',
  severity: 'warn',
  raise: 80,
  clear: 70,
  forSeconds: 300,
  clearForSeconds: 60,
  averageSeconds: 0,
  ...over,
})
const value = (number: number, step = 10_000, at = 0): RuleInput => ({
  kind: 'value',
  at,
  step,
  value: number,
})
const GAP: RuleInput = { kind: 'gap' }

function run(one: MonitorRule, given: readonly Given[], zone = 'Asia/Shanghai') {
  let state = FRESH
  const told: Told[] = []
  for (const [index, { input, heldBack = 'none' }] of given.entries()) {
    const step = advance(one, state, input, { heldBack, zone })
    state = step.state
    if (step.decision) told.push({ ...step.decision, index })
  }
  return { state, told }
}
const values = (...numbers: number[]): Given[] => numbers.map((one) => ({ input: value(one) }))
const many = (number: number, count: number): Given[] =>
  values(...Array.from({ length: count }, () => number))

describe('a threshold', () => {
  it('of the processor is raised after five minutes above 80 %, not before, and cleared below 70 %', () => {
    const [cpu] = suitable({ kind: 'host' }).rules
    if (cpu === undefined) throw new Error('no rule')
    const given = [...many(92, 31), ...many(75, 20), ...many(65, 6), ...many(65, 1)]
    const { told } = run(cpu, given)
    expect(told.map(({ kind, index }) => [kind, index])).toEqual([
      ['raise', 30],
      ['clear', 57],
    ])
    expect(run(cpu, [...many(92, 30), ...many(79, 1), ...many(92, 30)]).told).toEqual([])
  })

  it('over an average waits for a window that was watched', () => {
    const average = rule({ forSeconds: 0, averageSeconds: 600 })
    expect(run(average, many(95, 54)).told).toEqual([])
    expect(run(average, many(95, 55)).told).toHaveLength(1)
    expect(run(average, [...many(95, 50), { input: GAP }, ...many(95, 50)]).told).toEqual([])
  })

  it('below a limit keeps its lowest value as the worst', () => {
    const days = rule({ side: 'below', raise: 30, clear: 31, forSeconds: 0, clearForSeconds: 0 })
    const { told } = run(days, values(40, 29, 12, 20, 90))
    expect(told).toMatchObject([
      { kind: 'raise', value: 29, limit: 30 },
      { kind: 'clear', worst: 12 },
    ])
  })

  it('has limits of its own at other hours, over midnight and a change of the clocks', () => {
    const night = rule({
      forSeconds: 0,
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00', raise: 95, clear: 90 }],
    })
    const at = (text: string, number: number): Given => ({
      input: value(number, 10_000, Date.parse(text)),
    })
    expect(run(night, [at('2026-03-17T23:30:00+08:00', 92)]).told).toEqual([])
    expect(run(night, [at('2026-03-17T06:00:00+08:00', 92)]).told).toHaveLength(1)
    // 01:30 UTC on the night in which Berlin goes from 02:00 to 03:00: night before and after.
    for (const text of ['2026-03-29T00:59:00Z', '2026-03-29T01:30:00Z'])
      expect(run(night, [at(text, 92)], 'Europe/Berlin').told, text).toEqual([])
    expect(run(night, [at('2026-03-29T04:00:00Z', 92)], 'Europe/Berlin').told).toHaveLength(1)
    const off = rule({
      forSeconds: 0,
      hours: [{ days: [6], from: '22:00', to: '06:00', off: true }],
    })
    expect(run(off, [at('2026-03-15T05:59:00+08:00', 99)]).told).toEqual([])
    expect(run(off, [at('2026-03-16T05:59:00+08:00', 99)]).told).toHaveLength(1)
  })
})

describe('states and matches', () => {
  const down: MonitorRule = {
    kind: 'state',
    key: 'down',
    state: 'down',
    severity: 'crit',
    forSeconds: 20,
    clearForSeconds: 10,
  }
  const seen = (state: 'up' | 'down' | 'unknown', heldBack: HeldBack = 'none'): Given => ({
    input: { kind: 'state', at: 0, step: 10_000, state },
    heldBack,
  })

  it('what is unknown neither raises nor clears that something is down', () => {
    expect(
      run(down, [seen('down'), seen('down'), seen('unknown'), seen('down'), seen('down')]).told,
    ).toEqual([])
    const raised = [seen('down'), seen('down'), seen('down')]
    expect(run(down, [...raised, seen('unknown'), seen('unknown')]).told).toHaveLength(1)
  })

  it('a child is not told while its parent is down, and waits anew when that is over', () => {
    const held = Array.from({ length: 10 }, () => seen('down', 'parent'))
    expect(run(down, held).told).toEqual([])
    expect(run(down, [...held, seen('down')]).told).toEqual([])
    expect(run(down, [...held, seen('down'), seen('down'), seen('down')]).told).toHaveLength(1)
  })

  it('matches count within their window, and end when none come', () => {
    const log: MonitorRule = {
      kind: 'matches',
      key: 'm',
      severity: 'warn',
      count: 3,
      withinSeconds: 60,
      quietSeconds: 120,
    }
    const lines = (count: number): Given => ({
      input: { kind: 'matches', at: 0, step: 10_000, count },
    })
    const none = (count: number) => Array.from({ length: count }, () => lines(0))
    expect(run(log, [lines(1), ...none(6), lines(1), ...none(6), lines(1)]).told).toEqual([])
    const { told } = run(log, [lines(2), lines(1), ...none(11), lines(1), ...none(12)])
    expect(told.map(({ kind, index }) => [kind, index])).toEqual([
      ['raise', 1],
      ['clear', 25],
    ])
    // A restart: nothing is cleared before it has been quiet for its time again.
    const after = run(log, [lines(3), { input: GAP }, ...none(11)])
    expect(after.told.map(({ kind }) => kind)).toEqual(['raise'])
  })
})

describe('flapping', () => {
  it('ends in one alert that stands until it is steady, with a count', () => {
    const quick = rule({ forSeconds: 0, clearForSeconds: 0 })
    const { told, state } = run(
      quick,
      values(...Array.from({ length: 60 }, (_, at) => (at % 2 ? 20 : 99))),
    )
    expect(told.filter(({ kind }) => kind === 'raise')).toHaveLength(FLAP_TURNS)
    expect(flaps(state)).toBe(true)
    expect(state.repeats).toBeGreaterThan(20)
    const steady = Math.ceil(STEADY_MS / 10_000) + 1
    const after = run(quick, [
      ...values(...Array.from({ length: 60 }, (_, at) => (at % 2 ? 20 : 99))),
      ...many(20, steady),
    ])
    expect(after.told.at(-1)?.kind).toBe('clear')
  })
})

const anyRule = fc
  .record({
    side: fc.constantFrom('above' as const, 'below' as const),
    raise: fc.integer({ min: 30, max: 70 }),
    apart: fc.integer({ min: 0, max: 20 }),
    forSeconds: fc.constantFrom(0, 20, 50, 300),
    clearForSeconds: fc.constantFrom(0, 20, 60),
  })
  .map(({ side, raise, apart, ...times }) =>
    rule({ side, raise, clear: side === 'above' ? raise - apart : raise + apart, ...times }),
  )
const anyGiven = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .record({
          number: fc.integer({ min: 0, max: 100 }),
          step: fc.integer({ min: 1_000, max: 20_000 }),
          heldBack: fc.constantFrom<HeldBack>(
            'none',
            'none',
            'none',
            'parent',
            'maintenance',
            'waiting',
          ),
        })
        .map(({ number, step, heldBack }): Given => ({ input: value(number, step), heldBack })),
    },
    { weight: 1, arbitrary: fc.constant<Given>({ input: GAP }) },
  ),
  { maxLength: 120 },
)
/** Runs of the same value, so that sustained times are reached. */
const anyHistory = fc
  .array(fc.tuple(anyGiven, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 6,
  })
  .map((parts) =>
    parts.flatMap(([some, number, count]) => [...some.slice(0, 8), ...many(number, count)]),
  )

const isBad = ({ side, raise }: Threshold, number: number): boolean =>
  side === 'above' ? number > raise : number < raise

describe('whatever comes', () => {
  it('raises and clears by turns', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, (one, given) => {
        const kinds = run(one, given).told.map(({ kind }) => kind)
        kinds.forEach((kind, at) => expect(kind).toBe(at % 2 === 0 ? 'raise' : 'clear'))
      }),
      { numRuns: 400 },
    )
  })

  it('raises only what was bad, watched and free for all of its sustained time', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, (one, given) => {
        for (const { kind, index } of run(one, given).told) {
          if (kind !== 'raise') continue
          let held = 0
          for (let at = index; at >= 0; at--) {
            const { input, heldBack = 'none' } = given[at] ?? { input: GAP }
            expect(input.kind).toBe('value')
            if (input.kind !== 'value') return
            expect(isBad(one, input.value)).toBe(true)
            if (held >= one.forSeconds * 1_000) break
            expect(['none', 'waiting']).toContain(heldBack)
            held += input.step
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('raises what is bad for long enough at once, where nothing holds it back', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, (one, before) => {
        const number = one.side === 'above' ? 100 : 0
        const needed = Math.ceil((one.forSeconds * 1_000) / 10_000) + 1
        const { state } = run(one, [...before, ...many(number, needed)])
        expect(state.phase).toBe('raised')
      }),
      { numRuns: 200 },
    )
  })

  it('is moved by no gap, and by no clock', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, fc.integer(), (one, given, shift) => {
        const plain = run(one, given)
        const moved = run(
          one,
          given.map(({ input, ...rest }, index) => ({
            ...rest,
            input: input.kind === 'gap' ? input : { ...input, at: index % 3 === 0 ? shift : index },
          })),
        )
        expect(moved.told.map(({ kind, index }) => [kind, index])).toEqual(
          plain.told.map(({ kind, index }) => [kind, index]),
        )
        for (const { index } of plain.told) expect(given[index]?.input.kind).not.toBe('gap')
        const gaps = run(one, [...given, { input: GAP }, { input: GAP }])
        expect(gaps.told).toHaveLength(plain.told.length)
      }),
      { numRuns: 300 },
    )
  })

  it('never tells of one thing more than a few times in half an hour', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 100, maxLength: 180 }),
        (numbers) => {
          const { told } = run(rule({ forSeconds: 0, clearForSeconds: 0 }), values(...numbers))
          expect(told.filter(({ kind }) => kind === 'raise').length).toBeLessThanOrEqual(FLAP_TURNS)
        },
      ),
      { numRuns: 200 },
    )
  })
})
