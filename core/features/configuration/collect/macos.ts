import { z } from 'zod'
import type { Machine } from './machine.ts'
import { jsonOf } from './windows.ts'

type Row = readonly [group: string, name: string, value: unknown]

const text = z.string().optional().catch(undefined)
const answer = z.object({
  SPHardwareDataType: z
    .array(
      z.object({ machine_model: text, machine_name: text, serial_number: text, chip_type: text }),
    )
    .catch([]),
  SPSoftwareDataType: z.array(z.object({ os_version: text, kernel_version: text })).catch([]),
  SPStorageDataType: z
    .array(z.object({ _name: z.string(), size_in_bytes: z.number().optional().catch(undefined) }))
    .catch([]),
  SPNetworkDataType: z
    .array(
      z.object({
        _name: z.string(),
        IPv4: z.object({ Router: text }).optional().catch(undefined),
        DNS: z
          .object({ ServerAddresses: z.array(z.string()).catch([]) })
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
  SPApplicationsDataType: z.array(z.object({ _name: z.string(), version: text })).catch([]),
})

/** macOS says all of it in one report. */
export async function macosFacts(machine: Machine): Promise<Row[]> {
  const output = await machine.run('/usr/sbin/system_profiler', [
    '-json',
    'SPHardwareDataType',
    'SPSoftwareDataType',
    'SPStorageDataType',
    'SPNetworkDataType',
    'SPApplicationsDataType',
  ])
  const parsed = answer.safeParse(jsonOf(output ?? ''))
  if (!parsed.success) return [['os', 'kernel', machine.release]]
  const {
    SPHardwareDataType,
    SPSoftwareDataType,
    SPStorageDataType,
    SPNetworkDataType,
    SPApplicationsDataType,
  } = parsed.data
  const [hardware] = SPHardwareDataType
  const [software] = SPSoftwareDataType
  const nets = SPNetworkDataType
  return [
    ['hardware', 'vendor', 'Apple'],
    [
      'hardware',
      'model',
      [hardware?.machine_name, hardware?.machine_model].filter(Boolean).join(', '),
    ],
    ['hardware', 'serial', hardware?.serial_number],
    ...SPStorageDataType.map(({ _name, size_in_bytes: size }): Row => [
      'hardware',
      `disk ${_name}`,
      size === undefined ? '' : `${Math.round(size / 1e9)} GB`,
    ]),
    ['os', 'name', 'macOS'],
    ['os', 'version', software?.os_version],
    ['os', 'kernel', software?.kernel_version],
    ['network', 'gateway', [...new Set(nets.flatMap(({ IPv4 }) => IPv4?.Router ?? []))].join(', ')],
    [
      'network',
      'dns',
      [...new Set(nets.flatMap(({ DNS }) => DNS?.ServerAddresses ?? []))].join(', '),
    ],
    ...SPApplicationsDataType.map(({ _name, version }): Row => ['software', _name, version ?? '✓']),
  ]
}
