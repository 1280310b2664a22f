import { DRILL_KINDS, DRILL_SCOPES } from '../../../../contract/response-views.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

const PLANNERS = ['lead', 'manager'] as const

/** A line of the yearly plan of drills; the drills that it has are computed, never stored ahead. */
export const drillScheduleType: RecordType = {
  name: 'drill-schedule',
  label: { 'zh-CN': '演练计划', en: 'Planned drill' },
  plural: { 'zh-CN': '演练计划', en: 'Planned drills' },
  icon: 'roster',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
    plan: {
      kind: 'ref',
      ref: 'emergency-plan',
      label: { 'zh-CN': '预案', en: 'Plan' },
      required: true,
    },
    kind: { kind: 'choice', label: { 'zh-CN': '方式', en: 'Kind' }, choices: DRILL_KINDS },
    scope: { kind: 'choice', label: { 'zh-CN': '范围', en: 'Scope' }, choices: DRILL_SCOPES },
    firstOn: { kind: 'date', label: { 'zh-CN': '首次日期', en: 'First on' }, required: true },
    everyMonths: {
      kind: 'integer',
      label: { 'zh-CN': '间隔（月）', en: 'Every (months)' },
      min: 0,
      max: 60,
    },
    note: { kind: 'text', label: { 'zh-CN': '说明', en: 'Note' }, maxLength: 500 },
  },
  indexes: [['plan']],
  permissions: { read: 'all', create: PLANNERS, update: PLANNERS, delete: PLANNERS },
}

const aspect = (zh: string, en: string) =>
  ({ kind: 'integer', label: { 'zh-CN': zh, en }, min: 0, max: 100 }) as const

/** One observer's scores of a drill, with the same id on every device. */
export const drillScoreType: RecordType = {
  name: 'drill-score',
  label: { 'zh-CN': '演练评分', en: 'Drill score' },
  plural: { 'zh-CN': '演练评分', en: 'Drill scores' },
  icon: 'note',
  title: 'comment',
  managed: true,
  fields: {
    activation: {
      kind: 'ref',
      ref: 'activation',
      label: { 'zh-CN': '演练', en: 'Drill' },
      required: true,
    },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '评分人', en: 'Observer' } },
    feasibility: aspect('可行性', 'Feasibility'),
    effectiveness: aspect('有效性', 'Effectiveness'),
    teamwork: aspect('协同', 'Team work'),
    comment: { kind: 'text', label: { 'zh-CN': '评语', en: 'Comment' }, maxLength: 2000 },
    at: { kind: 'instant', label: { 'zh-CN': '时间', en: 'Time' } },
  },
  indexes: [['activation']],
  permissions: {
    read: 'all',
    create: ['operator', 'lead', 'manager', 'security', 'support', 'auditor'],
    update: ['operator', 'lead', 'manager', 'security', 'support', 'auditor'],
    delete: [],
  },
}
