import type { Text } from './text.ts'

/** Failures of emergency response; part of ERROR_TEXTS. */
export const RESPONSE_ERRORS = {
  planEmpty: {
    'zh-CN': '预案还没有步骤，先加步骤',
    en: 'The plan has no steps yet. Add one first',
  },
  noApprovedPlan: {
    'zh-CN': '“{name}”没有已批准的版本，不能启动',
    en: '“{name}” has no approved version and cannot be activated',
  },
  responseEnded: {
    'zh-CN': '应急响应已结束，不能再改',
    en: 'The response has ended and is no longer changed',
  },
  stepUnknown: { 'zh-CN': '没有这个步骤', en: 'There is no such step' },
  stepDecided: {
    'zh-CN': '此步骤{name}已经处理',
    en: '{name} has decided this step already',
  },
  undoTooLate: {
    'zh-CN': '已过10秒，不能撤回。需要时加一步补做',
    en: 'Ten seconds are over; it cannot be taken back. Add a step if needed',
  },
  stepsOpen: {
    'zh-CN': '还有{count}步没有处理。完成、做不了或跳过后再结束',
    en: '{count} steps are open. Do, skip or mark them before ending',
  },
  notADrill: { 'zh-CN': '这不是演练', en: 'This is not a drill' },
} as const satisfies Record<string, Text>
