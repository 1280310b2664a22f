import { existsSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { heads as headsSchema, type Heads } from '../contract/oversight.ts'
import { buildDemonstration, DEMONSTRATION_DAYS } from '../core/demonstration/build.ts'
import { createCore } from '../core/host.ts'
import { flag, textOption, type CommandName, type Request } from './args.ts'
import {
  DONE,
  fromBytes,
  REFUSED,
  Stop,
  WRONG_USE,
  type Console,
  type ExitCode,
} from './console.ts'
import { backup, restore } from './backup.ts'
import { importPaths } from './import.ts'
import { library, search } from './library.ts'
import { numberOption } from './number-option.ts'
import { readPassword } from './password.ts'
import { connect, device, sync } from './server.ts'
import { bundle, enrol, join as joinBundle } from './sync.ts'
import { TEXTS } from './texts.ts'
import { caller, folderOf, refused, signedIn, userOf, type Call } from './workspace.ts'

type Command = (request: Request, screen: Console) => Promise<ExitCode>

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Options that a command cannot do without. */
function needed(
  screen: Console,
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const names = Object.keys(values).filter((name) => !values[name]?.trim())
  if (names.length > 0)
    throw new Stop(
      screen.text(TEXTS.missing, { names: names.map((name) => `--${name}`).join(', ') }),
      WRONG_USE,
    )
  return values as Readonly<Record<string, string>>
}

const init: Command = async (request, screen) => {
  const { name, person, user } = needed(screen, {
    name: textOption(request, 'name'),
    person: textOption(request, 'person'),
    user: userOf(request),
  }) as { name: string; person: string; user: string }
  const path = folderOf(request)
  const password = await readPassword(screen, user)
  const core = createCore({ workspacePath: path })
  try {
    const made = await caller(core, screen)('workspace.create', {
      name,
      team: textOption(request, 'team') ?? '',
      language: screen.language,
      person,
      login: user,
      password,
      deviceCode: textOption(request, 'device') ?? 'A1',
      separation: flag(request, 'separation'),
    })
    screen.result({ path, workspace: made.workspace, recoveryKey: made.recoveryKey }, () => [
      screen.text(TEXTS.initDone, { path, key: made.recoveryKey }),
    ])
    return DONE
  } finally {
    await core.close()
  }
}

/** A whole number between two bounds. */
const demo: Command = async (request, screen) => {
  const days = numberOption(request, screen, 'days', {
    least: 14,
    most: 3660,
    absent: DEMONSTRATION_DAYS,
  })
  const path = folderOf(request)
  const password = await readPassword(screen, 'demo')
  const { accounts, recoveryKey } = await buildDemonstration({
    workspacePath: path,
    language: screen.language,
    password,
    days,
    to: Date.now(),
    files: join(import.meta.dirname, '../resources/demonstration'),
  })
  screen.result({ path, accounts, recoveryKey }, () => [
    screen.text(TEXTS.demoDone, { path }),
    ...accounts.map(({ login, name, roles }) => `  ${login}\t${name}\t${roles.join(', ')}`),
  ])
  return DONE
}

async function headsFrom(path: string, screen: Console): Promise<Heads> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    return headsSchema.parse(
      typeof read === 'object' && read !== null && 'heads' in read ? read.heads : read,
    )
  } catch (error) {
    throw new Stop(screen.text(TEXTS.badHeads, { path, reason: reasonOf(error) }), WRONG_USE)
  }
}

const verify: Command = async (request, screen) => {
  const file = textOption(request, 'head')
  const heads = file === undefined ? undefined : await headsFrom(file, screen)
  return signedIn(request, screen, async (call) => {
    const report = await call('audit.verify', heads === undefined ? {} : { heads })
    screen.result(report, () =>
      report.ok
        ? [screen.text(TEXTS.verifyOk, { ...report })]
        : [
            screen.text(TEXTS.verifyFound, { count: report.findings.length }),
            ...report.findings.map(({ kind, where, detail }) => `  ${kind}\t${where}\t${detail}`),
          ],
    )
    return report.ok ? DONE : REFUSED
  })
}

const rebuild: Command = (request, screen) =>
  signedIn(request, screen, async (call) => {
    const done = await call('maintenance.rebuild', {})
    screen.result(done, () => [
      screen.text(done.same ? TEXTS.rebuilt : TEXTS.rebuiltDiffers, { ...done }),
    ])
    return DONE
  })

