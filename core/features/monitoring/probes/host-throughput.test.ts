import { describe, expect, it } from 'vitest'
import type { HostCounters } from './host-counters.ts'
import { otherThroughput } from './host-throughput.ts'

describe('throughput of systems without /proc', () => {
  it('comes from two readings half a minute apart, sums all disks and cards, and names the busiest disk', async () => {
    let now = 1_000
    let asked = 0
    let counters: HostCounters = {
      disks: [
        { name: 'a', read: 1_000, written: 0, idleMs: 0 },
        { name: 'b', read: 0, written: 5_000, idleMs: 0 },
      ],
      cards: [{ name: 'en0', received: 100, sent: 50 }],
    }
    const ask = async () => {
      asked++
      return counters
    }
    const probe = otherThroughput(ask, () => now)
    const { signal } = new AbortController()
    expect(await probe(signal)).toEqual([])
    now = 10_000
    expect(await probe(signal)).toEqual([])
    expect(asked).toBe(1)
    now = 31_000
    counters = {
      disks: [
        { name: 'a', read: 31_000, written: 0, idleMs: 3_000 },
        { name: 'b', read: 3_000, written: 65_000, idleMs: 30_000 },
      ],
      cards: [{ name: 'en0', received: 6_100, sent: 3_050 }],
    }
    expect(await probe(signal)).toEqual([
      { metric: 'disk.read', value: 1_100 },
      { metric: 'disk.write', value: 2_000 },
      { metric: 'net.received', value: 200 },
      { metric: 'net.sent', value: 100 },
      { metric: 'disk.busy', value: 90 },
    ])
  })

  it('is nothing where the system is asked otherwise', async () => {
    expect(await otherThroughput(undefined)(new AbortController().signal)).toEqual([])
  })
})
