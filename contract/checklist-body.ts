import { z } from 'zod'
import { approvedVersion } from './approved-versions.ts'
import { recordId, recordRef } from './common.ts'
import type { Choice } from './record-type.ts'

/** Templates of checklists 检查表 (A4): sections, items, versions. */

/** How often a template is meant to be used, for lists and filters; the schedule decides when it is due. */
export const CHECK_CATEGORIES = [
  { value: 'shift', label: { 'zh-CN': '班检', en: 'Every shift' } },
  { value: 'day', label: { 'zh-CN': '日检', en: 'Daily' } },
  { value: 'week', label: { 'zh-CN': '周检', en: 'Weekly' } },
  { value: 'month', label: { 'zh-CN': '月检', en: 'Monthly' } },
  { value: 'quarter', label: { 'zh-CN': '季检', en: 'Quarterly' } },
  { value: 'year', label: { 'zh-CN': '年检', en: 'Yearly' } },
  { value: 'event', label: { 'zh-CN': '专项', en: 'On occasion' } },
] as const satisfies readonly Choice[]

export const CHECK_AREAS = [
  { value: 'facility', label: { 'zh-CN': '机房', en: 'Machine room' } },
  { value: 'server', label: { 'zh-CN': '服务器', en: 'Servers' } },
  { value: 'network', label: { 'zh-CN': '网络', en: 'Network' } },
  { value: 'database', label: { 'zh-CN': '数据库', en: 'Databases' } },
  { value: 'middleware', label: { 'zh-CN': '中间件', en: 'Middleware' } },
  { value: 'application', label: { 'zh-CN': '应用', en: 'Applications' } },
  { value: 'backup', label: { 'zh-CN': '备份', en: 'Backup' } },
  { value: 'security', label: { 'zh-CN': '安全', en: 'Security' } },
  { value: 'handover', label: { 'zh-CN': '交接', en: 'Handover' } },
  { value: 'general', label: { 'zh-CN': '综合', en: 'General' } },
] as const satisfies readonly Choice[]

export const checkCategory = z.enum(CHECK_CATEGORIES.map(({ value }) => value))
export const checkArea = z.enum(CHECK_AREAS.map(({ value }) => value))

/**
 * tick: normal or not. number: a reading. timer: seconds that something took. signature: the person signs
 * with his password. instruction: read and acknowledged.
 */
export const ITEM_KINDS = [
  'tick',
  'choice',
  'number',
  'text',
  'file',
  'timer',
  'signature',
  'instruction',
] as const

/** Stable over all versions of a template: readings of one item are compared by it. */
export const itemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u)
const shortText = z.string().trim().min(1).max(200)

/** A reading beyond `value` is out of limits: `warn` 预警, `alarm` 严重. */
export const checkLimit = z.strictObject({
  side: z.enum(['low', 'high']),
  level: z.enum(['warn', 'alarm']),
  value: z.number(),
  /** What to do then. */
  message: z.string().trim().max(300).optional(),
})
export type CheckLimit = z.infer<typeof checkLimit>

export const checkItem = z.strictObject({
  id: itemId,
  kind: z.enum(ITEM_KINDS),
  title: shortText,
  /** How it is checked and what is normal; the whole text of an instruction. */
  help: z.string().trim().max(2000).optional(),
  /** Place in a manual, as people write it: `UPS操作与维护手册 4.2.1`. */
  manual: z.string().trim().max(200).optional(),
  /** May be left unanswered. */
  optional: z.boolean().optional(),
  /** choice: the answers; `failed` ones count as not passed and demand a remark. */
  choices: z
    .array(
      z.strictObject({
        value: itemId,
        label: z.string().trim().min(1).max(80),
        failed: z.boolean().optional(),
      }),
    )
    .min(2)
    .max(20)
    .optional(),
  unit: z.string().trim().max(20).optional(),
  /** number: digits after the point that are read. */
  decimals: z.int().min(0).max(6).optional(),
  limits: z.array(checkLimit).max(8).optional(),
  /** number: what can be read at all; anything beyond is a typing error and refused. */
  range: z.strictObject({ min: z.number(), max: z.number() }).optional(),
  /** timer: how long it should take. */
  seconds: z.int().min(1).max(86_400).optional(),
  /** Confirmed by a second person with his own password. */
  twoPerson: z.boolean().optional(),
  /** Demands a photo or file. */
  evidence: z.boolean().optional(),
  /** What is looked at: an inspection point or a configuration item. */
  target: recordRef.optional(),
  /** number: what a monitor measures. Its reading is laid before the person, who confirms or overrules it. */
  monitor: z.strictObject({ id: recordId, metric: z.string().min(1).max(200) }).optional(),
})
export type CheckItem = z.infer<typeof checkItem>

export const checkSection = z.strictObject({
  id: itemId,
  title: shortText,
  items: z.array(checkItem).max(200),
})

/** The content of one version of a template. Ids are unique in it. */
export const checkBody = z
  .strictObject({ sections: z.array(checkSection).max(60) })
  .superRefine((body, issue) => {
    const items = body.sections.flatMap((section) => section.items)
    const ids = items.map((item) => item.id)
    if (new Set(ids).size < ids.length || items.length > 500)
      issue.addIssue({ code: 'custom', message: 'item ids are unique, at most 500' })
    for (const item of items) {
      const misfit =
        (item.kind === 'choice') !== (item.choices !== undefined) ||
        (item.kind !== 'number' && (item.limits?.length ?? 0) > 0) ||
        (item.kind !== 'number' && item.monitor !== undefined) ||
        (item.kind === 'timer') !== (item.seconds !== undefined)
      if (misfit) issue.addIssue({ code: 'custom', message: `${item.id} does not fit its kind` })
    }
  })
export type CheckBody = z.infer<typeof checkBody>

export const versionHead = approvedVersion.extend({ template: recordId, items: z.int() })
export type VersionHead = z.infer<typeof versionHead>

export const templateView = z.object({
  id: recordId,
  number: z.string(),
  name: z.string(),
  category: checkCategory,
  area: checkArea,
  post: recordId.optional(),
  notes: z.string(),
  retired: z.boolean(),
  /** The approved version with the highest number: what new rounds use. */
  current: versionHead.optional(),
  /** A version that is not approved yet. */
  next: versionHead.optional(),
  /** Schedules that use it and have not ended. */
  schedules: z.int(),
})
export type TemplateView = z.infer<typeof templateView>
