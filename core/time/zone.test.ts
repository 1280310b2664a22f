import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dateAt, momentOf } from './zone.ts'

/** Zones with changes in both halves of the year, by half an hour, of a whole day, at midnight, and none at all. */
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const minute = fc.integer({ min: Date.UTC(1935, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 })
/** Minutes around the changes of the clock, where all the care is needed. */
const nearChange = fc
  .tuple(zone, minute, fc.integer({ min: -2_000, max: 2_000 }))
  .map(([name, from, off]): readonly [string, number] => {
    const at = Temporal.Instant.fromEpochMilliseconds(from * 60_000).toZonedDateTimeISO(name)
    const change = at.getTimeZoneTransition('next')?.epochMilliseconds ?? from * 60_000
    return [name, change + off * 60_000]
  })
const anywhere = fc.tuple(zone, minute).map(([name, at]) => [name, at * 60_000] as const)
const places = fc.oneof(anywhere, nearChange)
const text = (part: number): string => String(part).padStart(2, '0')

describe('dates and moments of a zone', () => {
  it('are those of its calendar, around changes of the clock as well', () => {
    fc.assert(
      fc.property(places, ([name, at]) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name)
        expect(dateAt(at, name)).toBe(zoned.toPlainDate().toString())
        const { hour, minute: minutes } = zoned
        const found = momentOf(dateAt(at, name), `${text(hour)}:${text(minutes)}`, name)
        const first = Temporal.PlainDateTime.from(
          `${dateAt(at, name)}T${text(hour)}:${text(minutes)}`,
        ).toZonedDateTime(name, { disambiguation: 'earlier' })
        expect(found).toEqual({ at: first.epochMilliseconds, skipped: false })
      }),
      { numRuns: 1_500 },
    )
  })

  it('put a time that the clock jumps over right after the jump', () => {
    expect(momentOf('2026-03-29', '02:30', 'Europe/Berlin')).toEqual({
      at: Date.parse('2026-03-29T03:00:00+02:00'),
      skipped: true,
    })
    // The 30th of December 2011 did not exist in Samoa.
    expect(momentOf('2011-12-30', '12:00', 'Pacific/Apia')).toMatchObject({ skipped: true })
  })

  it('refuse what is no date', () => {
    expect(() => momentOf('2026-02-30', '08:00', 'Asia/Shanghai')).toThrow(RangeError)
    expect(() => momentOf('2026-02-28', '08:00', 'Nowhere/Land')).toThrow(RangeError)
  })
})
