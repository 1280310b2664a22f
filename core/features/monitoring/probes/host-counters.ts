import { z } from 'zod'

/** Counters of disks and network cards since the system came up, as systems without /proc tell them. Pure. */
export interface HostCounters {
  readonly disks: readonly {
    readonly name: string
    /** Bytes. */
    readonly read: number
    readonly written: number
    /** Milliseconds of work, or of rest: systems count one of them. */
    readonly busyMs?: number
    readonly idleMs?: number
  }[]
  readonly cards: readonly {
    readonly name: string
    readonly received: number
    readonly sent: number
  }[]
}

const NONE: HostCounters = { disks: [], cards: [] }

/**
 * The raw classes of WMI: unlike performance counters their names are the same in every language of Windows.
 * Bytes are counted since the start; idle time in units of 100 ns.
 */
export const WINDOWS_COUNTERS = {
  program: 'powershell.exe',
  args: [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    [
      '$d = Get-CimInstance Win32_PerfRawData_PerfDisk_PhysicalDisk | Where-Object Name -ne _Total',
      'Select-Object Name, DiskReadBytesPersec, DiskWriteBytesPersec, PercentIdleTime;',
    ].join(' | ') +
      [
        ' $n = Get-CimInstance Win32_PerfRawData_Tcpip_NetworkInterface',
        'Select-Object Name, BytesReceivedPersec, BytesSentPersec;',
      ].join(' | ') +
      ' @{ disks = @($d); cards = @($n) } | ConvertTo-Json -Compress -Depth 3',
  ],
} as const

/** ConvertTo-Json writes numbers of 64 bits as numbers, some versions as texts. */
const counter = z.union([z.number(), z.string().regex(/^\d{1,20}$/u)]).transform(Number)
const windowsAnswer = z.object({
  disks: z.array(
    z.object({
      Name: z.string(),
      DiskReadBytesPersec: counter,
      DiskWriteBytesPersec: counter,
      PercentIdleTime: counter,
    }),
  ),
  cards: z.array(
    z.object({ Name: z.string(), BytesReceivedPersec: counter, BytesSentPersec: counter }),
  ),
})

/** What WINDOWS_COUNTERS answers; nothing where it is something else. */
export function parseWindowsCounters(text: string): HostCounters {
  let said: unknown
  try {
    said = JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return NONE
    throw error
  }
  const { data } = windowsAnswer.safeParse(said)
  if (!data) return NONE
  return {
    disks: data.disks.map((disk) => ({
      name: disk.Name,
      read: disk.DiskReadBytesPersec,
      written: disk.DiskWriteBytesPersec,
      idleMs: disk.PercentIdleTime / 10_000,
    })),
    cards: data.cards.map((card) => ({
      name: card.Name,
      received: card.BytesReceivedPersec,
      sent: card.BytesSentPersec,
    })),
  }
}

export const MAC_DISKS = {
  program: '/usr/sbin/ioreg',
  args: ['-r', '-c', 'IOBlockStorageDriver', '-d', '1', '-w', '0'],
} as const
export const MAC_CARDS = { program: '/usr/sbin/netstat', args: ['-ibn'] } as const

const STATISTICS = /"Statistics"\s*=\s*\{([^}]*)\}/gu
const NANOSECONDS_PER_MS = 1_000_000

/** `ioreg` of the block storage drivers: `"Statistics" = {"Bytes (Read)"=1024,…}`, one for each disk. */
export function parseIoreg(text: string): HostCounters['disks'] {
  return [...text.matchAll(STATISTICS)].flatMap(([, inside = ''], index) => {
    const of = (name: string): number | undefined => {
      const value = new RegExp(`"${name}"=(\\d{1,20})(?:,|$)`, 'u').exec(inside)?.[1]
      return value === undefined ? undefined : Number(value)
    }
    const read = of('Bytes \\(Read\\)')
    const written = of('Bytes \\(Write\\)')
    if (read === undefined || written === undefined) return []
    const busy = (of('Total Time \\(Read\\)') ?? 0) + (of('Total Time \\(Write\\)') ?? 0)
    return [{ name: `disk${index}`, read, written, busyMs: busy / NANOSECONDS_PER_MS }]
  })
}

/** Cards of wire and radio; what runs over them is counted with them. */
const REAL_CARD = /^(en|pdp_ip|ppp)\d+\*?$/u

/** `netstat -ibn`: the rows of the links, whose last columns are Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll. */
export function parseNetstat(text: string): HostCounters['cards'] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/u)
    const [name = ''] = fields
    if (!REAL_CARD.test(name) || !line.includes('<Link#')) return []
    const received = Number(fields.at(-5))
    const sent = Number(fields.at(-2))
    return Number.isSafeInteger(received) && Number.isSafeInteger(sent)
      ? [{ name, received, sent }]
      : []
  })
}
