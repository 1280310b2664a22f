import type { Text } from '../../../../contract/text.ts'

export const TEXTS = {
  title: { 'zh-CN': '我的职责', en: 'My duties' },
  none: {
    'zh-CN': '你还没有岗位。由运维主管在“岗位”里指定A角、B角。',
    en: 'You have no post. The operations manager names holders and stand-ins.',
  },
  holder: { 'zh-CN': 'A角', en: 'Holder' },
  standIn: { 'zh-CN': 'B角', en: 'Stand-in' },
  member: { 'zh-CN': '岗位成员', en: 'Member' },
  duties: { 'zh-CN': '岗位职责', en: 'Duties' },
  standards: { 'zh-CN': '工作标准', en: 'Standards' },
  raci: { 'zh-CN': '责任矩阵', en: 'RACI' },
  R: { 'zh-CN': '执行', en: 'Responsible' },
  A: { 'zh-CN': '负责', en: 'Accountable' },
  C: { 'zh-CN': '咨询', en: 'Consulted' },
  I: { 'zh-CN': '知会', en: 'Informed' },
  duty: { 'zh-CN': '职责', en: 'Duty' },
  standard: { 'zh-CN': '标准', en: 'Standard' },
  often: { 'zh-CN': '频次', en: 'How often' },
  basis: { 'zh-CN': '依据', en: 'Rests on' },
  confirm: { 'zh-CN': '已读，确认职责', en: 'Read and confirmed' },
  confirmed: { 'zh-CN': '{time}已确认', en: 'Confirmed {time}' },
  changed: {
    'zh-CN': '上次确认后有变化，重新确认。',
    en: 'Changed since you confirmed it. Confirm again.',
  },
  open: { 'zh-CN': '未确认', en: 'Not confirmed' },
  lacking: { 'zh-CN': '没有责任岗位', en: 'No post answers for these' },
  lackingMore: { 'zh-CN': '另有{count}个', en: '{count} more' },
} as const satisfies Record<string, Text>
