import { RE2JS, RE2JSException } from 're2js'

/** Characters of a line that are looked at: patterns take time in proportion to them and never more. */
const LOOKED_AT = 8_192

/** What is looked for in lines, as a monitor's target has it. */
export interface PatternSource {
  readonly key: string
  /** A text, or an expression in the syntax of RE2, which cannot hang whatever the line is. */
  readonly text: string
  readonly regex?: boolean | undefined
  readonly ignoreCase?: boolean | undefined
  /** Lines that hold this are no matches. */
  readonly without?: string | undefined
}

export interface Pattern {
  readonly key: string
  matches(line: string): boolean
  /** What the groups of an expression caught, without those that caught nothing. */
  groups(line: string): readonly string[]
}

/** Why an expression cannot be used; undefined: it can. */
export function patternProblem({ text, regex }: PatternSource): string | undefined {
  if (regex !== true) return undefined
  try {
    RE2JS.compile(text)
    return undefined
  } catch (error) {
    if (error instanceof RE2JSException) return error.message
    throw error
  }
}

/** Throws RE2JSException for an expression that `patternProblem` refuses. */
export function compilePattern(source: PatternSource): Pattern {
  const { key, without, ignoreCase = false } = source
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text)
  const looked = (line: string): string => line.slice(0, LOOKED_AT)
  const left = without === undefined || without === '' ? undefined : fold(without)
  const isLeft = (line: string): boolean => left !== undefined && fold(line).includes(left)
  if (source.regex !== true) {
    const text = fold(source.text)
    return {
      key,
      matches: (line) => fold(looked(line)).includes(text) && !isLeft(looked(line)),
      groups: () => [],
    }
  }
  const expression = RE2JS.compile(source.text, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  return {
    key,
    matches: (line) => expression.test(looked(line)) && !isLeft(looked(line)),
    groups(line) {
      const found = expression.matcher(looked(line))
      if (!found.find()) return []
      return Array.from({ length: found.groupCount() }, (_, at) => found.group(at + 1)).flatMap(
        (text) => (text === null || text === undefined || text === '' ? [] : [text]),
      )
    },
  }
}
