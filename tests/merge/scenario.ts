import fc from 'fast-check'
import type { Scenario, Step } from './world.ts'

const KINDS: readonly Step['kind'][] = [
  'edit',
  'edit',
  'edit',
  'edit',
  'two',
  'stale',
  'remember',
  'delete',
  'restore',
  'level',
  'send',
  'send',
  'send',
  'send',
  'jump',
]

/** Histories of 2-6 devices with clocks up to ten years off. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  devices: fc.integer({ min: 2, max: 6 }),
  skews: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
  steps: fc.array(
    fc
      .tuple(fc.nat(KINDS.length - 1), fc.nat(5), fc.nat(5), fc.nat(2), fc.nat(100_000))
      .map(([kind, device, to, record, pick]): Step => ({
        kind: KINDS[kind] ?? 'edit',
        device,
        to,
        record,
        pick,
      })),
    { minLength: 10, maxLength: 60, size: 'max' },
  ),
})
