import { realpathSync } from 'node:fs'
import { createCore } from '../core/host.ts'
import { textOption, type Request } from './args.ts'
import { DONE, REFUSED, Stop, WRONG_USE, type Console, type ExitCode } from './console.ts'
import { joinByServer } from './server.ts'
import { TEXTS } from './texts.ts'
import { caller, folderOf, refused, signedIn, type Call } from './workspace.ts'

/** WATCHKEEPER_PASSPHRASE, when a bundle has one. */
const passphrase = (): { passphrase?: string } => {
  const given = process.env['WATCHKEEPER_PASSPHRASE']
  return given === undefined || given === '' ? {} : { passphrase: given }
}

function neededPassphrase(screen: Console): string {
  const given = passphrase().passphrase
  if (given === undefined) throw new Stop(screen.text(TEXTS.noPassphrase), WRONG_USE)
  return given
}

const ACTS = { export: exportBundle, inspect, import: take } as const

/** `bundle export FOLDER`, `bundle inspect FILE…`, `bundle import FILE…`. */
export function bundle(request: Request, screen: Console): Promise<ExitCode> {
  const [act = '', ...paths] = request.words
  if (!Object.hasOwn(ACTS, act))
    throw new Stop(
      screen.text(TEXTS.badChoice, { name: 'bundle', choices: Object.keys(ACTS).join(', ') }),
      WRONG_USE,
    )
  return signedIn(request, screen, async (call, core) => {
    let code: ExitCode = DONE
    for (const path of paths) {
      if (paths.length > 1) screen.say(path)
      const token = core.chosen.add(realpathSync(path))
      const done = await ACTS[act as keyof typeof ACTS](request, screen, call, token)
      if (done !== DONE) code = done
    }
    return code
  })
}

/** `4G`, `650M` as bytes; undefined: it was not asked for. */
function splitOf(request: Request, screen: Console): number | undefined {
  const text = textOption(request, 'split')
  if (text === undefined) return undefined
  const [, count, unit] = /^(\d+)([MG])$/iu.exec(text) ?? []
  const size = Number(count) * (unit?.toUpperCase() === 'G' ? 2 ** 30 : 2 ** 20)
  if (!(size >= 8 << 20)) throw new Stop(screen.text(TEXTS.badSize), WRONG_USE)
  return size
}

async function exportBundle(
  request: Request,
  screen: Console,
  call: Call,
  folder: string,
): Promise<ExitCode> {
  const code = textOption(request, 'for')
  const { devices } = await call('sync.status', {})
  const device = devices.find((one) => one.code === code)
  if (code !== undefined && device === undefined)
    throw refused(screen, { code: 'notFound', params: {} })
  const split = splitOf(request, screen)
  const made = await call('sync.exportBundle', {
    folder,
    ...(split === undefined ? {} : { split }),
    ...(device === undefined ? {} : { device: device.id }),
    ...passphrase(),
  })
  screen.result(made, () => [screen.text(TEXTS.bundleMade, made)])
  return DONE
}

async function inspect(
  _request: Request,
  screen: Console,
  call: Call,
  file: string,
): Promise<ExitCode> {
  const seen = await call('sync.inspectBundle', { file, ...passphrase() })
  screen.result(seen, () => [
    screen.text(TEXTS.bundleSeen, {
      device: seen.deviceName,
      made: new Date(seen.madeAt).toISOString(),
      commits: seen.commits,
      fresh: seen.fresh,
      blobs: seen.blobs,
    }),
  ])
  return DONE
}

/** The exit code is 1 when something in it was not taken. */
async function take(
  _request: Request,
  screen: Console,
  call: Call,
  file: string,
): Promise<ExitCode> {
  const taken = await call('sync.importBundle', { file, ...passphrase() })
  screen.result(taken, () => [
    screen.text(TEXTS.bundleTaken, {
      applied: taken.applied,
      blobs: taken.blobs,
      held: taken.held,
    }),
    ...(taken.missing.length === 0
      ? []
      : [
          screen.text(TEXTS.partsMissing, {
            parts: taken.missing
              .map((part) => (part === 'last' ? screen.text(TEXTS.lastPart) : part))
              .join(', '),
          }),
        ]),
    ...taken.refused.map(({ device, seq, reason }) => `  ${device ?? '?'}\t${seq}\t${reason}`),
  ])
  return taken.refused.length > 0 ? REFUSED : DONE
}

/** `enrol FOLDER`: another workstation, and the bundle with which it joins. */
export function enrol(request: Request, screen: Console): Promise<ExitCode> {
  const name = textOption(request, 'name')
  const code = textOption(request, 'code')
  if (name === undefined || code === undefined)
    throw new Stop(screen.text(TEXTS.missing, { names: '--name, --code' }), WRONG_USE)
  const secret = neededPassphrase(screen)
  return signedIn(request, screen, async (call, core) => {
    const folder = core.chosen.add(realpathSync(request.words[0] ?? ''))
    const made = await call('device.enrol', { name, code, folder, passphrase: secret })
    screen.result(made, () => [screen.text(TEXTS.bundleMade, { ...made })])
    return DONE
  })
}

/** `join FILE`, or by a server `join ADDRESS --code CODE`: makes the workspace folder a workstation of the workspace that the bundle is of. */
export async function join(request: Request, screen: Console): Promise<ExitCode> {
  const code = textOption(request, 'code')
  if (code !== undefined) return joinByServer(request, screen, code)
  const secret = neededPassphrase(screen)
  const core = createCore({ workspacePath: folderOf(request) })
  try {
    const file = core.chosen.add(realpathSync(request.words[0] ?? ''))
    const joined = await caller(core, screen)('workspace.join', { file, passphrase: secret })
    screen.result(joined, () => [screen.text(TEXTS.joined, joined)])
    return DONE
  } finally {
    await core.close()
  }
}
