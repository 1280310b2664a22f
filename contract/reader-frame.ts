import { z } from 'zod'
import { FORMATS, place } from './library.ts'
import { LANGUAGES } from './text.ts'

/**
 * What the window and a document's frame say to each other, over one port. Each side believes only what
 * has this form: the frame stands next to foreign files, and shows what it is told.
 */

const id = z.string().max(100)
/** A factor of the natural size, or what the view is fitted to. */
const zoom = z.union([z.number().min(0.1).max(8), z.literal('width'), z.literal('page')])
export type Zoom = z.infer<typeof zoom>

const mark = z.object({
  id,
  kind: z.enum(['bookmark', 'highlight', 'note', 'place']),
  place,
})
export type Mark = z.infer<typeof mark>

/** Markdown that is not saved yet. */
const written = z.string().max(2_000_000)

const theme = z.enum(['light', 'dark'])

export const toReader = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    format: z.enum(FORMATS),
    /** Path of the main file at the document's origin. */
    file: z.string().max(1000),
    name: z.string().max(300),
    entry: z.string().max(1000),
    size: z.int().nonnegative(),
    encoding: z.string().max(40),
    language: z.enum(LANGUAGES),
    theme,
    zoom,
    place: place.optional(),
    /** What is written now, shown in place of the file. */
    text: written.optional(),
  }),
  /** Fetches the file that is opened next. */
  z.object({
    kind: z.literal('load'),
    format: z.enum(FORMATS),
    file: z.string().max(1000),
    size: z.int().nonnegative(),
  }),
  /** Loads what documents are shown with, before there is one. */
  z.object({ kind: z.literal('warm') }),
  z.object({ kind: z.literal('text'), text: written }),
  z.object({ kind: z.literal('go'), place }),
  z.object({ kind: z.literal('page'), page: z.int().positive() }),
  /** One page, sheet, slide or section on or back. */
  z.object({ kind: z.literal('turn'), by: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ kind: z.literal('zoom'), zoom }),
  z.object({ kind: z.literal('find'), text: z.string().max(200) }),
  z.object({ kind: z.literal('step'), by: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ kind: z.literal('marks'), marks: z.array(mark).max(2000) }),
  z.object({ kind: z.literal('thumbnail'), page: z.int().positive() }),
  z.object({ kind: z.literal('theme'), theme }),
  z.object({ kind: z.literal('encoding'), encoding: z.string().max(40) }),
  z.object({ kind: z.literal('focus') }),
  /** Asks for pages as they are printed. */
  z.object({ kind: z.literal('paper'), from: z.int().positive(), to: z.int().positive() }),
])
export type ToReader = z.infer<typeof toReader>

const section = z.object({
  id,
  title: z.string().max(500),
  /** From 1. */
  depth: z.int().min(1).max(9),
  page: z.int().positive().optional(),
  path: z.string().max(1000).optional(),
  anchor: z.string().max(300).optional(),
})
export type Section = z.infer<typeof section>

export const FRAME_FAILURES = ['broken', 'locked', 'tooLarge', 'missing'] as const

/** What is printed of a text: words and their kind, never markup. */
const paperBlock = z.object({
  kind: z.enum(['h1', 'h2', 'h3', 'p', 'pre', 'row']),
  cells: z.array(z.string()).max(300),
})
export type PaperBlock = z.infer<typeof paperBlock>

export const fromReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('opened'),
    /** Pages, sheets or slides; 0 where that means nothing. */
    pages: z.int().nonnegative(),
    sections: z.array(section).max(20_000),
    /** Encoding that a text is read in; empty for others. */
    encoding: z.string().max(40),
    /** True where pages can be shown small. */
    thumbnails: z.boolean(),
    zoomable: z.boolean(),
  }),
  z.object({ kind: z.literal('sections'), sections: z.array(section).max(20_000) }),
  z.object({
    kind: z.literal('at'),
    place,
    page: z.int().nonnegative(),
    section: id.nullable(),
  }),
  z.object({ kind: z.literal('zoomed'), percent: z.int().positive(), zoom }),
  z.object({
    kind: z.literal('found'),
    text: z.string().max(200),
    /** From 1; 0 while nothing is chosen. */
    current: z.int().nonnegative(),
    total: z.int().nonnegative(),
    sections: z.record(id, z.int().positive()),
    /** False while the rest is still searched. */
    done: z.boolean(),
  }),
  z.object({ kind: z.literal('selected'), place: place.nullable() }),
  z.object({ kind: z.literal('placed'), found: z.boolean() }),
  z.object({
    kind: z.literal('thumbnail'),
    page: z.int().positive(),
    image: z.custom<ImageBitmapLike>((value) => Object(value) === value),
  }),
  /** One page for printing, as a picture or as words; `of`: how many come. */
  z.object({
    kind: z.literal('paper'),
    nth: z.int().positive(),
    of: z.int().nonnegative(),
    image: z.custom<ImageBitmapLike>((value) => Object(value) === value).optional(),
    blocks: z.array(paperBlock).max(200_000).optional(),
    scale: z.number().min(1).max(4).optional(),
  }),
  /** A key that means nothing in the frame. */
  z.object({
    kind: z.literal('key'),
    code: z.string().max(40),
    key: z.string().max(40),
    ctrl: z.boolean(),
    shift: z.boolean(),
    alt: z.boolean(),
    meta: z.boolean(),
  }),
  z.object({ kind: z.literal('touched') }),
  /** A link that leaves the document was followed: it is told, never gone to. */
  z.object({ kind: z.literal('outside'), address: z.string().max(2000) }),
  z.object({
    kind: z.literal('failed'),
    reason: z.enum(FRAME_FAILURES),
    detail: z.string().max(500),
  }),
])
export type FromReader = z.infer<typeof fromReader>

/** What core makes of a document for the reader, at `v/document`. */
export const preparedDocument = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('html'), html: z.string() }),
  /** Sheets with cells between tabs, slides with their lines. */
  z.object({
    kind: z.literal('pages'),
    pages: z.array(z.object({ title: z.string(), text: z.string() })),
  }),
  z.object({
    kind: z.literal('book'),
    /** Chapters of a book, pages of a tree, with what they say; no text where all is too much. */
    chapters: z.array(z.object({ path: z.string(), title: z.string(), text: z.string() })),
  }),
  z.object({ kind: z.literal('failed'), code: z.string() }),
])
export type PreparedDocument = z.infer<typeof preparedDocument>

/** An ImageBitmap, as far as the contract knows of it. */
interface ImageBitmapLike {
  readonly width: number
  readonly height: number
}