/** Local midnight of `2026-03-17`, some days later. */
function dayOption(request: Request, screen: Console, name: string, days: number) {
  const text = textOption(request, name)
  if (text === undefined) return undefined
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? []
  const first = new Date(Number(year), Number(month) - 1, Number(day))
  if (year === undefined || first.getMonth() !== Number(month) - 1)
    throw new Stop(screen.text(TEXTS.badDay, { name: `--${name}` }), WRONG_USE)
  return first.setDate(first.getDate() + days)
}

/** Options that this export has no use for are a mistake, not a wish to be ignored. */
function refuseOptions(request: Request, screen: Console, names: readonly string[]): void {
  const found = names.filter((name) => request.options[name] !== undefined)
  if (found.length > 0)
    throw new Stop(
      screen.text(TEXTS.notHere, {
        names: found.map((name) => `--${name}`).join(', '),
        what: request.words[0],
      }),
      WRONG_USE,
    )
}

type Table = { readonly name: string; readonly bytes: Uint8Array; readonly rows: number }

function formatOf<F extends string>(request: Request, screen: Console, formats: readonly F[]): F {
  const asked = textOption(request, 'format') ?? formats[0]
  const found = formats.find((format) => format === asked)
  if (found === undefined)
    throw new Stop(screen.text(TEXTS.badFormat, { formats: formats.join(', ') }), WRONG_USE)
  return found
}

async function exportLog(request: Request, screen: Console, call: Call): Promise<Table> {
  const from = dayOption(request, screen, 'from', 0)
  const to = dayOption(request, screen, 'to', 1)
  const text = textOption(request, 'text')
  return call('log.export', {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(text === undefined ? {} : { text }),
    format: formatOf(request, screen, ['csv', 'xlsx', 'json']),
    language: screen.language,
  })
}

async function exportRegister(
  request: Request,
  screen: Console,
  call: Call,
  type: string,
): Promise<Table> {
  const { types } = await call('register.types', {})
  const declared = types.find(({ name }) => name === type)
  if (declared === undefined) throw refused(screen, { code: 'unknownType', params: { type } })
  const text = textOption(request, 'text')
  return call('transfer.export', {
    type,
    ...(text === undefined ? {} : { text }),
    format: formatOf(request, screen, ['csv', 'xlsx', 'json']),
    columns: textOption(request, 'columns')?.split(',') ?? Object.keys(declared.fields),
    language: screen.language,
  })
}

function keepExisting(request: Request, screen: Console, path: string): void {
  if (existsSync(path) && !flag(request, 'force'))
    throw new Stop(screen.text(TEXTS.fileExists, { path }), REFUSED)
}

const exportTable: Command = async (request, screen) => {
  const asked = resolve(textOption(request, 'out') ?? '.')
  const isFolder = statSync(asked, { throwIfNoEntry: false })?.isDirectory() === true
  if (!isFolder) {
    // Before anything is read: every export is recorded, and this one would come to nothing.
    const folder = dirname(asked)
    if (!existsSync(folder))
      throw new Stop(screen.text(TEXTS.folderMissing, { path: folder }), REFUSED)
    keepExisting(request, screen, asked)
  }
  const what = request.words[0] ?? ''
  const ofLog = what === 'log' || what === 'log-entry'
  refuseOptions(request, screen, ofLog ? ['columns'] : ['from', 'to'])
  return signedIn(request, screen, async (call) => {
    const table = ofLog
      ? await exportLog(request, screen, call)
      : await exportRegister(request, screen, call, what)
    const path = isFolder ? join(asked, table.name) : asked
    keepExisting(request, screen, path)
    writeFileSync(path, table.bytes)
    screen.result({ path, rows: table.rows }, () => [
      screen.text(TEXTS.exported, { path, rows: table.rows }),
    ])
    return DONE
  })
}

const callAny: Command = (request, screen) => {
  const name = request.words[0] ?? ''
  let input: unknown
  try {
    input = JSON.parse(textOption(request, 'input') ?? '{}', fromBytes)
  } catch (error) {
    throw new Stop(screen.text(TEXTS.badJson, { reason: reasonOf(error) }), WRONG_USE)
  }
  return signedIn(request, screen, async (_call, core) => {
    const result = await core.dispatch(name, input)
    if (!result.ok) throw refused(screen, result.error)
    screen.result(result.value, () => [JSON.stringify(result.value, undefined, 2)])
    return DONE
  })
}

export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  init,
  demo,
  verify,
  rebuild,
  export: exportTable,
  search,
  library,
  import: importPaths,
  bundle,
  enrol,
  join: joinBundle,
  backup,
  restore,
  connect,
  sync,
  device,
  call: callAny,
}
