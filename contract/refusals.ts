import type { Language, Text } from './text.ts'

/**
 * Why a commit was not taken: `role` its person's roles, `device` what a device may not write by itself, `enrolment` an
 * unknown device, `fork` two commits of one number, `signature` and `hash` what was altered, `malformed` no commit at
 * all, `past` what does not fit the history that it names.
 */
export const REFUSAL_KINDS = [
  'role',
  'device',
  'enrolment',
  'fork',
  'signature',
  'hash',
  'malformed',
  'past',
] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

/** The reason as it is kept and sent: the kind, and what whoever investigates wants to know. */
export const refusalReason = (kind: RefusalKind, detail = ''): string =>
  detail === '' ? kind : `${kind}: ${detail}`

/** The kind of a reason; undefined in one of a program that knows others. */
export function refusalKind(reason: string): RefusalKind | undefined {
  const [first] = reason.split(':', 1)
  return REFUSAL_KINDS.find((kind) => kind === first)
}

const WORDS: Readonly<Record<RefusalKind, Text>> = {
  role: {
    'zh-CN': '记录人的角色无此权限，或缺本人签名',
    en: 'The role of whoever wrote it does not allow it, or his signature is missing',
  },
  device: {
    'zh-CN': '这类改动须由人员作出，设备不能自行写入',
    en: 'Only people may write this, a device may not by itself',
  },
  enrolment: { 'zh-CN': '写入的设备未登记', en: 'The device that wrote it is not enrolled' },
  fork: {
    'zh-CN': '同一编号已有另一项改动，工作区可能被复制或还原过',
    en: 'Another change has its number: the workspace may have been copied or put back',
  },
  signature: { 'zh-CN': '签名无效', en: 'Its signature is not valid' },
  hash: { 'zh-CN': '内容与校验值不符', en: 'Its content does not match its hash' },
  malformed: { 'zh-CN': '内容无法读取', en: 'It cannot be read' },
  past: {
    'zh-CN': '与其所引用的历史记录不符',
    en: 'It does not fit the history that it names',
  },
}

/** Why a change was not taken, in words where its kind is known; `detail` is for whoever investigates. */
export function refusalText(
  reason: string,
  language: Language,
): { readonly why: string; readonly detail: string } {
  const kind = refusalKind(reason)
  if (!kind) return { why: reason, detail: '' }
  return { why: WORDS[kind][language], detail: reason.slice(kind.length + 2) }
}
