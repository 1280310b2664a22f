import type { HistoryEntry } from './register.ts'
import { fill, type Language, type Text } from './text.ts'

/** What somebody did with a record, without his name. */
const ACTS = {
  created: { 'zh-CN': '新建', en: 'created the record' },
  changed: { 'zh-CN': '修改', en: 'changed it' },
  deleted: { 'zh-CN': '删除', en: 'deleted the record' },
  restored: { 'zh-CN': '恢复', en: 'restored the record' },
  transition: { 'zh-CN': '执行“{act}”', en: 'did “{act}”' },
  signed: { 'zh-CN': '签署“{act}”', en: 'signed “{act}”' },
  resolved: { 'zh-CN': '裁定冲突', en: 'settled a conflict' },
  undone: { 'zh-CN': '撤销改动', en: 'took a change back' },
  commented: { 'zh-CN': '评论', en: 'commented' },
  amended: { 'zh-CN': '更正', en: 'amended the record' },
} as const satisfies Record<HistoryEntry['kind'], Text>

/** A signature that is no step of a workflow. */
const SIGNED_ALONE: Text = { 'zh-CN': '签字', en: 'signed it' }

/** Follows what somebody did where his workstation's disk had gone back and it was written again. */
const WRITTEN_AGAIN = {
  written: {
    'zh-CN': '（磁盘回退后重新写入）',
    en: ' (written again after the disk had gone back)',
  },
  unsigned: {
    'zh-CN': '（磁盘回退后重新写入，签名已失效）',
    en: ' (written again after the disk had gone back, without its signature)',
  },
} as const satisfies Record<NonNullable<HistoryEntry['again']>, Text>

/** What somebody did, with the name of the step of the workflow that he took. */
export function actWords(
  { kind, again }: HistoryEntry,
  act: string | undefined,
  language: Language,
): string {
  const words = kind === 'signed' && act === undefined ? SIGNED_ALONE : ACTS[kind]
  const after = again === undefined ? '' : WRITTEN_AGAIN[again][language]
  return fill(words[language], { act: act ?? '' }) + after
}
