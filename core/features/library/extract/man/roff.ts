/** A request or macro with its arguments, or a line of text. */
export type RoffLine =
  | {
      readonly kind: 'macro'
      readonly name: string
      readonly args: readonly string[]
      readonly rest: string
    }
  | { readonly kind: 'text'; readonly text: string }

const MOST_LINES = 400_000
const DEEPEST = 20

/**
 * Carries out what roff does before anything is set: definitions of macros and strings, conditions, comments.
 * A page that never ends is cut; nothing is included and no program is run.
 */
export class Roff {
  readonly strings = new Map<string, string>()
  readonly #macros = new Map<string, readonly string[]>()
  readonly #registers = new Map<string, number>([['.g', 1]])
  readonly #out: RoffLine[] = []
  #lines = 0
  #taken = true

  read(source: string): readonly RoffLine[] {
    this.#run(source.split(/\r?\n/u), [], 0)
    return this.#out
  }

  #run(lines: readonly string[], args: readonly string[], depth: number): void {
    for (let at = 0; at < lines.length; at += 1) {
      if ((this.#lines += 1) > MOST_LINES) return
      let line = lines[at] ?? ''
      // A line that ends in a backslash goes on; two of them are one that is printed.
      while (/(?:^|[^\\])(?:\\\\)*\\$/u.test(line) && at + 1 < lines.length)
        line = line.slice(0, -1) + (lines[(at += 1)] ?? '')
      if (depth > 0) line = filled(line, args)
      at = this.#line(line, lines, at, depth)
    }
  }

  /** Carries out one line; answers the place of the last line that belonged to it. */
  #line(line: string, lines: readonly string[], at: number, depth: number): number {
    const match = /^[.'][ \t]*(\\?[^\s\\]*)[ \t]*(.*)$/u.exec(line)
    if (match === null || line.startsWith('\'\\"')) {
      if (!line.startsWith('\'\\"')) this.#out.push({ kind: 'text', text: line })
      return at
    }
    const [, name = '', rest = ''] = match
    switch (name) {
      case '\\"':
      case '\\}':
      case '':
        return at
      case 'de':
      case 'de1':
      case 'am':
      case 'ig':
        return this.#define(name, rest, lines, at)
      case 'ds':
      case 'ds1':
      case 'as':
        this.#string(name, rest)
        return at
      case 'nr':
        this.#register(rest)
        return at
      case 'if':
      case 'ie':
      case 'el':
        return this.#condition(name, rest, lines, at, depth)
      case 'rm':
        this.#macros.delete(rest.trim())
        return at
      default:
        this.#call(name, rest, depth)
        return at
    }
  }

  #call(name: string, rest: string, depth: number): void {
    const body = this.#macros.get(name)
    const args = argumentsOf(rest)
    if (body === undefined) this.#out.push({ kind: 'macro', name, args, rest: uncommented(rest) })
    else if (depth < DEEPEST) this.#run(body, args, depth + 1)
  }

  #define(kind: string, rest: string, lines: readonly string[], at: number): number {
    const [name = '', until = '.'] = rest.trim().split(/\s+/u)
    const mark = kind === 'ig' ? (name === '' ? '.' : name) : until
    const end = lines.findIndex(
      (line, index) => index > at && new RegExp(`^[.'][ \\t]*${escaped(mark)}`, 'u').test(line),
    )
    const body = lines.slice(at + 1, end < 0 ? lines.length : end)
    if (kind !== 'ig') {
      const before = kind === 'am' ? (this.#macros.get(name) ?? []) : []
      this.#macros.set(name, [...before, ...body].slice(0, 2000))
    }
    return end < 0 ? lines.length : end
  }

