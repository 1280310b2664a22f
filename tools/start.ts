/** `npm start [-- options]`: opens the application on whatever engine this machine has. See --help. */
import './node-version.ts'
import { spawn, type ChildProcess } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { languageOf } from '../cli/args.ts'
import type { Language } from '../contract/text.ts'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { driveEngine, electronProgram, userData } from './engine.ts'
import { NEEDS, provide } from './provision.ts'
import { build, isStale } from './start/build.ts'
import { DEMO_PASSWORD, hasWorkspace, makeDemonstration } from './start/demonstration.ts'
import { openVirtualDisplay } from './start/display.ts'
import { decide, type Decision, type Engine } from './start/engine.ts'
import { fetchElectron, gatherFacts, installCommand } from './start/facts.ts'
import { parseStart, type StartOptions } from './start/options.ts'
import { wordsIn, type Say } from './start/words.ts'
import { tour } from './tour.ts'

const ROOT = resolve(import.meta.dirname, '..')
const tell = (line: string): boolean => process.stderr.write(`${line}\n`)

/** The application with its window; answers its exit code. */
async function open(engine: Engine, args: readonly string[]): Promise<number> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const program = engine === 'electron' ? electronProgram() : process.execPath
  if (program === undefined) throw new Error('the Electron binary is gone')
  const first =
    engine === 'electron'
      ? [...(asRoot ? ['--no-sandbox'] : [])]
      : [join(ROOT, 'tools/chromium-host/run.ts')]
  const child = spawn(program, [...first, ROOT, ...args], {
    stdio: 'inherit',
    env: { ...process.env, WATCHKEEPER_COMPATIBILITY_TOLD: '1' },
  })
  forward(child)
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('exit', (code, signal) => done(code ?? (signal === null ? 1 : 0)))
  })
}

/** A signal to this program means the application. */
function forward(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal))
}

/** Folder with the demonstration's workspace and user data; made at the first time. */
async function demonstration(language: Language, say: Say): Promise<readonly string[]> {
  const folder = join(userData(), `demonstration-${language}`)
  const workspace = join(folder, 'workspace')
  if (!hasWorkspace(workspace)) {
    tell(say('makingDemo'))
    const unfinished = `${workspace}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    await makeDemonstration(unfinished, language)
    renameSync(unfinished, workspace)
  }
  tell(say('demo', { folder: workspace, login: FOUNDER, password: DEMO_PASSWORD }))
  return [`--workspace=${workspace}`, `--user-data-dir=${join(folder, 'user-data')}`]
}

async function decideHere(options: StartOptions, say: Say): Promise<Decision> {
  if (!gatherFacts().electron) await fetchElectron(() => tell(say('fetching')))
  let decision = decide(gatherFacts(), options)
  if (decision.kind === 'install') {
    provide([NEEDS.chromium])
    decision = decide(gatherFacts(), options)
  }
  if (decision.kind === 'run' && decision.engine === 'chromium')
    tell(say(gatherFacts().electron ? 'noScreenForElectron' : 'noElectron'))
  return decision
}

async function main(): Promise<number> {
  const options = parseStart(process.argv.slice(2))
  const say = wordsIn(('language' in options && options.language) || languageOf(process.env))
  if (options.kind === 'help') {
    process.stdout.write(`${say('help')}\n`)
    return 0
  }
  if (options.kind === 'wrong') {
    tell(say('wrong', { reason: options.reason }))
    return 2
  }
  const decision = await decideHere(options, say)
  if (decision.kind !== 'run') {
    tell(say('noEngine', { command: installCommand() }))
    return 1
  }
  if (isStale(ROOT)) {
    tell(say('building'))
    build(ROOT)
  }
  const language = options.language ?? languageOf(process.env)
  if (decision.tour) {
    if (!options.tour) tell(say('noDisplay'))
    const folder = join(ROOT, 'screenshots/tour')
    const close = decision.display === 'virtual' ? await openVirtualDisplay() : undefined
    driveEngine(decision.engine)
    const pictures = await tour(language, folder)
    close?.()
    tell(say('toured', { count: pictures.length, folder }))
    return 0
  }
  if (process.getuid?.() === 0) tell(say('root'))
  const where = options.demo
    ? await demonstration(language, say)
    : options.workspace === undefined
      ? []
      : [`--workspace=${resolve(options.workspace)}`]
  const lang = options.language === undefined ? [] : [`--lang=${options.language}`]
  return open(decision.engine, [...where, ...lang])
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    tell(error instanceof Error ? error.message : String(error))
    process.exit(1)
  },
)
