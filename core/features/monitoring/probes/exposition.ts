/** One sample of a Prometheus text endpoint. */
export interface Exposed {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/uy
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/uy
const MOST = 200_000

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/gu, (_all, letter: string) => (letter === 'n' ? '\n' : letter))

const numberOf = (text: string): number =>
  /^[+]?inf$/iu.test(text) ? Infinity : /^-inf$/iu.test(text) ? -Infinity : Number(text)

/**
 * Reads the Prometheus text exposition format 0.0.4. Lines that are none are left out; answers undefined
 * where no line is one, so that a login page is not taken for an endpoint without samples.
 */
export function parseExposition(
  text: string,
  wanted?: (name: string) => boolean,
): readonly Exposed[] | undefined {
  const all: Exposed[] = []
  let seen = 0
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) {
      if (line.startsWith('# TYPE') || line.startsWith('# HELP')) seen++
      continue
    }
    NAME.lastIndex = 0
    const name = NAME.exec(line)?.[0]
    if (name === undefined) continue
    if (wanted && !wanted(name)) {
      seen++
      continue
    }
    const exposed = sampleOf(line, name)
    if (exposed === undefined) continue
    seen++
    all.push(exposed)
    if (all.length >= MOST) break
  }
  return seen === 0 ? undefined : all
}

function sampleOf(line: string, name: string): Exposed | undefined {
  let at = name.length
  const labels: Record<string, string> = {}
  if (line[at] === '{') {
    at++
    for (;;) {
      LABEL.lastIndex = at
      const match = LABEL.exec(line)
      if (!match) break
      labels[String(match[1])] = unescaped(String(match[2]))
      at = LABEL.lastIndex
    }
    while (line[at] === ' ') at++
    if (line[at] !== '}') return undefined
    at++
  }
  const [text = ''] = line.slice(at).trim().split(/\s+/u)
  const value = text === '' ? NaN : numberOf(text)
  return Number.isNaN(value) && !/^nan$/iu.test(text) ? undefined : { name, labels, value }
}
