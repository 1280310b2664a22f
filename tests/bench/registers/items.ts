import type { Json } from '../../../contract/record-type.ts'

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length] as T

const KINDS = [
  ['server', '服务器', 'SRV'],
  ['network', '网络设备', 'SW'],
  ['storage', '存储', 'SAN'],
  ['database', '数据库', 'DB'],
  ['workstation', '工作站', 'WS'],
] as const
const STATES = [
  ['live', '在用'],
  ['live', '在用'],
  ['live', '在用'],
  ['standby', '备用'],
  ['maintenance', '维护'],
  ['retired', '退役'],
] as const
const RANKS = [
  ['core', '核心'],
  ['important', '重要'],
  ['normal', '一般'],
  ['normal', '一般'],
] as const
const MAKERS = ['华为', '浪潮', '新华三', '联想', '曙光', 'Dell', 'Cisco']
const SYSTEMS = ['Kylin V10 SP3', 'UOS 1070', 'CentOS 7.9', 'Windows Server 2022']
const ROOMS = ['一号机房', '二号机房', '灾备机房']

/** The n-th item of an inventory made by script: as different as a real one. */
export const itemOf = (n: number): Record<string, Json> => ({
  name: `${pick(KINDS, n)[2]}-${String(n).padStart(6, '0')}`,
  kind: pick(KINDS, n)[0],
  state: pick(STATES, Math.floor(n / 5))[0],
  importance: pick(RANKS, Math.floor(n / 3))[0],
  address: `10.${Math.floor(n / 65_536) % 256}.${Math.floor(n / 256) % 256}.${n % 256}`,
  version: `型号 ${n % 300}`,
  serial: `2102${(n * 7919) % 1_000_000_007}`,
  location: `${pick(ROOMS, n)} ${pick(['A', 'B', 'C'], n)}${n % 40} 机柜`,
  manufacturer: pick(MAKERS, n),
  os: pick(SYSTEMS, n),
  warrantyEnds: `20${26 + (n % 5)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`,
})

const COLUMNS: Readonly<Record<string, string>> = {
  名称: 'name',
  类别: 'kind',
  状态: 'state',
  重要程度: 'importance',
  地址: 'address',
  型号版本: 'version',
  序列号: 'serial',
  位置: 'location',
  厂商: 'manufacturer',
  操作系统: 'os',
  维保到期: 'warrantyEnds',
}
const LABELS = new Map<string, string>(
  [...KINDS, ...STATES, ...RANKS].map(([value, label]) => [value, label]),
)

/**
 * The same as a person would bring it, with labels: `rows` of them, the first one being the `from`-th of the inventory.
 * `mistaken`: one row in a thousand has a word that is no kind.
 */
export function csvOf(
  rows: number,
  { from = 0, mistaken = true } = {},
): { bytes: Uint8Array; wrong: number } {
  const names = Object.keys(COLUMNS)
  let wrong = 0
  const lines = Array.from({ length: rows }, (_, n) => {
    const item = itemOf(from + n)
    const isWrong = mistaken && n % 1000 === 999
    if (isWrong) wrong += 1
    return names
      .map((name) => {
        const value = String(item[COLUMNS[name] ?? ''] ?? '')
        return isWrong && name === '类别' ? '飞船' : (LABELS.get(value) ?? value)
      })
      .join(',')
  })
  return { bytes: Buffer.from(`${names.join(',')}\r\n${lines.join('\r\n')}\r\n`), wrong }
}
