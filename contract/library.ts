import { z } from 'zod'
import { instant, level, recordId } from './common.ts'
import type { Choice } from './record-type.ts'
import type { Text } from './text.ts'

/** What the parts of the document library share: formats, kinds, states, places. */

/** How a version's file is read. tree: HTML pages with their assets and links, kept as one archive. */
export const FORMATS = [
  'pdf',
  'html',
  'tree',
  'markdown',
  'docx',
  'xlsx',
  'pptx',
  'epub',
  'text',
  'man',
  'image',
] as const
export type DocumentFormat = (typeof FORMATS)[number]
export const FORMAT_LABELS: Readonly<Record<DocumentFormat, Text>> = {
  pdf: { 'zh-CN': 'PDF文件', en: 'PDF' },
  html: { 'zh-CN': '网页', en: 'Web page' },
  tree: { 'zh-CN': '联机帮助', en: 'Help pages' },
  markdown: { 'zh-CN': 'Markdown文本', en: 'Markdown' },
  docx: { 'zh-CN': 'Word文档', en: 'Word document' },
  xlsx: { 'zh-CN': 'Excel表格', en: 'Excel sheet' },
  pptx: { 'zh-CN': '演示文稿', en: 'Slides' },
  epub: { 'zh-CN': '电子书', en: 'E-book' },
  text: { 'zh-CN': '纯文本', en: 'Plain text' },
  man: { 'zh-CN': '命令手册页', en: 'Manual page' },
  image: { 'zh-CN': '图片', en: 'Image' },
}

export const DOCUMENT_KINDS = [
  { value: 'reference', label: { 'zh-CN': '参考资料', en: 'Reference' } },
  { value: 'architecture', label: { 'zh-CN': '系统架构文档', en: 'Architecture document' } },
  { value: 'operation', label: { 'zh-CN': '操作手册', en: 'Operation manual' } },
  { value: 'maintenance', label: { 'zh-CN': '维护手册', en: 'Maintenance manual' } },
  { value: 'procedure', label: { 'zh-CN': '操作规程', en: 'Standard operating procedure' } },
  { value: 'plan', label: { 'zh-CN': '预案与方案', en: 'Plan' } },
  { value: 'report', label: { 'zh-CN': '报告', en: 'Report' } },
] as const satisfies readonly Choice[]
export const DOCUMENT_KIND_NAMES = DOCUMENT_KINDS.map(({ value }) => value)

/** Language of a document's text, found at import; corrected by hand where that fails. */
export const DOCUMENT_LANGUAGES = [
  { value: 'zh', label: { 'zh-CN': '中文', en: 'Chinese' } },
  { value: 'en', label: { 'zh-CN': '英文', en: 'English' } },
  { value: 'mixed', label: { 'zh-CN': '中英混合', en: 'Chinese and English' } },
  { value: 'other', label: { 'zh-CN': '其他', en: 'Other' } },
] as const satisfies readonly Choice[]

/** What makes a document due for an update. @public */
export const UPDATE_TRIGGERS = [
  { value: 'architecture', label: { 'zh-CN': '架构变更', en: 'Architecture changes' } },
  { value: 'feature', label: { 'zh-CN': '功能变更', en: 'A feature changes' } },
  { value: 'periodic', label: { 'zh-CN': '定期复审', en: 'Periodic review' } },
] as const satisfies readonly Choice[]

export const VERSION_STATES = [
  { value: 'draft', label: { 'zh-CN': '草稿', en: 'Draft' }, tone: 'neutral' },
  { value: 'review', label: { 'zh-CN': '审核中', en: 'In review' }, tone: 'notice' },
  { value: 'approved', label: { 'zh-CN': '已批准', en: 'Approved' }, tone: 'notice' },
  { value: 'published', label: { 'zh-CN': '已发布', en: 'Published' }, tone: 'ok' },
  { value: 'superseded', label: { 'zh-CN': '已被替代', en: 'Superseded' }, tone: 'neutral' },
  { value: 'withdrawn', label: { 'zh-CN': '已撤回', en: 'Withdrawn' }, tone: 'warn' },
] as const satisfies readonly Choice[]
/** @public */
export type VersionState = (typeof VERSION_STATES)[number]['value']

/**
 * A place in a document: what a hit, a note, a binding and an address name. The quote with what stands
 * around it finds the place again when the pages or headings of another version are others.
 */
export const place = z.strictObject({
  /** File within a tree or a book, `/` between folders; absent: the document is one file. */
  path: z.string().max(500).optional(),
  /** Page, sheet or slide, from 1. */
  page: z.int().positive().optional(),
  /** Id of a heading or element, as the reader shows it. */
  anchor: z.string().max(300).optional(),
  quote: z.string().max(500).optional(),
  before: z.string().max(100).optional(),
  after: z.string().max(100).optional(),
})
/** @public */
export type Place = z.infer<typeof place>

/** A document as lists show it: its record with what matters of the version that is read. */
export const documentSummary = z.object({
  id: recordId,
  number: z.string(),
  title: z.string(),
  kind: z.enum(DOCUMENT_KIND_NAMES),
  level,
  language: z.string(),
  collection: recordId.nullable(),
  collectionName: z.string(),
  owner: recordId.nullable(),
  ownerName: z.string(),
  pinned: z.boolean(),
  /** The published version; where there is none, the newest that the person may read. */
  version: z
    .object({
      id: recordId,
      label: z.string(),
      state: z.string(),
      format: z.enum(FORMATS),
      at: instant,
      /** Pages of a PDF, files of a tree, sheets, slides; 0 where that means nothing. */
      pages: z.int(),
    })
    .nullable(),
  /** `YYYY-MM-DD`; absent: never reviewed by the calendar. */
  reviewOn: z.string().optional(),
})
/** @public */
export type DocumentSummary = z.infer<typeof documentSummary>
