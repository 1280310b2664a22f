import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Stop, WRONG_USE, type Console } from './console.ts'
import { TEXTS } from './texts.ts'

/** WATCHKEEPER_PASSWORD, else typed without being shown, else the first line of standard input. */
export async function readPassword(screen: Console, user: string): Promise<string> {
  const given = process.env['WATCHKEEPER_PASSWORD']
  if (given !== undefined && given !== '') return given
  const { stdin } = process
  const typed = stdin.isTTY
    ? await ask(screen.text(TEXTS.askPassword, { user }))
    : await firstLine()
  if (typed === '') throw new Stop(screen.text(TEXTS.noPassword), WRONG_USE)
  return typed
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
