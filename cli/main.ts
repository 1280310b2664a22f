#!/usr/bin/env node
import { errorText } from '../contract/error-text.ts'
import { CoreError } from '../core/error.ts'
import { COMMAND_NAMES, parse, type CommandName, type Problem } from './args.ts'
import { COMMANDS } from './commands.ts'
import { Console, DONE, REFUSED, Stop, WRONG_USE, type ExitCode } from './console.ts'
import { HELP, TEXTS } from './texts.ts'

function help(screen: Console, command: CommandName | undefined): void {
  if (command !== undefined) {
    screen.say(`watchkeeper ${command}: ${screen.text(HELP[command].line)}`)
    const own = screen.text(HELP[command].options)
    if (own !== '') screen.say(own)
  } else {
    screen.say(screen.text(TEXTS.usage))
    screen.say(`\n${screen.text(TEXTS.commands)}`)
    for (const name of COMMAND_NAMES)
      screen.say(`  ${name.padEnd(9)}${screen.text(HELP[name].line)}`)
  }
  screen.say(`\n${screen.text(TEXTS.options)}`)
  screen.say(screen.text(TEXTS.common))
}

const wrong = (screen: Console, problem: Problem): string =>
  screen.text(TEXTS[problem.kind], { ...problem })

/** What the operating system refuses (no space, no right) is told in its words, without a stack. */
const isSystemError = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error

async function run(): Promise<ExitCode> {
  const parsed = parse(process.argv.slice(2), process.env)
  if (parsed.kind === 'help') {
    help(new Console(parsed.language, false), parsed.command)
    return DONE
  }
  if (parsed.kind === 'wrong') {
    process.stderr.write(`${wrong(new Console(parsed.language, false), parsed.problem)}\n`)
    return WRONG_USE
  }
  const { request } = parsed
  const screen = new Console(request.language, request.json)
  try {
    return await COMMANDS[request.command](request, screen)
  } catch (error) {
    if (error instanceof Stop) {
      process.stderr.write(`${error.message}\n`)
      return error.code
    }
    if (isSystemError(error)) {
      process.stderr.write(`${screen.text(TEXTS.failed, { reason: error.message })}\n`)
      return REFUSED
    }
    if (!(error instanceof CoreError)) throw error
    const reason = errorText({ code: error.code, params: error.params }, screen.language)
    process.stderr.write(`${screen.text(TEXTS.failed, { reason })} (${error.code})\n`)
    return REFUSED
  }
}

process.exitCode = await run()
