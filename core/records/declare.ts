import type { Choice, FieldType, Tone, Transition } from '../../contract/record-type.ts'
import type { Text } from '../../contract/text.ts'

/** Short words for declaring record types: every label in Chinese first, then in English. */

type More = Partial<Omit<FieldType, 'kind' | 'label'>>

export const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

const field =
  (kind: FieldType['kind']) =>
  (zh: string, en: string, more: More = {}): FieldType => ({ kind, label: t(zh, en), ...more })

export const text = field('text')
export const longText = field('longText')
export const integer = field('integer')
export const number = field('number')
export const date = field('date')
export const instant = field('instant')
export const tags = field('tags')
export const links = field('links')
export const attachments = field('attachments')

export const ref = (type: string, zh: string, en: string, more: More = {}): FieldType => ({
  ...field('ref')(zh, en, more),
  ref: type,
})
export const refs = (type: string, zh: string, en: string, more: More = {}): FieldType => ({
  ...field('refs')(zh, en, more),
  ref: type,
})
/** A choice; its first value is what a new record starts with, unless `initial` says otherwise. */
export const choice = (
  zh: string,
  en: string,
  choices: readonly Choice[],
  more: More = {},
): FieldType => ({ ...field('choice')(zh, en, more), choices })

export const one = (value: string, zh: string, en: string, tone?: Tone): Choice => ({
  value,
  label: t(zh, en),
  ...(tone === undefined ? {} : { tone }),
})

/** A step of a workflow: `step('close', '关闭', 'Close', ['done'], 'closed', roles)`. */
export const step = (
  name: string,
  zh: string,
  en: string,
  from: readonly string[],
  to: string,
  roles: Transition['roles'],
  more: Partial<Transition> = {},
): Transition => ({ name, label: t(zh, en), from, to, roles, ...more })
