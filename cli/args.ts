import { parseArgs, type ParseArgsConfig } from 'node:util'
import { LANGUAGES, type Language } from '../contract/text.ts'

type Options = NonNullable<ParseArgsConfig['options']>

const COMMON = {
  workspace: { type: 'string', short: 'w' },
  user: { type: 'string', short: 'u' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options

/** Options of each command beside the common ones, and how many words it takes. */
const COMMANDS = {
  init: {
    words: [0, 0],
    options: {
      name: { type: 'string' },
      team: { type: 'string' },
      person: { type: 'string' },
      device: { type: 'string' },
      separation: { type: 'boolean' },
    },
  },
  demo: { words: [0, 0], options: { days: { type: 'string' } } },
  verify: { words: [0, 0], options: { head: { type: 'string' } } },
  rebuild: { words: [0, 0], options: {} },
  export: {
    words: [1, 1],
    options: {
      format: { type: 'string' },
      out: { type: 'string', short: 'o' },
      columns: { type: 'string' },
      text: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      force: { type: 'boolean' },
    },
  },
  search: {
    words: [1, 20],
    options: {
      type: { type: 'string', multiple: true },
      records: { type: 'boolean' },
      limit: { type: 'string' },
    },
  },
  library: { words: [1, 1], options: {} },
  import: {
    words: [1, 1000],
    options: {
      collection: { type: 'string' },
      level: { type: 'string' },
      kind: { type: 'string' },
      language: { type: 'string' },
      encoding: { type: 'string' },
    },
  },
  bundle: { words: [2, 1000], options: { for: { type: 'string' }, split: { type: 'string' } } },
  enrol: { words: [1, 1], options: { name: { type: 'string' }, code: { type: 'string' } } },
  backup: { words: [0, 1], options: { test: { type: 'boolean' }, list: { type: 'boolean' } } },
  restore: {
    words: [1, 1],
    options: { backup: { type: 'string' }, replace: { type: 'boolean' } },
  },
  join: { words: [1, 1], options: { code: { type: 'string' } } },
  connect: { words: [1, 1], options: { code: { type: 'string' } } },
  sync: { words: [0, 0], options: {} },
  device: { words: [1, 2], options: { name: { type: 'string' }, code: { type: 'string' } } },
  call: { words: [1, 1], options: { input: { type: 'string', short: 'i' } } },
} as const satisfies Record<string, { words: readonly [number, number]; options: Options }>

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

type Value = string | boolean | readonly (string | boolean)[]

/** What was asked on the command line, checked in form only. */
export interface Request {
  readonly command: CommandName
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, Value | undefined>>
  readonly language: Language
  readonly json: boolean
}

export type Problem =
  | { readonly kind: 'unknownCommand'; readonly name: string }
  | { readonly kind: 'unknownOption'; readonly name: string }
  | { readonly kind: 'optionValue'; readonly name: string }
  | { readonly kind: 'words'; readonly command: CommandName }
  | { readonly kind: 'language'; readonly name: string }

export type Parsed =
  | { readonly kind: 'run'; readonly request: Request }
  | { readonly kind: 'help'; readonly command?: CommandName; readonly language: Language }
  | { readonly kind: 'wrong'; readonly problem: Problem; readonly language: Language }

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name)
const isLanguage = (name: string): name is Language => LANGUAGES.some((known) => known === name)

/** The language of messages: LC_ALL, LC_MESSAGES, LANG as POSIX orders them. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? ''
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** What stands after `help`: one command, or nothing, and the language. */
function helpFor(rest: readonly string[], given: Language): Parsed {
  const { values, positionals } = parseArgs({
    args: [...rest],
    options: { lang: COMMON.lang },
    strict: false,
    allowPositionals: true,
  })
  const [topic, ...more] = positionals
  const asked = values.lang ?? given
  if (typeof asked !== 'string' || !isLanguage(asked))
    return {
      kind: 'wrong',
      problem: { kind: 'language', name: String(asked) },
      language: given,
    }
  if (topic === undefined) return { kind: 'help', language: asked }
  return isCommand(topic) && more.length === 0
    ? { kind: 'help', command: topic, language: asked }
    : {
        kind: 'wrong',
        problem: { kind: 'unknownCommand', name: positionals.join(' ') },
        language: asked,
      }
}

export function parse(argv: readonly string[], env: NodeJS.ProcessEnv): Parsed {
  let language = languageOf(env)
  const wrong = (problem: Problem): Parsed => ({ kind: 'wrong', problem, language })
  const [first, ...rest] = argv
  if (first === undefined || first === 'help' || first === '--help' || first === '-h')
    return helpFor(rest, language)
  if (!isCommand(first)) return wrong({ kind: 'unknownCommand', name: first })
  const declared: Options = { ...COMMON, ...COMMANDS[first].options }
  const { tokens } = parseArgs({
    args: rest,
    options: declared,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const words: string[] = []
  const options: Record<string, Value> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = declared[token.name]
    if (!option || !Object.hasOwn(declared, token.name))
      return wrong({ kind: 'unknownOption', name: token.rawName })
    if ((option.type === 'string') !== (token.value !== undefined))
      return wrong({ kind: 'optionValue', name: token.rawName })
    const value = token.value ?? true
    const before = options[token.name]
    options[token.name] = option.multiple
      ? [...(Array.isArray(before) ? before : []), value]
      : value
  }
  if (typeof options['lang'] === 'string') {
    if (!isLanguage(options['lang'])) return wrong({ kind: 'language', name: options['lang'] })
    language = options['lang']
  }
  if (options['help'] === true) return { kind: 'help', command: first, language }
  const [least, most] = COMMANDS[first].words
  if (words.length < least || words.length > most) return wrong({ kind: 'words', command: first })
  return {
    kind: 'run',
    request: { command: first, words, options, language, json: options['json'] === true },
  }
}

/** An option that takes a text, or undefined. */
export function textOption(request: Request, name: string): string | undefined {
  const value = request.options[name]
  return typeof value === 'string' ? value : undefined
}

export const flag = (request: Request, name: string): boolean => request.options[name] === true

export function textOptions(request: Request, name: string): readonly string[] {
  const value = request.options[name]
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : []
}
