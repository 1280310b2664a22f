import { uptime } from 'node:os'
import type { BlindInterval } from '../../../../contract/monitors.ts'

/** The clocks of a collector; milliseconds. */
export interface Clocks {
  /** What people call the time; somebody may move it. */
  wall(): number
  /** Never moved; stands still or not while the computer sleeps. */
  mono(): number
  /** Never moved; goes on while the computer sleeps. */
  boot(): number
}

export const clocksOf = (wall: () => number): Clocks => ({
  wall,
  mono: () => performance.now(),
  boot: () => uptime() * 1_000,
})

/** Differences between clocks below this are the way in which clocks are read and corrected. */
const NOTICED_MS = 2_000
/** A beat that comes so late: nobody watched meanwhile. */
const LATE_MS = 5_000

/** What happened between two beats; `broken`: nothing was watched meanwhile. */
export interface Upset {
  readonly reason: BlindInterval['reason']
  readonly from: number
  readonly to: number
  readonly broken: boolean
  /** The clock was put back to this moment: what lies later was never then. */
  readonly backTo?: number
}

/** Compares the clocks at every beat: a computer that slept, a clock that was moved, a program that stood still. */
export class BeatWatch {
  readonly #clocks: Clocks
  #last: { wall: number; mono: number; boot: number }

  constructor(clocks: Clocks) {
    this.#clocks = clocks
    this.#last = this.#read()
  }

  beat(): Upset | undefined {
    const last = this.#last
    const now = this.#read()
    this.#last = now
    const mono = now.mono - last.mono
    // Whichever goes on during sleep tells how much time there really was.
    const real = Math.max(mono, now.boot - last.boot)
    const wall = now.wall - last.wall
    if (wall - real < -NOTICED_MS)
      return {
        reason: 'clock',
        from: now.wall,
        to: now.wall,
        broken: real > LATE_MS,
        backTo: now.wall,
      }
    if (real > LATE_MS)
      return {
        reason: real - mono > NOTICED_MS ? 'asleep' : 'busy',
        from: last.wall,
        to: now.wall,
        broken: true,
      }
    if (wall - real > NOTICED_MS)
      return { reason: 'clock', from: last.wall, to: now.wall, broken: false }
    return undefined
  }

  #read(): { wall: number; mono: number; boot: number } {
    return { wall: this.#clocks.wall(), mono: this.#clocks.mono(), boot: this.#clocks.boot() }
  }
}
