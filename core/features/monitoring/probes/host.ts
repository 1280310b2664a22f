import { readFile, statfs } from 'node:fs/promises'
import { cpus, freemem, loadavg, totalmem } from 'node:os'
import type { ProbeMaker, Sample } from '../probe.ts'
import { codeOf } from './net-failure.ts'
import { NO_DISK } from './node-exporter.ts'
import { otherThroughput } from './host-throughput.ts'
import { Rates } from './rates.ts'

const SECTOR = 512
const WHOLE_DISK = /^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/u
/** File systems of other computers: asking one that is away would not come back. */
const REMOTE = /^(nfs4?|cifs|smb3|9p|ceph|fuse\.sshfs|fuse\.glusterfs)$/u
const MOST_DISKS = 30

/** Processor, memory, disks and network of this computer; on Linux from /proc, elsewhere what Node knows. */
export const hostProbe: ProbeMaker<'host'> = (target) => {
  const rates = new Rates()
  const others = otherThroughput()
  return {
    async probe(signal) {
      rates.begin(performance.now())
      const parts = await Promise.all([
        cpu(rates),
        memory(),
        disks(target.disks),
        throughput(rates),
        network(rates),
        others(signal),
      ])
      return { state: 'up', samples: parts.flat() }
    },
  }
}

/** A file of /proc; undefined on systems without it. */
async function proc(name: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    return await readFile(`/proc/${name}`, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EACCES') return undefined
    throw error
  }
}

async function cpu(rates: Rates): Promise<Sample[]> {
  const times = (await cpuTimes()) ?? { all: 0, idle: 0 }
  const all = rates.growth('cpu', times.all)
  const idle = rates.growth('cpu idle', times.idle)
  const load = process.platform === 'win32' ? [] : [{ metric: 'load', value: loadavg()[0] ?? 0 }]
  if (all === undefined || idle === undefined || all <= 0) return load
  return [{ metric: 'cpu', value: Math.max(0, 100 * (1 - idle / all)) }, ...load]
}

async function cpuTimes(): Promise<{ all: number; idle: number }> {
  const line = (await proc('stat'))?.split('\n', 1)[0]
  if (line === undefined) {
    const all = cpus().map(({ times }) => times)
    const sum = (pick: (times: (typeof all)[number]) => number) =>
      all.reduce((total, times) => total + pick(times), 0)
    return {
      all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
      idle: sum(({ idle }) => idle),
    }
  }
  // user nice system idle iowait irq softirq steal; guest time stands in user already.
  const ticks = line.trim().split(/\s+/u).slice(1, 9).map(Number)
  return {
    all: ticks.reduce((sum, value) => sum + value, 0),
    idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
  }
}

async function memory(): Promise<Sample[]> {
  const text = await proc('meminfo')
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(text ?? '')?.[1])
  const [total, available] = text ? [of('MemTotal'), of('MemAvailable')] : [totalmem(), freemem()]
  return total > 0 ? [{ metric: 'memory', value: 100 * (1 - available / total) }] : []
}

async function disks(named: readonly string[] | undefined): Promise<Sample[]> {
  const mounts = named ?? (await ownMounts())
  const parts = await Promise.all(mounts.slice(0, MOST_DISKS).map(spaceOf))
  return parts.flat()
}

async function spaceOf(mount: string): Promise<Sample[]> {
  try {
    const { bsize, blocks, bfree, bavail } = await statfs(mount)
    const used = blocks - bfree
    if (blocks === 0 || used + bavail === 0) return []
    return [
      { metric: `disk.used:${mount}`, value: (100 * used) / (used + bavail) },
      { metric: `disk.free:${mount}`, value: bavail * bsize },
    ]
  } catch (error) {
    // A stick that was pulled, a folder that nobody may see: it has no figures.
    if (['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'EIO'].includes(codeOf(error))) return []
    throw error
  }
}

async function ownMounts(): Promise<string[]> {
  if (process.platform === 'win32')
    return [...'CDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)
  const text = await proc('self/mounts')
  if (text === undefined) return ['/']
  const seen = new Set<string>()
  const mounts = text.split('\n').flatMap((line) => {
    const [device = '', mount = '', kind = ''] = line.split(' ')
    const path = mount.replaceAll(/\\(\d{3})/gu, (_all, octal: string) =>
      String.fromCodePoint(Number.parseInt(octal, 8)),
    )
    if (!device.startsWith('/') || NO_DISK.test(kind) || REMOTE.test(kind) || seen.has(device))
      return []
    seen.add(device)
    return [path]
  })
  return mounts.includes('/') ? mounts : ['/', ...mounts]
}

async function throughput(rates: Rates): Promise<Sample[]> {
  const text = await proc('diskstats')
  if (text === undefined) return []
  let [read, written, busy] = [0, 0, 0]
  let known = false
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/u)
    const name = fields[2] ?? ''
    if (!WHOLE_DISK.test(name)) continue
    const reading = rates.rate(`${name} read`, Number(fields[5]) * SECTOR)
    const writing = rates.rate(`${name} write`, Number(fields[9]) * SECTOR)
    const working = rates.rate(`${name} busy`, Number(fields[12]))
    if (reading === undefined || writing === undefined || working === undefined) continue
    known = true
    read += reading
    written += writing
    // Milliseconds of work in a second.
    busy = Math.max(busy, Math.min(100, working / 10))
  }
  if (!known) return []
  return [
    { metric: 'disk.read', value: read },
    { metric: 'disk.write', value: written },
    { metric: 'disk.busy', value: busy },
  ]
}

async function network(rates: Rates): Promise<Sample[]> {
  const text = await proc('net/dev')
  if (text === undefined) return []
  let [received, sent] = [0, 0]
  let known = false
  for (const line of text.split('\n')) {
    const [name, rest] = line.split(':')
    if (name === undefined || rest === undefined || name.trim() === 'lo') continue
    const fields = rest.trim().split(/\s+/u).map(Number)
    const incoming = rates.rate(`${name} in`, fields[0] ?? 0)
    const outgoing = rates.rate(`${name} out`, fields[8] ?? 0)
    if (incoming === undefined || outgoing === undefined) continue
    known = true
    received += incoming
    sent += outgoing
  }
  if (!known) return []
  return [
    { metric: 'net.received', value: received },
    { metric: 'net.sent', value: sent },
  ]
}
