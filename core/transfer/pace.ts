/** Core does nothing else while it writes a commit: so long while somebody works at the window, */
const HOLDS_MS = 40
/** and so long while nobody does; whoever begins waits once for one of these. */
const HOLDS_ALONE_MS = 350
const FEWEST_ROWS = 250
const MOST_ROWS = 5000

/**
 * Rows in the next commit of a long import: as many as are written while others hardly notice. With few, the indexes
 * would cost several times as much, since each commit writes their pages out.
 */
export class Pace {
  readonly #isBusy: () => boolean
  rows = FEWEST_ROWS

  /** `isBusy`: whether somebody works at the window. */
  constructor(isBusy: () => boolean) {
    this.#isBusy = isBusy
  }

  timed<T>(work: () => T): T {
    const start = performance.now()
    const value = work()
    const held = Math.max(performance.now() - start, 1)
    const fitting = (this.rows * (this.#isBusy() ? HOLDS_MS : HOLDS_ALONE_MS)) / held
    // Growing half the way: one commit in a few also brings pages from the log of the database into its file.
    const next = fitting < this.rows ? fitting : (this.rows + fitting) / 2
    this.rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.round(next)))
    return value
  }
}
