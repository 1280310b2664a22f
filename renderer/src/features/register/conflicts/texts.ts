import type { Text } from '../../../../../contract/text.ts'

/** Texts of the screen where what was changed apart is decided. */
export const TEXTS = {
  title: { 'zh-CN': '不一致', en: 'Disagreements' },
  intro: {
    'zh-CN': '几台设备离线时改了同一处，都没有丢：在这里选一个，或合并。',
    en: 'Workstations changed the same place while apart. Nothing is lost: choose one, or combine them.',
  },
  list: { 'zh-CN': '待裁定的记录', en: 'Records to decide' },
  count: { 'zh-CN': '{count}条待裁定', en: '{count} to decide' },
  search: { 'zh-CN': '筛选', en: 'Filter' },
  type: { 'zh-CN': '类型', en: 'Type' },
  all: { 'zh-CN': '全部类型', en: 'All types' },
  sort: { 'zh-CN': '排序', en: 'Sort' },
  newest: { 'zh-CN': '最近改动在前', en: 'Latest change first' },
  oldest: { 'zh-CN': '最早改动在前', en: 'Oldest change first' },
  byType: { 'zh-CN': '按类型', en: 'By type' },
  empty: {
    'zh-CN': '没有不一致的记录。按G再按D回值班台。',
    en: 'No record disagrees. Press G then D for the desk.',
  },
  nothingFits: { 'zh-CN': '没有符合筛选的记录', en: 'Nothing fits the filter' },
  choose: { 'zh-CN': '从左边选一条', en: 'Choose one of the list' },
  openRecord: { 'zh-CN': '打开记录', en: 'Open the record' },
  history: { 'zh-CN': '历史', en: 'History' },
  keys: {
    'zh-CN': '上下键选记录，数字键采用对应的值，O打开记录',
    en: 'Arrows choose a record, a digit takes that value, O opens the record',
  },
  onlyFor: { 'zh-CN': '由{roles}裁定', en: 'To be decided by: {roles}' },
  ownPlace: {
    'zh-CN': '这类记录在自己的页面上处理',
    en: 'Records of this type are dealt with on their own page',
  },
  retry: { 'zh-CN': '重试', en: 'Try again' },
} as const satisfies Record<string, Text>
