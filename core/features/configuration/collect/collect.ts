import { factsOf, gigabytes, type Facts } from './facts.ts'
import { linuxFacts } from './linux.ts'
import { macosFacts } from './macos.ts'
import type { Machine } from './machine.ts'
import { windowsFacts } from './windows.ts'

type Row = readonly [group: string, name: string, value: unknown]

/** Interfaces that come and go with containers and machines inside of this one. */
const PASSING = /^(lo|veth|br-|docker|virbr|cni|flannel|tap|vnet|utun|awdl|llw|anpi|ap\d)/iu

/** Everything that is known of a machine: hardware, operating system, network settings, installed software. */
export async function collect(machine: Machine): Promise<Facts> {
  const own = await (machine.platform === 'win32'
    ? windowsFacts(machine)
    : machine.platform === 'darwin'
      ? macosFacts(machine)
      : linuxFacts(machine))
  const [processor] = machine.processors
  return factsOf([
    ['hardware', 'cpu', processor?.model.replaceAll(/\s+/gu, ' ')],
    ['hardware', 'cores', machine.processors.length],
    ['hardware', 'memory', gigabytes(machine.memory)],
    ['os', 'host', machine.hostname],
    ['os', 'architecture', machine.architecture],
    ...interfaces(machine),
    ...own,
  ])
}

/** Address and hardware address of each interface. IPv6 is left out: its addresses change by themselves. */
function interfaces(machine: Machine): Row[] {
  return Object.entries(machine.interfaces)
    .filter(([name]) => !PASSING.test(name))
    .flatMap(([name, addresses = []]): Row[] => {
      const outer = addresses.filter(({ internal }) => !internal)
      const v4 = outer.filter(({ family }) => family === 'IPv4')
      return [
        ['network', `${name} mac`, outer.find(({ mac }) => mac !== '00:00:00:00:00:00')?.mac],
        ['network', `${name} address`, v4.map(({ cidr, address }) => cidr ?? address).join(', ')],
      ]
    })
}
