import type { Language, Text } from '../contract/text.ts'
import { fill } from '../contract/text.ts'

export type ExitCode = 0 | 1 | 2
export const DONE: ExitCode = 0
/** Refused, or found wrong. */
export const REFUSED: ExitCode = 1
export const WRONG_USE: ExitCode = 2

/** Ends a command with a message for the person. */
export class Stop extends Error {
  readonly code: ExitCode

  constructor(message: string, code: ExitCode) {
    super(message)
    this.code = code
  }
}

/** Results on standard output, one JSON document when asked; messages on standard error then. */
export class Console {
  readonly language: Language
  readonly #json: boolean

  constructor(language: Language, json: boolean) {
    this.language = language
    this.#json = json
  }

  text(text: Text, params: Readonly<Record<string, unknown>> = {}): string {
    return fill(text[this.language], params)
  }

  /** A message for a person. */
  say(message: string): void {
    ;(this.#json ? process.stderr : process.stdout).write(`${message}\n`)
  }

  /** The result: the document with --json, the lines else. */
  result(document: unknown, lines: () => readonly string[]): void {
    if (this.#json) process.stdout.write(`${JSON.stringify(document, withBytes, 2)}\n`)
    else for (const line of lines()) process.stdout.write(`${line}\n`)
  }
}

/** Bytes stand in JSON as {"$bytes": base64}. */
function withBytes(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  // Buffers have been through toJSON by now.
  const isBuffer =
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value &&
    Array.isArray(value.data)
  return isBuffer ? { $bytes: Buffer.from(value.data as number[]).toString('base64') } : value
}

/** The other way round, for what is typed as JSON. */
export function fromBytes(_key: string, value: unknown): unknown {
  return typeof value === 'object' &&
    value !== null &&
    '$bytes' in value &&
    typeof value.$bytes === 'string'
    ? new Uint8Array(Buffer.from(value.$bytes, 'base64'))
    : value
}
