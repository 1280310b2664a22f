import { ERROR_TEXTS, type ErrorCode } from '../../../../contract/errors.ts'
import { errorText } from '../../../../contract/error-text.ts'
import type { ImportLine } from '../../../../contract/library-import.ts'
import { ok } from '../../../../contract/result.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import { CoreError } from '../../../error.ts'
import type { Handlers } from '../../../feature.ts'
import { importerOf } from './importer.ts'
import { checkOptions } from './records.ts'

/** library.import*: see contract/library-import.ts. */
export const importHandlers: Handlers = {
  'library.importStart': async (context, { sources, options }) => {
    checkOptions(context, options)
    const roots = sources.map((token) => {
      const path = context.chosenPath(token)
      if (path === undefined) throw new CoreError('pathNotChosen')
      return path
    })
    return ok(await importerOf(context).start(context, roots, options))
  },
  'library.importStatus': (context) => ok({ import: importerOf(context).status(context) }),
  'library.importPause': (context) => ok(importerOf(context).pause(context)),
  'library.importResume': async (context) => ok(await importerOf(context).resume(context)),
  'library.importCancel': (context) => ok(importerOf(context).cancel(context)),
  'library.importDismiss': (context) => {
    importerOf(context).dismiss(context)
    return ok({})
  },
  'library.importReport': (context, { outcome, offset, limit }) => {
    const lines = importerOf(context)
      .report(context)
      .filter((line) => outcome === undefined || line.outcome === outcome)
    return ok({ lines: lines.slice(offset, offset + limit), total: lines.length })
  },
  'library.importExport': async (context, { language }) => {
    const lines = importerOf(context).report(context)
    const day = new Date(context.now()).toISOString().slice(0, 10)
    return ok({
      name: `${TEXTS.report[language]} ${day}.csv`,
      mime: 'text/csv',
      bytes: await reportCsv(lines, language),
    })
  },
}

const TEXTS = {
  report: { 'zh-CN': '导入报告', en: 'Import report' },
  source: { 'zh-CN': '文件', en: 'File' },
  outcome: { 'zh-CN': '结果', en: 'Outcome' },
  title: { 'zh-CN': '文档', en: 'Document' },
  reason: { 'zh-CN': '原因', en: 'Reason' },
  imported: { 'zh-CN': '已导入', en: 'Imported' },
  duplicate: { 'zh-CN': '内容已有', en: 'Already there' },
  failed: { 'zh-CN': '未导入', en: 'Not imported' },
} as const satisfies Record<string, Text>

async function reportCsv(lines: readonly ImportLine[], language: Language): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync')
  const head = [TEXTS.source, TEXTS.outcome, TEXTS.title, TEXTS.reason].map(
    (text) => text[language],
  )
  const rows = lines.map((line) => [
    line.source,
    TEXTS[line.outcome][language],
    line.title ?? '',
    reasonOf(line, language),
  ])
  const text = stringify([head, ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
  return Buffer.from(text)
}

function reasonOf({ failure }: ImportLine, language: Language): string {
  if (failure === undefined) return ''
  const { code, params } = failure
  return Object.hasOwn(ERROR_TEXTS, code)
    ? errorText({ code: code as ErrorCode, params }, language)
    : code
}
