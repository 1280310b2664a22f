import {
  GRADE_RULES,
  GRADES,
  MOST_ANSWER_MINUTES,
  MOST_REPAIR_HOURS,
} from '../../contract/incident-rules.ts'
import type { FieldType, RecordType } from '../../contract/record-type.ts'

/** Within which time an incident of each grade is answered and repaired. */
const incidentLimits: Readonly<Record<string, FieldType>> = Object.fromEntries(
  GRADES.flatMap((grade): [string, FieldType][] => {
    const { label } = GRADE_RULES[grade]
    return [
      [
        `answerMinutes${grade}`,
        {
          kind: 'integer',
          label: { 'zh-CN': `${label['zh-CN']}响应时限`, en: `${label.en}: answer within` },
          unit: 'min',
          min: 1,
          max: MOST_ANSWER_MINUTES,
        },
      ],
      [
        `repairHours${grade}`,
        {
          kind: 'integer',
          label: { 'zh-CN': `${label['zh-CN']}修复时限`, en: `${label.en}: repair within` },
          unit: 'h',
          min: 1,
          max: MOST_REPAIR_HOURS,
        },
      ],
    ]
  }),
)

/** One record per workspace: what the team has agreed on. A setting is a field, checked like any other. */
export const settingsType: RecordType = {
  name: 'workspace-settings',
  label: { 'zh-CN': '工作区设置', en: 'Workspace settings' },
  plural: { 'zh-CN': '工作区设置', en: 'Workspace settings' },
  icon: 'gear',
  title: 'name',
  managed: true,
  fields: {
    name: {
      kind: 'text',
      label: { 'zh-CN': '工作区名称', en: 'Workspace name' },
      required: true,
      maxLength: 80,
    },
    language: { kind: 'text', label: { 'zh-CN': '默认语言', en: 'Default language' } },
    autoLockMinutes: {
      kind: 'integer',
      label: { 'zh-CN': '无操作自动锁定', en: 'Lock when idle' },
      unit: 'min',
      min: 0,
      max: 480,
    },
    escalateMinutes: {
      kind: 'integer',
      label: { 'zh-CN': '超时多久报值班长', en: 'Overdue before the lead is told' },
      unit: 'min',
      min: 0,
      max: 1_440,
    },
    lockRounds: {
      kind: 'boolean',
      label: { 'zh-CN': '接班后才能巡检', en: 'Lock rounds until the handover is accepted' },
    },
    fixCriticalDays: {
      kind: 'integer',
      label: { 'zh-CN': '超危漏洞处置期限', en: 'Critical vulnerabilities fixed within' },
      unit: 'd',
      min: 1,
      max: 365,
    },
    fixHighDays: {
      kind: 'integer',
      label: { 'zh-CN': '高危漏洞处置期限', en: 'High vulnerabilities fixed within' },
      unit: 'd',
      min: 1,
      max: 365,
    },
    fixMediumDays: {
      kind: 'integer',
      label: { 'zh-CN': '中危漏洞处置期限', en: 'Medium vulnerabilities fixed within' },
      unit: 'd',
      min: 1,
      max: 365,
    },
    fixLowDays: {
      kind: 'integer',
      label: { 'zh-CN': '低危漏洞处置期限', en: 'Low vulnerabilities fixed within' },
      unit: 'd',
      min: 1,
      max: 365,
    },
    replyHours: {
      kind: 'integer',
      label: { 'zh-CN': '服务请求答复时限', en: 'Requests answered within' },
      unit: 'h',
      min: 1,
      max: 720,
    },
    separation: {
      kind: 'boolean',
      label: { 'zh-CN': '三员分立', en: 'Separate the three administrators' },
      policy: 'reviewed',
    },
    rawDays: {
      kind: 'integer',
      label: { 'zh-CN': '监控原始值保留', en: 'Keep monitored values as they came' },
      unit: 'd',
      min: 1,
      max: 31,
    },
    minuteDays: {
      kind: 'integer',
      label: { 'zh-CN': '监控分钟值保留', en: 'Keep monitored values by the minute' },
      unit: 'd',
      min: 1,
      max: 366,
    },
    hourMonths: {
      kind: 'integer',
      label: { 'zh-CN': '监控小时值保留', en: 'Keep monitored values by the hour' },
      unit: 'months',
      min: 1,
      max: 240,
    },
    ...incidentLimits,
    holidays: {
      kind: 'longText',
      label: { 'zh-CN': '节假日', en: 'Public holidays' },
      maxLength: 4_000,
    },
    extraWorkdays: {
      kind: 'longText',
      label: { 'zh-CN': '调休上班日', en: 'Weekends that are worked' },
      maxLength: 4_000,
    },
    levelNames: { kind: 'json', label: { 'zh-CN': '密级名称', en: 'Names of the levels' } },
    logCategories: { kind: 'json', label: { 'zh-CN': '日志分类', en: 'Log categories' } },
  },
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: ['administrator'], update: ['administrator'] },
}
