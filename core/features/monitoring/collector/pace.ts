import { performance, type EventLoopUtilization } from 'node:perf_hooks'

const BUSY = 0.5
const IDLE = 0.25
const STEP = 1.5
const SLOWEST = 4

/** Probes come seldomer while the process has more to do than it should, down to a quarter as often. */
export class Pace {
  #factor = 1
  #last: EventLoopUtilization = performance.eventLoopUtilization()

  get factor(): number {
    return this.#factor
  }

  /** Looks at what the process did since it was asked before. */
  look(): void {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, this.#last)
    this.#last = now
    if (utilization > BUSY) this.#factor = Math.min(SLOWEST, this.#factor * STEP)
    else if (utilization < IDLE) this.#factor = Math.max(1, this.#factor / STEP)
  }
}
