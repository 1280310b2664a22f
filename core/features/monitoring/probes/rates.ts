/** Counters as they were before, to make rates of them. A counter that began anew counts from nought. */
export class Rates {
  #before = new Map<string, number>()
  #now = new Map<string, number>()
  #at = 0
  #seconds = 0

  /** A new reading begins. `mono`: milliseconds of a clock that nobody moves. */
  begin(mono: number): void {
    this.#before = this.#now
    this.#now = new Map()
    this.#seconds = this.#at === 0 ? 0 : (mono - this.#at) / 1_000
    this.#at = mono
  }

  /** By how much a counter grew since the reading before; undefined at its first. */
  growth(key: string, value: number): number | undefined {
    this.#now.set(key, value)
    const before = this.#before.get(key)
    if (before === undefined || this.#seconds <= 0) return undefined
    return value >= before ? value - before : value
  }

  /** Growth per second. */
  rate(key: string, value: number): number | undefined {
    const growth = this.growth(key, value)
    return growth === undefined ? undefined : growth / this.#seconds
  }
}
