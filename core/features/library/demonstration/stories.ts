import type { DocumentSummary } from '../../../../contract/library.ts'
import type { Level } from '../../../../contract/roles.ts'
import type { Text } from '../../../../contract/text.ts'

/** A moment of the story; what lies before the demonstrated period is done at its beginning. */
export type Moment = readonly [day: number, time: string]
/** Who did something, and when. */
export type Act = readonly [login: string, ...Moment]

/** One version of a document: as far as its life goes. The text of all stands in the document's file. */
export interface VersionStory {
  readonly label: string
  readonly changes: Text
  /** It is a PDF, not written here. */
  readonly pdf?: boolean
  readonly written: Act
  readonly submitted?: Moment
  readonly approved?: Act
  readonly published?: Act
}

export interface DocumentStory {
  /** Name of its file in resources/demonstration/documents, and under which others find it. */
  readonly key: string
  readonly title: Text
  readonly kind: DocumentSummary['kind']
  readonly collection: string
  readonly level?: Level
  readonly post: string
  readonly purpose: Text
  readonly audience: Text
  readonly tags: Readonly<Record<keyof Text, readonly string[]>>
  readonly triggers?: readonly ('architecture' | 'feature' | 'periodic')[]
  readonly reviewMonths: number
  /** Day of the story on which the next review is due, when not by the interval. */
  readonly reviewOn?: number
  /** In the emergency set. */
  readonly pinned?: boolean
  /** Everybody confirms that he has read each version. */
  readonly read?: boolean
  readonly versions: readonly [VersionStory, ...VersionStory[]]
}

export const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** First version of a document, through all its acts on one day. */
export const issued = (
  label: string,
  author: string,
  approver: string,
  publisher: string,
  day: number,
  changes: Text = both('首版', 'First issue'),
): VersionStory => ({
  label,
  changes,
  written: [author, day, '14:20'],
  submitted: [day, '16:05'],
  approved: [approver, day + 1, '10:12'],
  published: [publisher, day + 1, '11:30'],
})
