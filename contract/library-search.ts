import { z } from 'zod'
import { instant, level, nothing, recordId } from './common.ts'
import { DOCUMENT_KIND_NAMES, documentSummary, FORMATS } from './library.ts'
import { command, may, mayRecord, query } from './procedure.ts'

/** How many places of a document come with a hit; the reader shows the others. */
export const PLACES_OF_HIT = 3
/** A quick count stops there: nobody reads the difference, and common words stand nearly everywhere. */
export const QUICK_COUNT = 1000
/** Searches that a person finds again: the last ones, and those that he keeps. */
export const MOST_RECENT = 10
export const MOST_SAVED = 50

const searchText = z.string().max(200)

/** What narrows a search or a list; several values of one part are alternatives. */
export const libraryFilter = z.strictObject({
  /** `null`: in no collection. */
  collection: z.array(recordId.nullable()).max(50).optional(),
  kind: z.array(z.enum(DOCUMENT_KIND_NAMES)).max(20).optional(),
  /** Post; `null`: nobody's. */
  owner: z.array(recordId.nullable()).max(50).optional(),
  level: z.array(level).max(4).optional(),
  language: z.array(z.string().max(20)).max(10).optional(),
  format: z.array(z.enum(FORMATS)).max(20).optional(),
  /** Only what must be at hand in an emergency. */
  pinned: z.boolean().optional(),
  /** Published in this time; `to` is exclusive. */
  from: instant.optional(),
  to: instant.optional(),
  /** Only in this document. */
  document: recordId.optional(),
})
export type LibraryFilter = z.infer<typeof libraryFilter>

/** Where in a document the words stand. */
export const foundPlace = z.object({
  /** File within a tree or book; empty for one file. */
  path: z.string(),
  /** From 1; 0 where the format has no pages. */
  page: z.int(),
  anchor: z.string(),
  heading: z.string(),
  /** Title of the page file of a tree. */
  title: z.string(),
  /** Text around the words; these stand between U+0002 and U+0003. */
  snippet: z.string(),
})
export type FoundPlace = z.infer<typeof foundPlace>

export const libraryHit = documentSummary.extend({
  score: z.number(),
  /** The title with what matched marked. */
  marked: z.string(),
  places: z.array(foundPlace).max(PLACES_OF_HIT),
  /** Further places in the document; `moreAtLeast`: not all of a long document was counted. */
  more: z.int(),
  moreAtLeast: z.boolean(),
})
export type LibraryHit = z.infer<typeof libraryHit>

export const SEARCH_SORTS = ['relevance', 'newest', 'title'] as const
export type SearchSort = (typeof SEARCH_SORTS)[number]
export const BROWSE_SORTS = ['title', 'newest', 'number', 'review'] as const
export type BrowseSort = (typeof BROWSE_SORTS)[number]

const savedSearch = z.object({ text: searchText, filter: libraryFilter, at: instant })
export type SavedSearch = z.infer<typeof savedSearch>

export const FACET_FIELDS = [
  'collection',
  'kind',
  'level',
  'owner',
  'language',
  'format',
  'pinned',
] as const
export type FacetField = (typeof FACET_FIELDS)[number]

/** Searching the library, browsing it, and the state of its index (I3). */
export const librarySearchProcedures = {
  /**
   * Documents that hold every word: what stands between quotes as it stands there, the last word also as a
   * beginning. Grouped by document, best first.
   */
  'library.search': query(
    mayRecord('read', 'document'),
    z.strictObject({
      text: searchText,
      filter: libraryFilter.optional(),
      sort: z.enum(SEARCH_SORTS).optional(),
      limit: z.int().min(1).max(500),
      offset: z.int().min(0).max(100_000).optional(),
      /** Counts to the end, however common the words are. */
      exact: z.boolean().optional(),
      /** Remembers the search among the person's recent ones. */
      keep: z.boolean().optional(),
    }),
    z.object({
      hits: z.array(libraryHit),
      total: z.int(),
      /** There are more than `total`. */
      capped: z.boolean(),
      /** Documents whose title sounds like the letters, by pinyin or initials; they are not counted. */
      sounding: z.array(documentSummary),
      /** Milliseconds in core. */
      took: z.number(),
    }),
  ),
  /** All documents that pass, to be browsed; `next` continues. */
  'library.documents': query(
    mayRecord('read', 'document'),
    z.strictObject({
      filter: libraryFilter.optional(),
      sort: z.enum(BROWSE_SORTS).optional(),
      limit: z.int().min(1).max(200),
      after: z.string().max(1000).optional(),
    }),
    z.object({
      documents: z.array(documentSummary),
      total: z.int(),
      capped: z.boolean(),
      next: z.string().nullable(),
    }),
  ),
  /** Counts for the chips; each part under the conditions of the others. */
  'library.facets': query(
    mayRecord('read', 'document'),
    z.strictObject({ text: searchText.optional(), filter: libraryFilter.optional() }),
    z.object({
      facets: z.array(
        z.object({
          field: z.enum(FACET_FIELDS),
          values: z.array(z.object({ value: z.string(), name: z.string(), count: z.int() })),
        }),
      ),
    }),
  ),
  /** Recent and kept searches of the person, on this device. */
  'library.searches': query(
    mayRecord('read', 'document'),
    nothing,
    z.object({ recent: z.array(savedSearch), saved: z.array(savedSearch) }),
  ),
  'library.keepSearch': command(
    mayRecord('read', 'document'),
    z.strictObject({
      text: searchText.trim().min(1),
      filter: libraryFilter.optional(),
      /** False: forgets it, kept or recent. */
      keep: z.boolean(),
    }),
    nothing,
  ),
  /** The index up to the person's clearance. */
  'library.stats': query(
    mayRecord('read', 'document'),
    nothing,
    z.object({
      documents: z.int(),
      /** Page files of trees and books, and single files. */
      parts: z.int(),
      /** Published versions that wait for their text. */
      waiting: z.int(),
      /** Published versions without text, by the code of the reason. */
      without: z.array(z.object({ reason: z.string(), count: z.int() })),
      shelves: z.array(
        z.object({
          level,
          documents: z.int(),
          parts: z.int(),
          /** Bytes of the file. */
          size: z.int(),
        }),
      ),
    }),
  ),
  /** Throws the index away up to the person's clearance and makes it anew from the files. */
  'library.reindex': command(may('maintenance.run'), nothing, z.object({ documents: z.int() })),
} as const
