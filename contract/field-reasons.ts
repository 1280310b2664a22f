import type { Text } from './text.ts'

/** Why a field's value is refused; `{limit}` is the bound that it breaks. */
export const FIELD_REASONS = {
  unknown: { 'zh-CN': '没有此字段', en: 'there is no such field' },
  readOnly: { 'zh-CN': '由系统填写', en: 'it is filled in by the system' },
  required: { 'zh-CN': '必填', en: 'it must be filled in' },
  kind: { 'zh-CN': '格式不对', en: 'it has the wrong form' },
  tooLong: { 'zh-CN': '不超过{limit}个字符', en: 'at most {limit} characters' },
  tooSmall: { 'zh-CN': '不小于{limit}', en: 'at least {limit}' },
  tooLarge: { 'zh-CN': '不大于{limit}', en: 'at most {limit}' },
  state: {
    'zh-CN': '此状态须按流程进入',
    en: 'this state is reached through its steps only',
  },
  locked: {
    'zh-CN': '当前状态下不能修改',
    en: 'it is no longer changed in this state',
  },
  vector: {
    'zh-CN': '不是完整的CVSS 3.x基础向量',
    en: 'it is not a complete CVSS 3.x base vector',
  },
  score: { 'zh-CN': '与向量不符，应为{limit}', en: 'the vector gives {limit}' },
  choice: { 'zh-CN': '不在可选值中', en: 'it is not one of the choices' },
  reference: { 'zh-CN': '找不到所引用的记录', en: 'the record it refers to is not there' },
  characters: { 'zh-CN': '含有不允许的控制字符', en: 'it contains control characters' },
  range: { 'zh-CN': '不在允许的范围内', en: 'it is outside the permitted range' },
  past: { 'zh-CN': '不能早于现在', en: 'it cannot lie in the past' },
  period: {
    'zh-CN': '时间段不对，最长400天',
    en: 'the period is not one, or longer than 400 days',
  },
  timeZone: { 'zh-CN': '没有此时区', en: 'there is no such time zone' },
  cron: { 'zh-CN': 'cron表达式不对', en: 'it is not a cron expression of five fields' },
  dense: { 'zh-CN': '一天不超过96次', en: 'at most 96 times a day' },
  timing: { 'zh-CN': '漏检时间早于宽限结束', en: 'it is missed before its grace is over' },
  answerKind: { 'zh-CN': '与检查项类型不符', en: 'it does not fit the kind of the item' },
  noAnswer: { 'zh-CN': '没有可确认的结果', en: 'there is no answer to confirm' },
  reading: { 'zh-CN': '超出可能的读数范围', en: 'no instrument reads that; check the figure' },
  ring: { 'zh-CN': '形成循环', en: 'it would stand above itself' },
  pattern: {
    'zh-CN': '正则表达式不对，或用了不支持的写法',
    en: 'it is not a regular expression, or uses what is not supported',
  },
  double: { 'zh-CN': '标识重复', en: 'the same key comes twice' },
  future: { 'zh-CN': '不能晚于现在', en: 'it cannot lie in the future' },
} as const satisfies Record<string, Text>
export type FieldReason = keyof typeof FIELD_REASONS
