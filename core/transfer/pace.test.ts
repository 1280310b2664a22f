import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

/** Takes as long as writing so many rows would. */
const writing = (pace: Pace, msPerRow: number) => () => {
  const until = performance.now() + Math.min(pace.rows * msPerRow, 30)
  while (performance.now() < until);
}

describe('the pace of an import', () => {
  it('is faster while nobody is at the window, and falls back at once when somebody is', () => {
    let busy = false
    const pace = new Pace(() => busy)
    for (let commit = 0; commit < 3; commit++) pace.timed(writing(pace, 0.01))
    const alone = pace.rows
    expect(alone).toBeGreaterThan(1000)
    busy = true
    pace.timed(() => {
      const until = performance.now() + 160
      while (performance.now() < until);
    })
    expect(pace.rows).toBeLessThanOrEqual(Math.ceil(alone / 2))
  })
})
