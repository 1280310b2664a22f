import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BeatWatch } from './clocks.ts'

/** A computer whose clocks a test moves. */
function computer() {
  const at = { wall: 1_000_000, mono: 0, boot: 0 }
  const beats = new BeatWatch({ wall: () => at.wall, mono: () => at.mono, boot: () => at.boot })
  return {
    beats,
    at,
    pass(ms: number) {
      at.wall += ms
      at.mono += ms
      at.boot += ms
    },
  }
}

describe('the beat of the collector', () => {
  it('notices sleep, a moved clock and a program that stood still, and nothing else', () => {
    const { beats, at, pass } = computer()
    pass(1_000)
    expect(beats.beat()).toBeUndefined()
    // The computer slept for an hour: the monotonic clock of Linux stood still.
    pass(1_000)
    at.wall += 3_600_000
    at.boot += 3_600_000
    expect(beats.beat()).toMatchObject({ reason: 'asleep', broken: true })
    pass(60_000)
    expect(beats.beat()).toMatchObject({ reason: 'busy', broken: true, to: at.wall })
    pass(1_000)
    at.wall += 7_200_000
    expect(beats.beat()).toMatchObject({ reason: 'clock', broken: false })
    pass(1_000)
    at.wall -= 7_200_000
    expect(beats.beat()).toMatchObject({ reason: 'clock', broken: false, backTo: at.wall })
    pass(1_000)
    expect(beats.beat()).toBeUndefined()
  })

  it('is deceived by no small correction', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 900, max: 2_000 }), fc.integer({ min: -900, max: 900 })),
        ),
        (steps) => {
          const { beats, at, pass } = computer()
          for (const [ms, drift] of steps) {
            pass(ms)
            at.wall += drift
            expect(beats.beat()).toBeUndefined()
          }
        },
      ),
    )
  })
})
