import {
  DOCUMENT_KINDS,
  DOCUMENT_LANGUAGES,
  type DocumentFormat,
} from '../../../../../contract/library.ts'
import type { FoundPlace } from '../../../../../contract/library-search.ts'
import { LEVEL_LABELS, LEVELS } from '../../../../../contract/roles.ts'
import { textIn, textsOf } from '../../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

export const FORMAT_ICONS: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'pdf',
  html: 'html',
  tree: 'html',
  markdown: 'doc',
  docx: 'doc',
  xlsx: 'sheet',
  pptx: 'doc',
  epub: 'library',
  text: 'doc',
  man: 'doc',
  image: 'image',
}

/** Where a place stands, in words: the page, else the heading, else the page file. */
export function placeName(place: FoundPlace, format: DocumentFormat | undefined): string {
  if (place.page > 0 && format === 'xlsx') return place.heading || t('sheet', { page: place.page })
  if (place.page > 0) return t(format === 'pptx' ? 'slide' : 'page', { page: place.page })
  return place.heading || place.title || place.path.split('/').at(-1) || t('start')
}

/** Name of a facet's value. */
export function valueName(field: string, value: string, name: string): string {
  if (field === 'kind') {
    const kind = DOCUMENT_KINDS.find((one) => one.value === value)
    return kind ? textIn(kind.label) : value
  }
  if (field === 'language') {
    const known = DOCUMENT_LANGUAGES.find((one) => one.value === value)
    return known ? textIn(known.label) : t('none')
  }
  if (field === 'level') {
    const level = LEVELS.find((one) => String(one) === value)
    return level === undefined ? value : textIn(LEVEL_LABELS[level])
  }
  return name || t('none')
}
