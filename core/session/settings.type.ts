import type { RecordType } from '../../contract/record-type.ts'

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
    levelNames: { kind: 'json', label: { 'zh-CN': '密级名称', en: 'Names of the levels' } },
    logCategories: { kind: 'json', label: { 'zh-CN': '日志分类', en: 'Log categories' } },
  },
  permissions: { read: 'all', create: [], update: [], delete: [] },
}