  #string(kind: string, rest: string): void {
    const [, name = '', value = ''] = /^(\S+)[ \t]*"?(.*)$/u.exec(rest) ?? []
    const text = uncommented(value).replaceAll(
      /\\\*(?:\((..)|\[([^\]]*)\]|(.))/gu,
      (_all, two, long, one) => this.strings.get(two ?? long ?? one) ?? '',
    )
    const whole = (kind === 'as' ? (this.strings.get(name) ?? '') : '') + text
    this.strings.set(
      name,
      whole.replaceAll(/\\[f&|^](?:\(..|\[[^\]]*\]|[BIRP])?/gu, '').slice(0, 1000),
    )
  }

  #register(rest: string): void {
    const [name = '', value = '0'] = rest.trim().split(/\s+/u)
    const number = Number.parseInt(value, 10)
    this.#registers.set(name, Number.isNaN(number) ? 0 : number)
  }

  #condition(
    name: string,
    rest: string,
    lines: readonly string[],
    at: number,
    depth: number,
  ): number {
    const { holds, then } = name === 'el' ? { holds: !this.#taken, then: rest } : this.#test(rest)
    if (name === 'ie') this.#taken = holds
    const start = then.trimStart()
    if (!start.startsWith('\\{')) {
      if (holds && start !== '') this.#run([start], [], depth)
      return at
    }
    const body: string[] = [start.slice(2).replace(/^\\$/u, '')]
    let open = braces(start)
    let end = at
    while (open > 0 && end + 1 < lines.length) {
      const line = lines[(end += 1)] ?? ''
      open += braces(line)
      body.push(open > 0 ? line : line.replace(/\\\}.*$/u, ''))
    }
    if (holds)
      this.#run(
        body.filter((line) => line !== '' && line !== '.'),
        [],
        depth,
      )
    return end
  }

  /** `n` holds, since pages are read on a screen; what cannot be told does not hold. */
  #test(rest: string): { holds: boolean; then: string } {
    const negative = rest.startsWith('!')
    const text = negative ? rest.slice(1) : rest
    const answer = (value: boolean, length: number) => ({
      holds: value !== negative,
      then: text.slice(length),
    })
    if (/^[noet](?=\s|\\\{|$)/u.test(text)) return answer(text[0] === 'n' || text[0] === 'o', 1)
    const register = /^\(?\\*n(?:\((..)|\[([^\]]*)\]|(.))([<>=]?)=?(\d*)\)?/u.exec(text)
    if (register) {
      const value = this.#registers.get(register[1] ?? register[2] ?? register[3] ?? '') ?? 0
      const other = Number(register[5] || 0)
      const kinds: Readonly<Record<string, boolean>> = {
        '<': value < other,
        '>': value > other,
        '=': value === other,
      }
      return answer(kinds[register[4] ?? ''] ?? value > 0, register[0].length)
    }
    const strings = /^(['"])(.*?)\1(.*?)\1/u.exec(text)
    if (strings) return answer(strings[2] === strings[3], strings[0].length)
    const number = /^-?\d+/u.exec(text)
    if (number) return answer(Number(number[0]) > 0, number[0].length)
    return answer(false, /^\S*/u.exec(text)?.[0].length ?? 0)
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')
const braces = (line: string): number =>
  (line.match(/\\\{/gu)?.length ?? 0) - (line.match(/\\\}/gu)?.length ?? 0)
const uncommented = (text: string): string => text.replace(/(^|[^\\])\\["#].*$/u, '$1')

/** The arguments of a call in the lines of a macro. */
const filled = (line: string, args: readonly string[]): string =>
  line
    .replaceAll(/\\+\$([1-9])/gu, (_all, index: string) => args[Number(index) - 1] ?? '')
    .replaceAll(/\\+\$[*@]/gu, args.join(' '))
    .replaceAll(/\\+n\(\.\$/gu, String(args.length))
    .replaceAll('\\\\', '\\')
    .slice(0, 100_000)

/** Words; those with spaces stand in double quotes, and a doubled one inside is one. */
export function argumentsOf(rest: string): string[] {
  const args: string[] = []
  const pattern = /"((?:[^"]|"")*)"?|((?:\\.|[^\s"\\])(?:\\[\s\S]|[^\s\\])*)/gu
  for (const match of uncommented(rest).matchAll(pattern))
    args.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
  return args
}
