import type { Sample } from '../probe.ts'
import {
  MAC_CARDS,
  MAC_DISKS,
  parseIoreg,
  parseNetstat,
  parseWindowsCounters,
  WINDOWS_COUNTERS,
  type HostCounters,
} from './host-counters.ts'
import { codeOf } from './net-failure.ts'
import { runProgram } from './program.ts'
import { Rates } from './rates.ts'

/** A program is started for it: seldomer than the other figures are taken. */
const EVERY_MS = 30_000

type Ask = (signal: AbortSignal) => Promise<HostCounters>

const ASKED: Partial<Record<NodeJS.Platform, Ask>> = {
  win32: async (signal) => {
    const { out } = await runProgram(WINDOWS_COUNTERS.program, WINDOWS_COUNTERS.args, signal)
    return parseWindowsCounters(out)
  },
  darwin: async (signal) => {
    const [disks, cards] = await Promise.all(
      [MAC_DISKS, MAC_CARDS].map(({ program, args }) => runProgram(program, args, signal)),
    )
    return { disks: parseIoreg(disks?.out ?? ''), cards: parseNetstat(cards?.out ?? '') }
  },
}

/** Disks and network of systems without /proc, half a minute apart; between two readings nothing is told. */
export function otherThroughput(
  ask = ASKED[process.platform],
  mono: () => number = () => performance.now(),
): (signal: AbortSignal) => Promise<Sample[]> {
  const rates = new Rates()
  let asked = Number.NEGATIVE_INFINITY
  return async (signal) => {
    if (ask === undefined || mono() - asked < EVERY_MS) return []
    asked = mono()
    const counters = await known(ask, signal)
    rates.begin(mono())
    return samplesOf(counters, rates)
  }
}

/** Where the program is not there, or may not be started, nothing is told; the other figures go on. */
async function known(ask: Ask, signal: AbortSignal): Promise<HostCounters> {
  try {
    return await ask(signal)
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(codeOf(error))) return { disks: [], cards: [] }
    throw error
  }
}

/** Sums over all disks and cards; busy is the busiest disk. */
function samplesOf({ disks, cards }: HostCounters, rates: Rates): Sample[] {
  const sums = new Map<string, number>()
  const add = (metric: string, value: number | undefined): void => {
    if (value !== undefined) sums.set(metric, (sums.get(metric) ?? 0) + value)
  }
  let busiest: number | undefined
  for (const { name, read, written, busyMs, idleMs } of disks) {
    add('disk.read', rates.rate(`${name} read`, read))
    add('disk.write', rates.rate(`${name} write`, written))
    const worked = busyMs === undefined ? undefined : rates.rate(`${name} busy`, busyMs)
    const rested = idleMs === undefined ? undefined : rates.rate(`${name} idle`, idleMs)
    const share =
      worked === undefined ? (rested === undefined ? undefined : 100 - rested / 10) : worked / 10
    if (share !== undefined) busiest = Math.max(busiest ?? 0, Math.min(100, Math.max(0, share)))
  }
  for (const { name, received, sent } of cards) {
    add('net.received', rates.rate(`${name} in`, received))
    add('net.sent', rates.rate(`${name} out`, sent))
  }
  if (busiest !== undefined) sums.set('disk.busy', busiest)
  return [...sums].map(([metric, value]) => ({ metric, value }))
}
