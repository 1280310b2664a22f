import { PLAN_CATEGORIES } from '../../../../contract/response-body.ts'
import {
  APPROVAL_GROUP,
  CONTENT_FIELDS,
  DECISION_FIELDS,
  VERSION_APPROVAL,
} from '../../../../contract/approved-versions.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

const AUTHORS = ['operator', 'lead', 'manager', 'security'] as const
const KEEPERS = ['lead', 'manager', 'security'] as const
const plan = {
  kind: 'ref',
  ref: 'emergency-plan',
  label: { 'zh-CN': '预案', en: 'Plan' },
  required: true,
} as const

/** An emergency plan 应急预案; its content stands in its versions. */
export const emergencyPlanType: RecordType = {
  name: 'emergency-plan',
  label: { 'zh-CN': '应急预案', en: 'Emergency plan' },
  plural: { 'zh-CN': '应急预案', en: 'Emergency plans' },
  icon: 'siren',
  title: 'name',
  subtitle: 'number',
  managed: true,
  numbering: { prefix: 'EP' },
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    category: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Category' },
      required: true,
      choices: PLAN_CATEGORIES,
    },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' }, maxLength: 5000 },
    reviewMonths: {
      kind: 'integer',
      label: { 'zh-CN': '评审周期（月）', en: 'Reviewed every (months)' },
      min: 1,
      max: 60,
    },
    reviewOn: { kind: 'date', label: { 'zh-CN': '下次评审', en: 'Next review' } },
    retired: { kind: 'boolean', label: { 'zh-CN': '停用', en: 'Retired' }, policy: 'reviewed' },
    /** Key of the shipped plan that it was made of. */
    origin: { kind: 'text', label: { 'zh-CN': '来源', en: 'Origin' }, readOnly: true },
  },
  search: ['notes'],
  indexes: [['reviewOn']],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: [] },
  list: {
    columns: ['number', 'name', 'category', 'post', 'reviewOn', 'retired'],
    sort: { field: 'name' },
  },
}

/** One version of a plan; a response keeps the one that it began with. */
export const emergencyPlanVersionType: RecordType = {
  name: 'emergency-plan-version',
  label: { 'zh-CN': '预案版本', en: 'Plan version' },
  plural: { 'zh-CN': '预案版本', en: 'Plan versions' },
  icon: 'siren',
  title: 'name',
  subtitle: 'note',
  managed: true,
  fields: {
    plan,
    ...CONTENT_FIELDS,
    /** Its steps as plain lines, so that a search finds them. */
    text: { kind: 'longText', label: { 'zh-CN': '步骤', en: 'Steps' }, policy: 'free' },
    ...DECISION_FIELDS,
  },
  groups: APPROVAL_GROUP,
  approval: { ...VERSION_APPROVAL, covers: [...VERSION_APPROVAL.covers, 'text'] },
  search: ['text'],
  indexes: [['plan', 'version']],
  permissions: { read: 'all', create: AUTHORS, update: ['manager'], delete: [] },
  writers: {
    update: AUTHORS,
    marks: [
      { fields: ['state'], values: ['approved'], roles: ['manager'], signed: true },
      { fields: ['state'], values: ['returned'], roles: ['manager'] },
      { fields: ['approvedBy', 'approvedAt'], roles: ['manager'], signed: true },
    ],
  },
}

/** A change of a plan that somebody proposes, often out of a response. */
export const planProposalType: RecordType = {
  name: 'plan-proposal',
  label: { 'zh-CN': '预案修订建议', en: 'Plan proposal' },
  plural: { 'zh-CN': '预案修订建议', en: 'Plan proposals' },
  icon: 'note',
  title: 'text',
  managed: true,
  fields: {
    plan,
    text: {
      kind: 'longText',
      label: { 'zh-CN': '建议', en: 'Proposal' },
      required: true,
      maxLength: 2000,
      policy: 'free',
    },
    activation: { kind: 'ref', ref: 'activation', label: { 'zh-CN': '来自', en: 'Out of' } },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '建议人', en: 'Proposed by' } },
    /** The version that answered it. */
    answer: {
      kind: 'ref',
      ref: 'emergency-plan-version',
      label: { 'zh-CN': '已写入版本', en: 'Answered by' },
      policy: 'decided',
    },
  },
  indexes: [['plan']],
  permissions: {
    read: 'all',
    create: ['operator', 'lead', 'manager', 'security', 'administrator'],
    update: ['manager'],
    delete: [],
  },
}
