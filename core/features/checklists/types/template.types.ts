import { CHECK_AREAS, CHECK_CATEGORIES } from '../../../../contract/checklist-body.ts'
import {
  APPROVAL_GROUP,
  CONTENT_FIELDS,
  DECISION_FIELDS,
  VERSION_APPROVAL,
} from '../../../../contract/approved-versions.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

const PLANNERS = ['lead', 'manager', 'administrator'] as const
const DECIDERS = ['lead', 'manager'] as const

/** A checklist 检查表; its content stands in its versions. */
export const checklistTemplateType: RecordType = {
  name: 'checklist-template',
  label: { 'zh-CN': '检查表', en: 'Checklist' },
  plural: { 'zh-CN': '检查表', en: 'Checklists' },
  icon: 'rounds',
  title: 'name',
  managed: true,
  numbering: { prefix: 'RC' },
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    category: {
      kind: 'choice',
      label: { 'zh-CN': '周期', en: 'Cycle' },
      required: true,
      choices: CHECK_CATEGORIES,
    },
    area: {
      kind: 'choice',
      label: { 'zh-CN': '专业', en: 'Area' },
      required: true,
      choices: CHECK_AREAS,
    },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' }, maxLength: 5000 },
    retired: { kind: 'boolean', label: { 'zh-CN': '停用', en: 'Retired' }, policy: 'reviewed' },
    /** Key of the shipped template that it was made of. */
    origin: { kind: 'text', label: { 'zh-CN': '来源', en: 'Origin' }, readOnly: true },
  },
  search: ['notes'],
  permissions: { read: 'all', create: PLANNERS, update: PLANNERS, delete: [] },
}

/** One version of a checklist; a run keeps the one that it began with. */
export const checklistVersionType: RecordType = {
  name: 'checklist-version',
  label: { 'zh-CN': '检查表版本', en: 'Checklist version' },
  plural: { 'zh-CN': '检查表版本', en: 'Checklist versions' },
  icon: 'rounds',
  title: 'name',
  subtitle: 'note',
  managed: true,
  fields: {
    template: {
      kind: 'ref',
      ref: 'checklist-template',
      label: { 'zh-CN': '检查表', en: 'Checklist' },
      required: true,
    },
    ...CONTENT_FIELDS,
    ...DECISION_FIELDS,
  },
  groups: APPROVAL_GROUP,
  approval: VERSION_APPROVAL,
  indexes: [['template', 'version']],
  permissions: {
    read: 'all',
    create: ['operator', 'lead', 'manager', 'administrator'],
    update: ['lead', 'manager'],
    delete: [],
  },
  writers: {
    update: ['operator', 'lead', 'manager', 'administrator'],
    marks: [
      { fields: ['state'], values: ['returned'], roles: DECIDERS },
      { fields: ['state'], values: ['approved'], on: 'update', roles: DECIDERS, signed: true },
      { fields: ['approvedAt'], on: 'update', roles: DECIDERS, signed: true },
      { fields: ['approvedBy'], roles: DECIDERS, signed: true },
      // What ships with the product is taken in as approved, by nobody.
      { fields: ['state'], values: ['approved'], on: 'create', roles: PLANNERS },
    ],
  },
}

/** When a checklist is due, and whose it is. Rounds follow from it; they are computed, never stored ahead. */
export const checklistScheduleType: RecordType = {
  name: 'checklist-schedule',
  label: { 'zh-CN': '巡检计划', en: 'Round schedule' },
  plural: { 'zh-CN': '巡检计划', en: 'Round schedules' },
  icon: 'rounds',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    template: {
      kind: 'ref',
      ref: 'checklist-template',
      label: { 'zh-CN': '检查表', en: 'Checklist' },
      required: true,
    },
    rule: { kind: 'json', label: { 'zh-CN': '周期规则', en: 'Rule' }, required: true },
    timeZone: { kind: 'text', label: { 'zh-CN': '时区', en: 'Time zone' }, required: true },
    timing: { kind: 'json', label: { 'zh-CN': '时限', en: 'Timing' }, required: true },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Post' } },
    team: { kind: 'ref', ref: 'team', label: { 'zh-CN': '责任班组', en: 'Team' } },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '责任人', en: 'Person' } },
    escalation: {
      kind: 'json',
      label: { 'zh-CN': '逐级上报', en: 'Escalation' },
      policy: 'reviewed',
    },
    since: { kind: 'instant', label: { 'zh-CN': '生效时间', en: 'Since' }, required: true },
    until: { kind: 'instant', label: { 'zh-CN': '终止时间', en: 'Until' }, policy: 'reviewed' },
    /** The schedule that it takes the place of. */
    follows: {
      kind: 'ref',
      ref: 'checklist-schedule',
      label: { 'zh-CN': '接替的计划', en: 'Follows' },
    },
  },
  indexes: [['template']],
  permissions: { read: 'all', create: PLANNERS, update: PLANNERS, delete: [] },
}
