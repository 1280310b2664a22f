import type { DocumentFormat } from '../../../contract/library.ts'

/** What extraction takes out of a file: everything that is searched, and what the outline needs. Plain data: it crosses threads. */
export interface Extracted {
  readonly format: DocumentFormat
  /** Title found in the file; empty where it has none. */
  readonly title: string
  /** `zh`, `en`, `mixed` or `other`, by the characters of the text. */
  readonly language: string
  /** Encoding of a text file; empty for others. */
  readonly encoding: string
  /** First page of a tree or book; empty for one file. */
  readonly entry: string
  /** Pages of a PDF, files of a tree, sheets, slides; 0 where that means nothing. */
  readonly pages: number
  /** One for a single file; one for each page file of a tree or chapter of a book. */
  readonly parts: readonly ExtractedPart[]
  /** What was left out and why, like a picture that cannot be read; not a failure. */
  readonly warnings: readonly string[]
}

export interface ExtractedPart {
  /** File within a tree or book; empty for one file. */
  readonly path: string
  readonly title: string
  readonly pieces: readonly ExtractedPiece[]
}

/** A page, a section under a heading, a sheet, a slide. */
export interface ExtractedPiece {
  /** From 1; 0 where the format has no pages. */
  readonly page: number
  /** Id of the heading as the reader shows it; empty where there is none. */
  readonly anchor: string
  /** Text of the heading; empty where there is none. */
  readonly heading: string
  /** 1–6; 0 without a heading. */
  readonly depth: number
  readonly text: string
}
