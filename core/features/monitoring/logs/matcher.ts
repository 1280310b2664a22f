import { lineShape } from './line-shape.ts'
import { compilePattern, type Pattern, type PatternSource } from './pattern.ts'

/** A line that matched, with the lines around it. */
export interface LogHit {
  /** Key of the first pattern that it matches. */
  readonly pattern: string
  readonly line: string
  readonly before: readonly string[]
  /** Grows while the lines after it come. */
  readonly after: readonly string[]
  /** Equal for lines that say the same: what the groups caught, else the line without its numbers. */
  readonly shape: string
  readonly groups: readonly string[]
}

interface Waiting {
  readonly after: string[]
  missing: number
}

/** Finds patterns in the lines of one log, with the lines around each match, over several readings. */
export class LogMatcher {
  readonly #patterns: readonly Pattern[]
  readonly #before: number
  readonly #after: number
  readonly #past: string[] = []
  #waiting: readonly Waiting[] = []

  constructor(
    patterns: readonly PatternSource[],
    context: { readonly before: number; readonly after: number },
  ) {
    this.#patterns = patterns.map(compilePattern)
    this.#before = context.before
    this.#after = context.after
  }

  /** Matches in these lines, in order. */
  take(lines: readonly string[]): readonly LogHit[] {
    const hits: LogHit[] = []
    for (const line of lines) {
      this.#follow(line)
      const pattern = this.#patterns.find((one) => one.matches(line))
      if (pattern) hits.push(this.#hit(pattern, line))
      this.#past.push(line)
      if (this.#past.length > this.#before) this.#past.shift()
    }
    return hits
  }

  #hit(pattern: Pattern, line: string): LogHit {
    const groups = pattern.groups(line)
    const after: string[] = []
    if (this.#after > 0) this.#waiting = [...this.#waiting, { after, missing: this.#after }]
    return {
      pattern: pattern.key,
      line,
      before: [...this.#past],
      after,
      shape: groups.length > 0 ? groups.join(' ') : lineShape(line),
      groups,
    }
  }

  #follow(line: string): void {
    if (this.#waiting.length === 0) return
    for (const wait of this.#waiting) {
      wait.after.push(line)
      wait.missing -= 1
    }
    this.#waiting = this.#waiting.filter(({ missing }) => missing > 0)
  }
}
