import { setTimeout as sleep } from 'node:timers/promises'
import { refusalText } from '../contract/refusals.ts'
import { errorText } from '../contract/error-text.ts'
import { isErrorCode } from '../contract/errors.ts'
import type { OutputOf } from '../contract/procedures.ts'
import { createCore } from '../core/host.ts'
import { textOption, type Request } from './args.ts'
import { DONE, REFUSED, Stop, WRONG_USE, type Console, type ExitCode } from './console.ts'
import { TEXTS } from './texts.ts'
import { caller, folderOf, refused, signedIn, type Call } from './workspace.ts'

/** How long `sync` waits until the server has everything and everything is here. */
const LONGEST_S = 600
const LOOK_EVERY_MS = 100

function needed(request: Request, screen: Console, ...names: readonly string[]): string[] {
  const missing = names.filter((name) => textOption(request, name) === undefined)
  if (missing.length > 0) {
    const options = missing.map((name) => `--${name}`).join(', ')
    throw new Stop(screen.text(TEXTS.missing, { names: options }), WRONG_USE)
  }
  return names.map((name) => textOption(request, name) ?? '')
}

/**
 * `sync`: waits until this workstation and its server are alike; exit code 1 when they are not in time, or when the server
 * contradicts what it had signed.
 */
export function sync(request: Request, screen: Console): Promise<ExitCode> {
  return signedIn(request, screen, async (call) => {
    const hub = await settled(call)
    if (hub === null) throw new Stop(screen.text(TEXTS.noServer), REFUSED)
    const { failure, phase, refused: left, witnessed } = hub
    const isContradicted = witnessed.contradictions.length > 0
    const why =
      failure !== null && isErrorCode(failure.code)
        ? errorText({ code: failure.code, params: failure.params }, screen.language)
        : phase
    screen.result(hub, () => [
      phase === 'live'
        ? screen.text(TEXTS.synced, { url: hub.url })
        : screen.text(TEXTS.notSynced, { url: hub.url, reason: why }),
      ...(isContradicted ? [screen.text(TEXTS.contradicts)] : []),
      ...left.map(({ device, seq, reason }) => {
        const { why, detail } = refusalText(reason, screen.language)
        return `  ${device ?? '?'}\t${seq}\t${why}\t${detail}`
      }),
    ])
    return phase === 'live' && left.length === 0 && !isContradicted ? DONE : REFUSED
  })
}

/** Until nothing moves any more, or the server does not answer. */
async function settled(call: Call): Promise<OutputOf<'sync.hub'>> {
  for (const end = Date.now() + LONGEST_S * 1000; ;) {
    const hub = await call('sync.hub', {})
    if (hub === null || hub.phase === 'live' || hub.failure !== null || Date.now() > end) return hub
    await sleep(LOOK_EVERY_MS)
  }
}

/** `connect ADDRESS --code CODE`: gives an empty server this workspace, and waits until it has everything. */
export function connect(request: Request, screen: Console): Promise<ExitCode> {
  const [code = ''] = needed(request, screen, 'code')
  return signedIn(request, screen, async (call) => {
    const { url } = await call('sync.connect', { address: request.words[0] ?? '', code })
    await settled(call)
    screen.result({ url }, () => [screen.text(TEXTS.synced, { url })])
    return DONE
  })
}

/** `join ADDRESS --code CODE`. */
export async function joinByServer(
  request: Request,
  screen: Console,
  code: string,
): Promise<ExitCode> {
  const core = createCore({ workspacePath: folderOf(request) })
  try {
    const address = request.words[0] ?? ''
    const joined = await caller(core, screen)('workspace.joinServer', { address, code })
    screen.result(joined, () => [screen.text(TEXTS.joined, joined)])
    return DONE
  } finally {
    await core.close()
  }
}

const ACTS = { list, invite, revoke, accept } as const

/** `device list`, `device invite`, `device revoke CODE`, `device accept CODE`. */
export function device(request: Request, screen: Console): Promise<ExitCode> {
  const [act = ''] = request.words
  if (!Object.hasOwn(ACTS, act))
    throw new Stop(
      screen.text(TEXTS.badChoice, { name: 'device', choices: Object.keys(ACTS).join(', ') }),
      WRONG_USE,
    )
  return signedIn(request, screen, (call) => ACTS[act as keyof typeof ACTS](request, screen, call))
}

async function list(_request: Request, screen: Console, call: Call): Promise<ExitCode> {
  const { devices } = await call('sync.status', {})
  screen.result(devices, () =>
    devices.map(({ code, name, revokedAt, waiting }) =>
      [code, name, revokedAt === null ? '' : new Date(revokedAt).toISOString(), waiting || ''].join(
        '\t',
      ),
    ),
  )
  return DONE
}

async function invite(request: Request, screen: Console, call: Call): Promise<ExitCode> {
  const [name = '', code = ''] = needed(request, screen, 'name', 'code')
  // The server has to know the workstation before it comes.
  await settled(call)
  const made = await call('device.invite', { name, code })
  await settled(call)
  screen.result(made, () => [screen.text(TEXTS.invited, { ...made })])
  return DONE
}

async function named(request: Request, screen: Console, call: Call): Promise<string> {
  const [, code] = request.words
  const { devices } = await call('sync.status', {})
  const found = devices.find((one) => one.code === code)
  if (found === undefined) throw refused(screen, { code: 'notFound', params: {} })
  return found.id
}

async function revoke(request: Request, screen: Console, call: Call): Promise<ExitCode> {
  await call('device.revoke', { device: await named(request, screen, call) })
  await settled(call)
  screen.result({}, () => [screen.text(TEXTS.revoked, { code: request.words[1] ?? '' })])
  return DONE
}

async function accept(request: Request, screen: Console, call: Call): Promise<ExitCode> {
  const done = await call('device.acceptRest', { device: await named(request, screen, call) })
  await settled(call)
  screen.result(done, () => [screen.text(TEXTS.accepted, { ...done })])
  return DONE
}
