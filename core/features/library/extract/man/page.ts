/** A man page as it is read: what the index takes text from, and the reader lays out. */
export interface ManPage {
  /** `socket` of socket(7); empty where the page does not say. */
  readonly name: string
  readonly section: string
  readonly blocks: readonly ManBlock[]
  /** Set when the page only names another one, as `man2/openat.2`. */
  readonly alias?: string
}

export type Font = 'R' | 'B' | 'I'

export interface Span {
  readonly text: string
  readonly font: Font
}

export type ManBlock =
  | { readonly kind: 'heading'; readonly depth: 1 | 2; readonly text: string }
  | { readonly kind: 'text'; readonly indent: number; readonly spans: readonly Span[] }
  /** A term with what is said of it. */
  | {
      readonly kind: 'item'
      readonly indent: number
      readonly tag: readonly Span[]
      readonly spans: readonly Span[]
    }
  /** Lines as they stand. */
  | { readonly kind: 'lines'; readonly indent: number; readonly spans: readonly Span[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

export const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('')
