import type { Language } from '../contract/text.ts'

/** A shipped value whose texts in both languages are replaced by the one wanted. */
export function inLanguage(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, language))
  if (typeof value !== 'object' || value === null) return value
  if (language in value) return (value as Readonly<Record<string, unknown>>)[language]
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, inLanguage(part, language)]),
  )
}
