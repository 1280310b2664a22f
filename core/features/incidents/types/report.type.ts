import { REPORT_SECTIONS, SECTION_TITLES } from '../../../../contract/incident-report.ts'
import { REPORT_STATES } from '../../../../contract/report-states.ts'
import type { FieldType, RecordType } from '../../../../contract/record-type.ts'
import { CAPABILITIES } from '../../../../contract/roles.ts'
import { LANGUAGES } from '../../../../contract/text.ts'
import { HANDLERS } from './incident.type.ts'

const APPROVERS = CAPABILITIES['incident.approve']
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const

/** A fault report 故障报告: one for each incident, on every device; with its level. */
export const faultReportType: RecordType = {
  name: 'fault-report',
  label: { 'zh-CN': '故障报告', en: 'Fault report' },
  plural: { 'zh-CN': '故障报告', en: 'Fault reports' },
  icon: 'report',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'FR' },
  managed: true,
  levels: true,
  fields: {
    // Two devices may begin the report of one incident: the number that was given first stands.
    number: {
      kind: 'text',
      label: { 'zh-CN': '编号', en: 'Number' },
      policy: 'decided',
      readOnly: true,
    },
    title: { kind: 'text', label: { 'zh-CN': '标题', en: 'Title' }, required: true },
    incident: {
      kind: 'ref',
      ref: 'incident',
      label: { 'zh-CN': '事件', en: 'Incident' },
      required: true,
    },
    language: {
      kind: 'choice',
      label: { 'zh-CN': '语言', en: 'Language' },
      policy: 'free',
      choices: LANGUAGES.map((value) => ({
        value,
        label: { 'zh-CN': LANGUAGE_NAMES[value], en: LANGUAGE_NAMES[value] },
      })),
    },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'draft',
      choices: REPORT_STATES,
    },
    author: { kind: 'ref', ref: 'person', label: { 'zh-CN': '编写人', en: 'Author' } },
    submittedAt: { kind: 'instant', label: { 'zh-CN': '提交时间', en: 'Submitted' } },
    submittedBy: { kind: 'ref', ref: 'person', label: { 'zh-CN': '提交人', en: 'Submitted by' } },
    returnReason: {
      kind: 'text',
      label: { 'zh-CN': '退回原因', en: 'Why returned' },
      maxLength: 500,
    },
    approvedAt: {
      kind: 'instant',
      label: { 'zh-CN': '批准时间', en: 'Approved' },
      policy: 'decided',
    },
    approvedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '批准人', en: 'Approved by' },
      policy: 'decided',
    },
    ...Object.fromEntries(
      REPORT_SECTIONS.map((name): [string, FieldType] => [
        name,
        { kind: 'longText', label: SECTION_TITLES[name], maxLength: 20_000 },
      ]),
    ),
  },
  groups: {
    state: ['state', 'submittedAt', 'submittedBy', 'returnReason'],
    approval: ['approvedAt', 'approvedBy'],
  },
  approval: {
    by: 'approvedAt',
    covers: ['title', 'language', 'author', 'state', ...REPORT_SECTIONS],
  },
  search: REPORT_SECTIONS,
  indexes: [['incident'], ['state']],
  permissions: { read: 'all', create: HANDLERS, update: HANDLERS, delete: [] },
  writers: {
    marks: [
      { fields: ['state'], values: ['approved'], roles: APPROVERS, signed: true },
      { fields: ['state'], values: ['returned'], roles: APPROVERS },
      { fields: ['approvedAt', 'approvedBy'], roles: APPROVERS, signed: true },
    ],
  },
  list: {
    columns: ['number', 'title', 'state', 'author', 'submittedAt', 'approvedBy', 'approvedAt'],
    sort: { field: '_created', descending: true },
  },
}
