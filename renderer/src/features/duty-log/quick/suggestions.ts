import type { RecordLabel } from '../../../../../contract/common.ts'
import { linkText, type Token } from '../model/compose.ts'

/** Something to choose after `#` or `@`. */
export interface Suggestion {
  readonly key: string
  readonly title: string
  readonly note: string
  readonly token: Token
}

/** A record; `typeName` says what it is in the reader's language. */
export function recordSuggestion(label: RecordLabel, typeName: string): Suggestion {
  return {
    key: `${label.type}/${label.id}`,
    title: label.number ? `${label.number}  ${label.title}` : label.title,
    note: typeName,
    token: { kind: 'link', text: linkText(label), link: label },
  }
}

export function tagSuggestion(tag: string, note: string): Suggestion {
  return { key: `@${tag}`, title: tag, note, token: { kind: 'tag', text: `@${tag}`, tag } }
}
