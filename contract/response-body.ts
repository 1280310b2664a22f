import { z } from 'zod'
import { approvedVersion } from './approved-versions.ts'
import { recordId, recordRef } from './common.ts'
import type { Choice } from './record-type.ts'

/** Emergency plans 应急预案 (D1): what a version says. */

export const PLAN_CATEGORIES = [
  { value: 'fault', label: { 'zh-CN': '系统故障', en: 'System fault' } },
  { value: 'facility', label: { 'zh-CN': '机房动力', en: 'Machine room' } },
  { value: 'security', label: { 'zh-CN': '安全事件', en: 'Security event' } },
  { value: 'disaster', label: { 'zh-CN': '自然灾害', en: 'Natural disaster' } },
] as const satisfies readonly Choice[]
export const planCategory = z.enum(PLAN_CATEGORIES.map(({ value }) => value))

/** recovery: a step of 恢复重建, tied to backup jobs and configuration items. */
export const STEP_KINDS = [
  { value: 'action', label: { 'zh-CN': '操作', en: 'Action' } },
  { value: 'report', label: { 'zh-CN': '报告', en: 'Report' } },
  { value: 'decision', label: { 'zh-CN': '决策', en: 'Decision' } },
  { value: 'verify', label: { 'zh-CN': '验证', en: 'Verification' } },
  { value: 'recovery', label: { 'zh-CN': '恢复', en: 'Recovery' } },
] as const satisfies readonly Choice[]
export const stepKind = z.enum(STEP_KINDS.map(({ value }) => value))

/** The four phases of handling an emergency (D3). */
export const RESPONSE_PHASES = ['report', 'assess', 'handle', 'review'] as const
export type ResponsePhase = (typeof RESPONSE_PHASES)[number]

/** Levels of a response, 1 is the gravest; the same words as grades of incidents. */
export const responseLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** Stable over all versions of a plan: results and places in manuals are found by it. */
export const partId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u)
const short = z.string().trim().min(1).max(200)
const remark = z.string().trim().max(500)

export const planStep = z.strictObject({
  id: partId,
  kind: stepKind,
  title: short,
  /** Role that carries it out, and the one that watches over it 监护. */
  role: partId.optional(),
  guard: partId.optional(),
  /** How long it should take. */
  minutes: z.int().min(1).max(1440).optional(),
  /** What must not be done, or must be made sure of before. */
  caution: remark.optional(),
  /** By what one sees that it is done 完成标志. */
  expected: remark.optional(),
  /** Place in a manual, as people write it; the exact place is a binding of the plan's item. */
  manual: z.string().trim().max(200).optional(),
  /** `handle` when absent. */
  phase: z.enum(['report', 'assess', 'handle']).optional(),
  /** Backup jobs and configuration items that it is about. */
  links: z.array(recordRef).max(10).optional(),
})
export type PlanStep = z.infer<typeof planStep>

export const planRole = z.strictObject({
  id: partId,
  name: z.string().trim().min(1).max(40),
  duty: remark.optional(),
  /** Whose it is, and who stands in, the first one first. */
  person: recordId.optional(),
  standIns: z.array(recordId).max(6).optional(),
  /** Taken by the lead or anybody of the shift on duty, when neither is at hand. */
  fill: z.enum(['lead', 'member']).optional(),
})
export type PlanRole = z.infer<typeof planRole>

export const planContact = z.strictObject({
  id: partId,
  name: z.string().trim().min(1).max(80),
  /** What he is called for. */
  duty: z.string().trim().max(120).optional(),
  phone: z.string().trim().max(80).optional(),
  /** Who calls him: another contact of the tree; called by the command when absent. */
  under: partId.optional(),
})

export type PlanContact = z.infer<typeof planContact>

export const planBody = z
  .strictObject({
    /** When the plan is activated. */
    trigger: z.string().trim().max(2000),
    scope: z.string().trim().max(2000),
    levels: z
      .array(z.strictObject({ level: responseLevel, when: remark, command: remark.optional() }))
      .max(4),
    roles: z.array(planRole).max(20),
    steps: z.array(planStep).max(100),
    /** What brings the systems back for good, after the emergency is under control. */
    recovery: z.array(planStep).max(60),
    contacts: z.array(planContact).max(60),
    /** Minutes in which service must be back. */
    rto: z.int().min(1).max(100_000).optional(),
    /** Minutes between progress reports, and to whom they go. */
    report: z.strictObject({
      minutes: z.int().min(5).max(1440),
      to: z.array(z.string().trim().min(1).max(80)).max(20),
    }),
  })
  .superRefine((body, issue) => {
    const parts = [[...body.steps, ...body.recovery], body.roles, body.contacts]
    for (const part of parts)
      if (new Set(part.map(({ id }) => id)).size < part.length)
        issue.addIssue({ code: 'custom', message: 'ids are unique' })
    const roles = new Set(body.roles.map(({ id }) => id))
    for (const { id, role, guard } of [...body.steps, ...body.recovery])
      if ([role, guard].some((one) => one !== undefined && !roles.has(one)))
        issue.addIssue({ code: 'custom', message: `${id} names a role that is not there` })
    const contacts = new Map(body.contacts.map((one) => [one.id, one.under]))
    for (const { id } of body.contacts)
      if (!reachesTop(contacts, id))
        issue.addIssue({ code: 'custom', message: `${id} is not called by anybody` })
  })
export type PlanBody = z.infer<typeof planBody>

/** Whether somebody calls the contact: his line ends at one whom the command calls. */
function reachesTop(contacts: ReadonlyMap<string, string | undefined>, id: string): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = id; at !== undefined; at = contacts.get(at)) {
    if (seen.has(at) || !contacts.has(at)) return false
    seen.add(at)
  }
  return true
}

export const planVersionHead = approvedVersion.extend({ plan: recordId, steps: z.int() })
export type PlanVersionHead = z.infer<typeof planVersionHead>
