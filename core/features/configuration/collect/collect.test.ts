import { describe, expect, it } from 'vitest'
import { collect } from './collect.ts'
import { differencesOf, factsAfter } from './facts.ts'
import { thisMachine, type Machine } from './machine.ts'
import { gatewayOf } from './linux.ts'

const GB = 2 ** 30
const base = (more: Partial<Machine>): Machine => ({
  platform: 'linux',
  hostname: 'duty-1',
  architecture: 'x64',
  release: '5.10.0-23-amd64',
  memory: 15.6 * GB,
  processors: Array.from({ length: 4 }, () => ({ model: 'Intel(R)  Core(TM) i5-8500' })),
  interfaces: {
    lo: [
      {
        address: '127.0.0.1',
        family: 'IPv4',
        mac: '00:00:00:00:00:00',
        internal: true,
        cidr: '127.0.0.1/8',
      },
    ],
    docker0: [
      {
        address: '172.17.0.1',
        family: 'IPv4',
        mac: '02:42:aa:00:00:01',
        internal: false,
        cidr: '172.17.0.1/16',
      },
    ],
    enp3s0: [
      {
        address: 'fe80::1',
        family: 'IPv6',
        mac: '8c:16:45:11:22:33',
        internal: false,
        cidr: 'fe80::1/64',
      },
      {
        address: '10.20.1.31',
        family: 'IPv4',
        mac: '8c:16:45:11:22:33',
        internal: false,
        cidr: '10.20.1.31/24',
      },
    ],
  },
  read: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  run: () => Promise.resolve(undefined),
  ...more,
})

const FILES: Readonly<Record<string, string>> = {
  '/etc/os-release':
    'PRETTY_NAME="Kylin V10"\nNAME="Kylin Linux Advanced Server"\nVERSION="V10 (Lance)"\nID=kylin\n',
  '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
  '/sys/class/dmi/id/product_name': '10SUS0\n',
  '/proc/net/route':
    'Iface\tDestination\tGateway \tFlags\nenp3s0\t00000000\t0101140A\t0003\nenp3s0\t0001140A\t00000000\t0001\n',
  '/etc/resolv.conf': '# made\nnameserver 10.20.0.53\nnameserver 10.20.0.54\nsearch bj.gov\n',
  '/sys/block/sda/size': '976773168\n',
  '/sys/block/sda/device/model': 'ST500DM009\n',
}
const linux = base({
  read: (path) => Promise.resolve(FILES[path]),
  list: () => Promise.resolve(['loop0', 'sda', 'dm-0', 'sr0']),
  run: (command) =>
    Promise.resolve(
      command === 'rpm'
        ? 'openssl-libs\t1.1.1f-15.ky10\nkernel\t4.19.90-52.ky10\nkernel\t4.19.90-53.ky10\n'
        : undefined,
    ),
})

