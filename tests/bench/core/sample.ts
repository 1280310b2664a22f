import { uuidv7 } from 'uuidv7'
import type { FieldType, RecordType } from '../../../contract/record-type.ts'
import type { NewOperation } from '../../../core/log/types.ts'

const label = { 'zh-CN': '值', en: 'Value' }
const field = (kind: FieldType['kind'], more: Partial<FieldType> = {}): FieldType => ({
  kind,
  label,
  ...more,
})

const choices = (...values: readonly string[]) => values.map((value) => ({ value, label }))

/** A register as operations teams have them: a dozen fields, two indexes. */
export const benchType: RecordType = {
  name: 'bench-item',
  label,
  plural: label,
  icon: 'list',
  title: 'title',
  fields: {
    number: field('text', { policy: 'append' }),
    title: field('text'),
    category: field('choice', { choices: choices('network', 'power', 'host') }),
    status: field('choice', { choices: choices('open', 'closed') }),
    severity: field('integer'),
    owner: field('ref', { ref: 'bench-item' }),
    place: field('text'),
    at: field('instant'),
    dueAt: field('instant'),
    tags: field('tags'),
    remark: field('text'),
    closedAt: field('instant', { policy: 'reviewed' }),
  },
  groups: { state: ['status', 'closedAt'] },
  indexes: [['at'], ['status', '_updated']],
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}

/** In whose names records are written. */
export const PEOPLE = Array.from({ length: 12 }, () => uuidv7())
const PLACES = ['一号机房', '二号机房', '配电间', 'UPS 间', '监控大厅']
const TITLES = [
  '巡检发现温度偏高',
  '备份任务失败后重试',
  '网络链路抖动',
  'Disk usage above limit',
  '证书即将到期',
]

export const person = (n: number): string => PEOPLE[n % PEOPLE.length] as string

/** Ids of records grow with time, as those of uuidv7 do. */
export const idOf = (n: number): string =>
  `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Fields of the n-th record: about 300 bytes of JSON, most of it Chinese. */
export const sampleFields = (n: number) => ({
  number: `ITM-2026-A1-${String(n).padStart(6, '0')}`,
  title: `${TITLES[n % TITLES.length]} ${n}`,
  category: ['network', 'power', 'host'][n % 3] ?? '',
  status: 'open',
  severity: n % 5,
  owner: idOf(n % 12),
  place: PLACES[n % PLACES.length] ?? '',
  at: 1_760_000_000_000 + n * 60_000,
  tags: ['巡检', `班组${n % 4}`],
  remark: '已通知值班长，等待复核。',
})

export const create = (n: number, id: string): NewOperation => ({
  create: 'bench-item',
  id,
  fields: sampleFields(n),
})
export const close = (n: number, id: string): NewOperation => ({
  patch: 'bench-item',
  id,
  fields: { status: 'closed', closedAt: 1_760_000_000_000 + n },
})
