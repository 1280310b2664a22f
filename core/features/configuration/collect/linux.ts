import { gigabytes } from './facts.ts'
import type { Machine } from './machine.ts'

type Row = readonly [group: string, name: string, value: unknown]
const SECTOR_BYTES = 512
/** Disks that are no hardware: loops, memory, device mapper, optical drives. */
const NO_DISK = /^(loop|ram|zram|dm-|sr|fd|md)/u

/** Linux says it in files (proc, sysfs, os-release) and by its package manager: dpkg or rpm. */
export async function linuxFacts(machine: Machine): Promise<Row[]> {
  const [release, vendor, product, serial, route, resolv] = await Promise.all([
    machine.read('/etc/os-release'),
    machine.read('/sys/class/dmi/id/sys_vendor'),
    machine.read('/sys/class/dmi/id/product_name'),
    machine.read('/sys/class/dmi/id/product_serial'),
    machine.read('/proc/net/route'),
    machine.read('/etc/resolv.conf'),
  ])
  const os = osRelease(release ?? '')
  return [
    ['hardware', 'vendor', vendor],
    ['hardware', 'model', product],
    ['hardware', 'serial', serial],
    ...(await disks(machine)),
    ['os', 'name', os.get('NAME')],
    ['os', 'version', os.get('VERSION') ?? os.get('VERSION_ID')],
    ['os', 'kernel', machine.release],
    ['network', 'gateway', gatewayOf(route ?? '')],
    ['network', 'dns', nameServers(resolv ?? '').join(', ')],
    ...(await packages(machine)),
  ]
}

/** NAME="value" lines of os-release(5). */
function osRelease(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/u.exec(line.trim()) ?? []
      return name === undefined ? [] : [[name, (value ?? '').replace(/^["']|["']$/gu, '')] as const]
    }),
  )
}

async function disks(machine: Machine): Promise<Row[]> {
  const names = (await machine.list('/sys/block')).filter((name) => !NO_DISK.test(name))
  return Promise.all(
    names.map(async (name): Promise<Row> => {
      const sectors = Number((await machine.read(`/sys/block/${name}/size`)) ?? 0)
      const model = ((await machine.read(`/sys/block/${name}/device/model`)) ?? '').trim()
      const size = sectors > 0 ? gigabytes(sectors * SECTOR_BYTES) : ''
      return ['hardware', `disk ${name}`, [model, size].filter(Boolean).join(', ')]
    }),
  )
}

/** The default route of /proc/net/route, whose addresses are little-endian hexadecimals. */
export function gatewayOf(text: string): string | undefined {
  const line = text
    .split('\n')
    .slice(1)
    .map((one) => one.split(/\s+/u))
    .find(([, destination, gateway]) => destination === '00000000' && gateway !== '00000000')
  const hex = line?.[2]
  if (hex === undefined || !/^[0-9A-F]{8}$/iu.test(hex)) return undefined
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.')
}

const nameServers = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^\s*nameserver\s+(\S+)/u.exec(line)?.[1] ?? [])

/** Installed packages with their versions; the manager that is there answers. */
async function packages(machine: Machine): Promise<Row[]> {
  const dpkg = await machine.run('dpkg-query', [
    '-W',
    '-f',
    '${db:Status-Abbrev}\t${Package}\t${Version}\n',
  ])
  if (dpkg !== undefined)
    return lines(dpkg).flatMap(([status, name, version]): Row[] =>
      status?.startsWith('ii') && name ? [['software', name, version]] : [],
    )
  const rpm = await machine.run('rpm', ['-qa', '--queryformat', '%{NAME}\t%{VERSION}-%{RELEASE}\n'])
  return lines(rpm ?? '').flatMap(([name, version]): Row[] =>
    name ? [['software', name, version]] : [],
  )
}

const lines = (text: string): string[][] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.split('\t')]))
