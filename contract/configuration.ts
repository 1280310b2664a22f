import { z } from 'zod'
import { instant, nothing, receipt, recordId, recordLabel } from './common.ts'
import { bothTexts } from './duty.ts'
import { command, mayRecord, query } from './procedure.ts'
import type { Text } from './text.ts'

/** Configuration management 配置管理 (G1–G4). */

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const

/** Groups of what is collected of a workstation; the first part of a fact's key. */
export const FACT_GROUPS = {
  hardware: { 'zh-CN': '硬件', en: 'Hardware' },
  os: { 'zh-CN': '操作系统', en: 'Operating system' },
  network: { 'zh-CN': '网络', en: 'Network' },
  software: { 'zh-CN': '软件', en: 'Software' },
} as const satisfies Record<string, Text>

/** Names of what every machine says; the rest is named by the machine itself. */
export const FACT_NAMES: Readonly<Record<string, Text>> = {
  'hardware/vendor': { 'zh-CN': '厂商', en: 'Manufacturer' },
  'hardware/model': { 'zh-CN': '型号', en: 'Model' },
  'hardware/serial': { 'zh-CN': '序列号', en: 'Serial number' },
  'hardware/cpu': { 'zh-CN': '处理器', en: 'Processor' },
  'hardware/cores': { 'zh-CN': '逻辑核数', en: 'Logical processors' },
  'hardware/memory': { 'zh-CN': '内存', en: 'Memory' },
  'os/host': { 'zh-CN': '主机名', en: 'Host name' },
  'os/name': { 'zh-CN': '名称', en: 'Name' },
  'os/version': { 'zh-CN': '版本', en: 'Version' },
  'os/kernel': { 'zh-CN': '内核', en: 'Kernel' },
  'os/architecture': { 'zh-CN': '架构', en: 'Architecture' },
  'network/gateway': { 'zh-CN': '默认网关', en: 'Default gateway' },
  'network/dns': { 'zh-CN': 'DNS服务器', en: 'DNS servers' },
}

/** A relation of items, named by the field that holds it. */
export const relationName = z.enum(['dependsOn', 'runsOn', 'partOf', 'connectsTo'])

const itemLine = recordLabel.extend({ kind: z.string(), state: z.string() })

/** An item that something reaches, and the step that led there. */
const reachedItem = itemLine.extend({
  depth: z.int(),
  relation: relationName,
  /** The item before it on the way. */
  of: recordId,
  ofTitle: z.string(),
})
export type ReachedItem = z.infer<typeof reachedItem>

const itemDifference = z.object({
  item: recordLabel,
  field: z.string(),
  label: bothTexts,
  before: z.string(),
  after: z.string(),
})
export type ItemDifference = z.infer<typeof itemDifference>

const fact = z.object({ key: z.string(), value: z.string() })
const factChange = z.object({
  key: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

/** A window of another change or upgrade that overlaps, and the items through which they meet. */
export const windowConflict = recordLabel.extend({
  from: instant,
  to: instant,
  state: bothTexts,
  shared: z.array(
    z.object({
      item: recordLabel,
      how: z.enum(['same', 'neighbour']),
      /** neighbour: the own item next to it. */
      of: z.string().optional(),
    }),
  ),
})
export type WindowConflict = z.infer<typeof windowConflict>

const readItem = mayRecord('read', 'configuration-item')
const keepItem = mayRecord('update', 'configuration-item')

export const configurationProcedures = {
  /** What an item is tied to, what stands on it and on what it stands, transitively. */
  'configuration.surroundings': query(
    readItem,
    z.strictObject({ id: recordId }),
    z.object({
      relations: z.array(
        itemLine.extend({ relation: relationName, direction: z.enum(['out', 'in']) }),
      ),
      /** Fails with it, nearest first. */
      above: z.array(reachedItem),
      /** What it needs itself. */
      below: z.array(reachedItem),
    }),
    ['notFound'],
  ),
  /** Windows of changes and upgrades that overlap on the same items or their neighbours. */
  'configuration.conflicts': query(
    mayRecord('read', 'change'),
    z.strictObject({
      /** The record that is planned; it is no conflict with itself. */
      id: recordId.optional(),
      items: z.array(recordId).max(500),
      from: instant,
      to: instant,
    }),
    z.object({ conflicts: z.array(windowConflict) }),
  ),
  /** What a change or an upgrade made different in its items, from its start to its end or until now. */
  'configuration.difference': query(
    mayRecord('read', 'change'),
    z.strictObject({ type: z.enum(['change', 'upgrade']), id: recordId }),
    z.object({
      /** Absent: it did not begin. */
      from: instant.optional(),
      to: instant.optional(),
      differences: z.array(itemDifference),
    }),
    ['notFound'],
  ),
  /** What was collected of a workstation, this one where none is named. */
  'configuration.facts': query(
    readItem,
    z.strictObject({ device: recordId.optional() }),
    z.object({
      device: recordId,
      deviceName: z.string(),
      /** It is the one at which the person sits. */
      here: z.boolean(),
      devices: z.array(z.object({ id: recordId, name: z.string(), here: z.boolean() })),
      /** The configuration item that stands for it. */
      item: recordLabel.optional(),
      takenAt: instant.optional(),
      facts: z.array(fact),
      /** What the item says otherwise than was found. */
      differs: z.array(
        z.object({ field: z.string(), label: bothTexts, item: z.string(), found: z.string() }),
      ),
      /** Newest first; the first of all, which found everything, is left out. */
      collections: z.array(
        z.object({
          id: recordId,
          at: instant,
          changes: z.array(factChange),
          reviewedAt: instant.optional(),
          reviewedBy: z.string().optional(),
          note: z.string(),
          change: recordLabel.optional(),
        }),
      ),
    }),
    ['notFound'],
  ),
  /** Collects this workstation now; a record is made where something is different. */
  'configuration.collect': command(
    keepItem,
    nothing,
    receipt.extend({ changes: z.int() }),
    storeErrors,
  ),
  /** Somebody looked at the differences of a collection: expected, by which change, or what was done about them. */
  'configuration.review': command(
    keepItem,
    z.strictObject({
      id: recordId,
      note: z.string().trim().max(500).optional(),
      change: recordId.optional(),
    }),
    receipt,
    ['notFound', 'alreadyDecided', 'fieldInvalid', ...storeErrors],
  ),
  /** Makes the item that stands for this workstation, or brings it up to what was found. */
  'configuration.adopt': command(
    mayRecord('create', 'configuration-item'),
    z.strictObject({ item: recordId.optional() }),
    receipt.extend({ id: recordId }),
    ['notFound', 'notCollected', 'fieldInvalid', ...storeErrors],
  ),
} as const