describe('what is collected of a workstation', () => {
  it('reads Linux from its files, and packages from rpm where dpkg is not there', async () => {
    expect(await collect(linux)).toEqual({
      'hardware/vendor': 'LENOVO',
      'hardware/model': '10SUS0',
      'hardware/cpu': 'Intel(R) Core(TM) i5-8500',
      'hardware/cores': '4',
      'hardware/memory': '15.6 GB',
      'hardware/disk sda': 'ST500DM009, 465.8 GB',
      'os/host': 'duty-1',
      'os/name': 'Kylin Linux Advanced Server',
      'os/version': 'V10 (Lance)',
      'os/kernel': '5.10.0-23-amd64',
      'os/architecture': 'x64',
      'network/enp3s0 mac': '8c:16:45:11:22:33',
      'network/enp3s0 address': '10.20.1.31/24',
      'network/gateway': '10.20.1.1',
      'network/dns': '10.20.0.53, 10.20.0.54',
      'software/openssl-libs': '1.1.1f-15.ky10',
      'software/kernel': '4.19.90-52.ky10, 4.19.90-53.ky10',
    })
  })

  it('leaves out packages that dpkg has removed but for their settings', async () => {
    const run = (command: string) =>
      Promise.resolve(
        command === 'dpkg-query'
          ? 'ii \tbash\t5.2.15\nrc \told-tool\t1.0\nii \tlib/odd\t2\n'
          : undefined,
      )
    const facts = await collect(base({ run }))
    expect(Object.keys(facts).filter((key) => key.startsWith('software'))).toEqual([
      'software/bash',
      'software/lib∕odd',
    ])
  })

  it('reads Windows from one answer of PowerShell', async () => {
    const answer = {
      vendor: 'Dell Inc.',
      model: 'OptiPlex 7080',
      serial: '5XK2Q13',
      osName: 'Microsoft Windows 10 专业版',
      osVersion: '10.0.19045',
      build: '19045',
      disks: [{ name: '\\\\.\\PHYSICALDRIVE0', model: 'KBG40ZNS256G ', size: 256_052_966_400 }],
      nets: [
        { gateways: ['10.20.1.1', null], dns: ['10.20.0.53'] },
        { gateways: ['10.20.1.1'], dns: [] },
      ],
      hotfixes: ['KB5031356'],
      programs: [
        { name: '7-Zip 23.01 (x64)', version: '23.01' },
        { name: 'OCX', version: '' },
      ],
    }
    const facts = await collect(
      base({
        platform: 'win32',
        run: () => Promise.resolve(`\uFEFF${JSON.stringify(answer)}\r\n`),
      }),
    )
    expect(facts).toMatchObject({
      'hardware/model': 'OptiPlex 7080',
      'hardware/disk PHYSICALDRIVE0': 'KBG40ZNS256G, 238.5 GB',
      'os/name': 'Microsoft Windows 10 专业版',
      'network/gateway': '10.20.1.1',
      'software/KB5031356': '✓',
      'software/7-Zip 23.01 (x64)': '23.01',
      'software/OCX': '✓',
    })
  })

  it('reads macOS from its report', async () => {
    const answer = {
      SPHardwareDataType: [
        { machine_name: 'Mac mini', machine_model: 'Mac14,3', serial_number: 'H1' },
      ],
      SPSoftwareDataType: [{ os_version: 'macOS 14.5 (23F79)', kernel_version: 'Darwin 23.5.0' }],
      SPStorageDataType: [{ _name: 'Macintosh HD', size_in_bytes: 494_384_795_648 }],
      SPNetworkDataType: [
        {
          _name: 'Ethernet',
          IPv4: { Router: '10.20.1.1' },
          DNS: { ServerAddresses: ['10.20.0.53'] },
        },
        { _name: 'Wi-Fi' },
      ],
      SPApplicationsDataType: [{ _name: 'Safari', version: '17.5' }],
    }
    const facts = await collect(
      base({ platform: 'darwin', run: () => Promise.resolve(JSON.stringify(answer)) }),
    )
    expect(facts).toMatchObject({
      'hardware/model': 'Mac mini, Mac14,3',
      'hardware/disk Macintosh HD': '494 GB',
      'os/version': 'macOS 14.5 (23F79)',
      'network/dns': '10.20.0.53',
      'software/Safari': '17.5',
    })
  })

  it('says what it can where the system answers nothing or nonsense', async () => {
    for (const output of [
      undefined,
      '',
      'PowerShell is disabled',
      '{"disks":7',
      '{"programs":[{}]}',
    ])
      for (const platform of ['win32', 'darwin', 'linux']) {
        const facts = await collect(base({ platform, run: () => Promise.resolve(output) }))
        expect(facts).toMatchObject({ 'os/host': 'duty-1', 'hardware/cores': '4' })
      }
  })

  it('reads the gateway out of the little-endian table', () => {
    expect(gatewayOf('Iface\nlo\t00000000\t00000000\n')).toBeUndefined()
    expect(gatewayOf('Iface\neth0\t00000000\tFE01A8C0\n')).toBe('192.168.1.254')
  })

  it('collects this very machine, and finds no difference a second time', async () => {
    const [first, second] = [await collect(thisMachine()), await collect(thisMachine())]
    expect(first['os/host']).toBeTruthy()
    expect(differencesOf(first, second)).toEqual([])
  })
})

describe('differences of collections', () => {
  it('name what came, went and changed, and add up to what stands', () => {
    const first = { 'software/a': '1', 'software/b': '2', 'os/kernel': '5' }
    const second = { 'software/a': '1', 'software/c': '3', 'os/kernel': '6' }
    const changes = differencesOf(first, second)
    expect(changes).toEqual([
      { key: 'os/kernel', before: '5', after: '6' },
      { key: 'software/b', before: '2', after: null },
      { key: 'software/c', before: null, after: '3' },
    ])
    expect(factsAfter([differencesOf({}, first), changes])).toEqual(second)
  })
})
