import { z } from 'zod'
import { instant, recordId } from './common.ts'
import type { Approval, Choice, FieldType } from './record-type.ts'

/** Versions that somebody writes and somebody else approves: of checklists and of emergency plans. */
const STATES = [
  { value: 'draft', label: { 'zh-CN': '草稿', en: 'Draft' } },
  { value: 'submitted', label: { 'zh-CN': '待批', en: 'Submitted' }, tone: 'notice' },
  { value: 'approved', label: { 'zh-CN': '已批准', en: 'Approved' }, tone: 'ok' },
  { value: 'returned', label: { 'zh-CN': '退回', en: 'Returned' }, tone: 'warn' },
] as const satisfies readonly Choice[]

export const versionState = z.enum(STATES.map(({ value }) => value))

/** What lists show of any version. */
export const approvedVersion = z.object({
  id: recordId,
  /** Counts from 1 within the checklist or plan. */
  number: z.int(),
  state: versionState,
  /** What changed. */
  note: z.string(),
  author: z.string(),
  authorName: z.string(),
  submittedAt: instant.optional(),
  approvedAt: instant.optional(),
  approvedByName: z.string().optional(),
  /** Why it was returned. */
  reason: z.string().optional(),
  /** What stood in it when this was read, for `approveVersion`. */
  seen: z.string(),
  /** Something was written on another device meanwhile, which the approval does not cover. */
  beside: z.boolean(),
})

type Fields = Readonly<Record<string, FieldType>>

/** Who approved it, and when: decided once, together. */
export const APPROVAL_FIELDS = {
  approvedBy: {
    kind: 'ref',
    ref: 'person',
    label: { 'zh-CN': '批准人', en: 'Approved by' },
    policy: 'decided',
  },
  approvedAt: {
    kind: 'instant',
    label: { 'zh-CN': '批准时间', en: 'Approved' },
    policy: 'decided',
  },
} as const satisfies Fields
export const APPROVAL_GROUP = { approval: ['approvedBy', 'approvedAt'] } as const

/** A version is approved as it was read. */
export const VERSION_APPROVAL = {
  by: 'approvedAt',
  covers: ['name', 'body', 'note', 'state', 'author', 'submittedAt', 'reason'],
} as const satisfies Approval

/** The content of a version as it is declared: its number, what it says, what changed. */
export const CONTENT_FIELDS = {
  /** Name of the checklist or plan with the number of the version. */
  name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
  version: { kind: 'integer', label: { 'zh-CN': '版本', en: 'Version' }, required: true, min: 1 },
  body: { kind: 'json', label: { 'zh-CN': '内容', en: 'Content' }, policy: 'reviewed' },
  note: { kind: 'text', label: { 'zh-CN': '修改说明', en: 'What changed' }, maxLength: 500 },
} as const satisfies Fields

/** From the draft to the decision about it. */
export const DECISION_FIELDS = {
  state: {
    kind: 'choice',
    label: { 'zh-CN': '状态', en: 'State' },
    initial: 'draft',
    choices: STATES,
  },
  author: { kind: 'ref', ref: 'person', label: { 'zh-CN': '编制人', en: 'Author' } },
  submittedAt: { kind: 'instant', label: { 'zh-CN': '提交时间', en: 'Submitted' } },
  reason: { kind: 'text', label: { 'zh-CN': '退回原因', en: 'Reason' }, maxLength: 500 },
  ...APPROVAL_FIELDS,
} as const satisfies Fields
