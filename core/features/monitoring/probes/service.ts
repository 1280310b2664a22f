import { found, type Outcome, type ProbeMaker } from '../probe.ts'
import { netFailure } from './net-failure.ts'
import { runProgram } from './program.ts'

/** Services that are asked for within so long go into one call. */
const GATHER_MS = 60
const LIMIT_MS = 10_000

interface Asked {
  readonly unit: string
  readonly answer: (outcome: Outcome) => void
}
let waiting: Asked[] = []

/** A service of systemd or of Windows. */
export const serviceProbe: ProbeMaker<'service'> = ({ unit }) => ({
  probe: (signal) =>
    process.platform === 'win32'
      ? ofWindows(unit, signal)
      : new Promise((answer) => {
          if (waiting.length === 0) setTimeout(() => void askSystemd(), GATHER_MS)
          waiting.push({ unit, answer })
        }),
})

async function askSystemd(): Promise<void> {
  const asked = waiting
  waiting = []
  const units = [...new Set(asked.map(({ unit }) => unit))]
  try {
    const properties = '--property=Id,Names,LoadState,ActiveState,SubState,Result'
    const { out, err, code } = await runProgram(
      'systemctl',
      ['show', properties, '--', ...units],
      AbortSignal.timeout(LIMIT_MS),
    )
    const blocks = out.trim() === '' ? [] : out.trim().split(/\n\n/u)
    for (const { unit, answer } of asked) {
      // Blocks come in the order of the units.
      const block = blocks[units.indexOf(unit)]
      answer(
        block === undefined
          ? found('unknown', code === 0 ? 'badAnswer' : 'other', err.trim())
          : shown(block),
      )
    }
  } catch (error) {
    for (const { answer } of asked) answer(netFailure(error, 'unknown'))
  }
}

/** One block of `systemctl show`. */
export function shown(block: string): Outcome {
  const of = (name: string): string =>
    new RegExp(`^${name}=(.*)$`, 'mu').exec(block)?.[1]?.trim() ?? ''
  const [load, active, sub, result] = ['LoadState', 'ActiveState', 'SubState', 'Result'].map(of)
  if (load === 'not-found') return found('unknown', 'missing')
  if (active === 'active' || active === 'reloading' || active === 'refreshing')
    return { state: 'up', samples: [], ...(sub ? { detail: sub } : {}) }
  const detail = [active, sub, result === 'success' ? '' : result]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  return found('down', 'notRunning', detail)
}

async function ofWindows(unit: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const { out } = await runProgram('sc', ['query', unit], signal)
    return queried(out)
  } catch (error) {
    return netFailure(error, 'unknown')
  }
}

/** What `sc query` says: its words are translated, its numbers are not. */
export function queried(out: string): Outcome {
  if (/\b1060\b/u.test(out)) return found('unknown', 'missing')
  const match = /:\s*([1-7])\s+([A-Z_]+)/u.exec(out.replace(/^.*TYPE.*$|^\s*(?:类型).*$/mu, ''))
  if (!match) return found('unknown', 'badAnswer', out.trim().slice(0, 200))
  const [, code, word = ''] = match
  return code === '4'
    ? { state: 'up', samples: [], detail: word }
    : found('down', 'notRunning', word)
}
