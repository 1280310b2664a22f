/** The two languages of the interface. Everything that people read exists in both. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in both languages, kept beside what it names. */
export interface Text {
  readonly 'zh-CN': string
  readonly en: string
}

/** Replaces `{name}` in a text by the parameter of that name. */
export function fill(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  )
}
