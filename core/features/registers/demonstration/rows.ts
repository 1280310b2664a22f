import type { Json } from '../../../../contract/record-type.ts'
import type { Text } from '../../../../contract/text.ts'

/** A value in both languages, or one that needs no translation. */
export type Value =
  | Json
  | Text
  | { readonly record: string }
  | { readonly records: readonly string[] }

/** One record of the demonstration: the name under which others find it, and its fields. */
export interface Row {
  readonly key: string
  readonly type: string
  readonly fields: Readonly<Record<string, Value>>
}

export const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
export const record = (name: string): { readonly record: string } => ({ record: name })
export const records = (...names: string[]): { readonly records: readonly string[] } => ({
  records: names,
})
