import { z } from 'zod'
import { gigabytes } from './facts.ts'
import type { Machine } from './machine.ts'

type Row = readonly [group: string, name: string, value: unknown]

/** One question for everything, answered as JSON; the registry names programs, as appwiz.cpl shows them. */
const SCRIPT = `$ErrorActionPreference='SilentlyContinue'
[Console]::OutputEncoding=[Text.Encoding]::UTF8
$c=Get-CimInstance Win32_ComputerSystem;$b=Get-CimInstance Win32_BIOS;$o=Get-CimInstance Win32_OperatingSystem
$k='HKLM:\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*','HKLM:\\Software\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*'
@{vendor=$c.Manufacturer;model=$c.Model;serial=$b.SerialNumber;osName=$o.Caption;osVersion=$o.Version;build=$o.BuildNumber
disks=@(Get-CimInstance Win32_DiskDrive|ForEach-Object{@{name=$_.DeviceID;model=$_.Model;size=[long]$_.Size}})
nets=@(Get-CimInstance Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE'|ForEach-Object{@{gateways=@($_.DefaultIPGateway);dns=@($_.DNSServerSearchOrder)}})
hotfixes=@(Get-CimInstance Win32_QuickFixEngineering|ForEach-Object{$_.HotFixID})
programs=@(Get-ItemProperty $k|Where-Object DisplayName|ForEach-Object{@{name=$_.DisplayName;version=[string]$_.DisplayVersion}})}|ConvertTo-Json -Depth 4 -Compress`

const text = z.string().nullish().catch(undefined)
/** An empty answer of PowerShell is a list with null in it. */
const texts = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.filter((one): one is string => typeof one === 'string'))
const answer = z.object({
  vendor: text,
  model: text,
  serial: text,
  osName: text,
  osVersion: text,
  build: text,
  disks: z.array(z.object({ name: z.string(), model: text, size: z.number().catch(0) })).catch([]),
  nets: z.array(z.object({ gateways: texts, dns: texts })).catch([]),
  hotfixes: texts,
  programs: z.array(z.object({ name: z.string(), version: text })).catch([]),
})

/** Windows 10 and 11 and their servers have Windows PowerShell, whatever else is installed. */
export async function windowsFacts(machine: Machine): Promise<Row[]> {
  const output = await machine.run('powershell.exe', [
    '-NoProfile',
    '-NonInteractive',
    '-ExecutionPolicy',
    'Bypass',
    '-Command',
    SCRIPT,
  ])
  const parsed = answer.safeParse(jsonOf(output ?? ''))
  if (!parsed.success) return [['os', 'kernel', machine.release]]
  const { vendor, model, serial, osName, osVersion, disks, nets, hotfixes, programs } = parsed.data
  return [
    ['hardware', 'vendor', vendor],
    ['hardware', 'model', model],
    ['hardware', 'serial', serial],
    ...disks.map(({ name, model: made, size }): Row => [
      'hardware',
      `disk ${name.replace(/^.*\\/u, '')}`,
      [made?.trim(), size > 0 ? gigabytes(size) : ''].filter(Boolean).join(', '),
    ]),
    ['os', 'name', osName],
    ['os', 'version', osVersion],
    ['network', 'gateway', [...new Set(nets.flatMap(({ gateways }) => gateways))].join(', ')],
    ['network', 'dns', [...new Set(nets.flatMap(({ dns }) => dns))].join(', ')],
    ...hotfixes.map((id): Row => ['software', id, '✓']),
    ...programs.map(({ name, version }): Row => ['software', name, version || '✓']),
  ]
}

/** What a command wrote as JSON; undefined where it wrote something else. */
export function jsonOf(output: string): unknown {
  const start = output.indexOf('{')
  try {
    return start < 0 ? undefined : JSON.parse(output.slice(start))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
