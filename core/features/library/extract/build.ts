import type { DocumentFormat } from '../../../../contract/library.ts'
import { CoreError } from '../../../error.ts'
import type { Extracted, ExtractedPart, ExtractedPiece } from '../extracted.ts'
import { languageOf } from './language.ts'
import type { Limits } from './limits.ts'

/** Counts what one document gives and ends it where it gives too much. */
export class Budget {
  readonly limits: Limits
  #characters = 0
  #pieces = 0

  constructor(limits: Limits) {
    this.limits = limits
  }

  add(pieces: readonly ExtractedPiece[]): void {
    this.#pieces += pieces.length
    for (const piece of pieces) this.#characters += piece.text.length + piece.heading.length
    if (this.#characters > this.limits.characters || this.#pieces > this.limits.pieces)
      throw new CoreError('documentTooMuchText', { limit: this.limits.characters / 1_000_000 })
  }
}

export const piece = (text: string, given: Partial<ExtractedPiece> = {}): ExtractedPiece => ({
  page: 0,
  anchor: '',
  heading: '',
  depth: 0,
  ...given,
  text,
})

export const onePart = (title: string, pieces: readonly ExtractedPiece[]): ExtractedPart => ({
  path: '',
  title,
  pieces,
})

/** What a format's own code finds; the language is told from the text. */
export interface Found {
  readonly title?: string
  readonly encoding?: string
  readonly entry?: string
  readonly pages?: number
  readonly parts: readonly ExtractedPart[]
  readonly warnings?: readonly string[]
}

export function extracted(format: DocumentFormat, found: Found): Extracted {
  const texts = found.parts.flatMap(({ pieces }) =>
    pieces.flatMap(({ heading, text }) => (heading === '' ? [text] : [heading, text])),
  )
  return {
    format,
    title: cleanTitle(found.title ?? ''),
    language: languageOf(texts),
    encoding: found.encoding ?? '',
    entry: found.entry ?? '',
    pages: found.pages ?? 0,
    parts: found.parts,
    warnings: found.warnings ?? [],
  }
}

const MAX_TITLE = 300

/** One line without control characters and marks of direction, no longer than a title may be. */
export const cleanTitle = (title: string): string =>
  title
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_TITLE)
    .toWellFormed()
