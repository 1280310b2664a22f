import { describe, expect, it } from 'vitest'
import type { CheckItem, CheckLimit } from '../../../../../contract/checklist-body.ts'
import { bandsOf, gaugeOf } from './limits.ts'

const limit = (
  side: CheckLimit['side'],
  level: CheckLimit['level'],
  value: number,
): CheckLimit => ({
  side,
  level,
  value,
})
const voltage: CheckItem = {
  id: 'v',
  kind: 'number',
  title: 'V',
  limits: [
    limit('low', 'alarm', 215),
    limit('low', 'warn', 217),
    limit('high', 'warn', 223),
    limit('high', 'alarm', 225),
  ],
}
const WIDTH = 136

it('takes the innermost limit of each side', () => {
  expect(bandsOf(voltage.limits ?? [])).toEqual({
    warnLow: 217,
    warnHigh: 223,
    alarmLow: 215,
    alarmHigh: 225,
    low: 217,
    high: 223,
  })
  expect(bandsOf([limit('high', 'alarm', 80), limit('high', 'alarm', 90)])).toEqual({
    alarmHigh: 80,
    high: 80,
  })
  expect(bandsOf([])).toEqual({})
})

describe('a limit bar', () => {
  it('has its bands in order, and the reading where it belongs', () => {
    const gauge = gaugeOf(voltage, 220, 219, WIDTH)
    if (!gauge) throw new Error('it has limits')
    expect(gauge.tolerable.from).toBeLessThan(gauge.normal.from)
    expect(gauge.normal.to).toBeLessThan(gauge.tolerable.to)
    expect(gauge.edges).toEqual([gauge.normal.from, gauge.normal.to])
    expect(gauge.point).toBeCloseTo(WIDTH / 2, 0)
    expect(gauge.previous).toBeLessThan(gauge.point ?? 0)
  })
  it('keeps what is off the scale at its end', () => {
    expect(gaugeOf(voltage, 1000, -1000, WIDTH)).toMatchObject({ point: 134, previous: 2 })
  })
  it('is open where there is no limit', () => {
    const load = { ...voltage, limits: [limit('high', 'warn', 70)] }
    expect(gaugeOf(load, 47, undefined, WIDTH)).toMatchObject({
      normal: { from: 2 },
      tolerable: { from: 0, to: WIDTH },
    })
    const pressure = { ...voltage, limits: [limit('low', 'alarm', 3)] }
    const low = gaugeOf(pressure, undefined, 4.2, WIDTH)
    expect(low?.normal.to).toBe(134)
    expect(low?.point).toBeUndefined()
    expect(low?.previous).toBeGreaterThan(low?.normal.from ?? WIDTH)
  })
  it('is absent without limits', () => {
    expect(gaugeOf({ ...voltage, limits: [] }, 1, 1, WIDTH)).toBeUndefined()
  })
  it('does not fail on limits that coincide', () => {
    const same = { ...voltage, limits: [limit('low', 'warn', 0), limit('high', 'warn', 0)] }
    expect(gaugeOf(same, 0, 0, WIDTH)?.point).toBeCloseTo(68, 0)
  })
})
