import type { PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { Language } from '../../../contract/text.ts'

type ViewerTexts = NonNullable<ConstructorParameters<typeof PDFViewer>[0]['l10n']>
const nothing = (): Promise<void> => Promise.resolve()

/**
 * In place of the viewer's own texts, which are English and are written on all pages at once, and again
 * with each change below them. Pages get their names as they are drawn.
 */
export const noTexts = {
  getLanguage: () => 'en-us',
  getDirection: () => 'ltr',
  get: () => Promise.resolve(''),
  translate: nothing,
  translateOnce: nothing,
  destroy: nothing,
  pause: () => undefined,
  resume: () => undefined,
} as unknown as ViewerTexts

export const pageName = (number: number, language: Language): string =>
  language === 'zh-CN' ? `第 ${number} 页` : `Page ${number}`
