import type { Sample } from '../probe.ts'
import type { Exposed } from './exposition.ts'
import type { Rates } from './rates.ts'

/** Metrics of node_exporter that make up those of a host. */
export const isOfNode = (name: string): boolean => NODE.has(name)
const NODE: ReadonlySet<string> = new Set([
  'node_cpu_seconds_total',
  'node_memory_MemTotal_bytes',
  'node_memory_MemAvailable_bytes',
  'node_load1',
  'node_filesystem_size_bytes',
  'node_filesystem_avail_bytes',
  'node_filesystem_free_bytes',
  'node_disk_read_bytes_total',
  'node_disk_written_bytes_total',
  'node_disk_io_time_seconds_total',
  'node_network_receive_bytes_total',
  'node_network_transmit_bytes_total',
])
/** File systems that are no disks. */
export const NO_DISK =
  /^(tmpfs|devtmpfs|proc|sysfs|cgroup2?|overlay|squashfs|ramfs|autofs|nsfs|rootfs|fuse\.lxcfs|iso9660)$/u

/** The metrics of a host out of what its node_exporter says. */
export function hostOf(all: readonly Exposed[], rates: Rates): Sample[] {
  const byName = Map.groupBy(all, ({ name }) => name)
  const of = (name: string): readonly Exposed[] => byName.get(name) ?? []
  const one = (name: string): number | undefined => of(name)[0]?.value
  const total = one('node_memory_MemTotal_bytes')
  const available = one('node_memory_MemAvailable_bytes')
  return [
    ...value('cpu', cpu(of('node_cpu_seconds_total'), rates)),
    ...value('load', one('node_load1')),
    ...value(
      'memory',
      total === undefined || available === undefined ? undefined : 100 * (1 - available / total),
    ),
    ...disks(of),
    ...value('disk.read', sum(of('node_disk_read_bytes_total'), rates)),
    ...value('disk.write', sum(of('node_disk_written_bytes_total'), rates)),
    ...value('disk.busy', busiest(of('node_disk_io_time_seconds_total'), rates)),
    ...value(
      'net.received',
      sum(of('node_network_receive_bytes_total').filter(notLoopback), rates),
    ),
    ...value('net.sent', sum(of('node_network_transmit_bytes_total').filter(notLoopback), rates)),
  ]
}

const value = (metric: string, number: number | undefined): Sample[] =>
  number === undefined ? [] : [{ metric, value: number }]

const notLoopback = ({ labels }: Exposed): boolean => labels['device'] !== 'lo'
const keyOf = ({ name, labels }: Exposed): string => `${name} ${JSON.stringify(labels)}`

function cpu(modes: readonly Exposed[], rates: Rates): number | undefined {
  let [all, idle] = [0, 0]
  let known = false
  for (const one of modes) {
    const growth = rates.growth(keyOf(one), one.value)
    if (growth === undefined) continue
    known = true
    all += growth
    if (one.labels['mode'] === 'idle' || one.labels['mode'] === 'iowait') idle += growth
  }
  return known && all > 0 ? 100 * (1 - idle / all) : undefined
}

function sum(counters: readonly Exposed[], rates: Rates): number | undefined {
  const known = counters.flatMap((one) => rates.rate(keyOf(one), one.value) ?? [])
  return known.length === 0 ? undefined : known.reduce((all, rate) => all + rate, 0)
}

function busiest(counters: readonly Exposed[], rates: Rates): number | undefined {
  const known = counters.flatMap((one) => rates.rate(keyOf(one), one.value) ?? [])
  return known.length === 0 ? undefined : Math.min(100, 100 * Math.max(...known))
}

function disks(of: (name: string) => readonly Exposed[]): Sample[] {
  const at = (name: string) =>
    new Map(of(name).map(({ labels, value: bytes }) => [labels['mountpoint'], bytes]))
  const available = at('node_filesystem_avail_bytes')
  const free = at('node_filesystem_free_bytes')
  return of('node_filesystem_size_bytes').flatMap(({ labels, value: size }) => {
    const mount = labels['mountpoint']
    const left = available.get(mount)
    if (mount === undefined || left === undefined || size <= 0) return []
    if (NO_DISK.test(labels['fstype'] ?? '')) return []
    const used = size - (free.get(mount) ?? left)
    return [
      { metric: `disk.used:${mount}`, value: (100 * used) / (used + left) },
      { metric: `disk.free:${mount}`, value: left },
    ]
  })
}
