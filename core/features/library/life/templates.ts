import { z } from 'zod'
import { DOCUMENT_KIND_NAMES } from '../../../../contract/library.ts'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Language } from '../../../../contract/text.ts'
import architecture from '../../../../resources/templates/documents/architecture.json' with { type: 'json' }
import operation from '../../../../resources/templates/documents/operation.json' with { type: 'json' }
import maintenance from '../../../../resources/templates/documents/maintenance.json' with { type: 'json' }
import procedure from '../../../../resources/templates/documents/procedure.json' with { type: 'json' }
import plan from '../../../../resources/templates/documents/plan.json' with { type: 'json' }
import report from '../../../../resources/templates/documents/report.json' with { type: 'json' }

/** Templates that ship with the application, in the order in which they are offered. */
const SHIPPED: readonly unknown[] = [architecture, operation, maintenance, procedure, plan, report]

const text = z.strictObject({
  title: z.string(),
  purpose: z.string(),
  audience: z.string(),
  /** Markdown, line by line. */
  body: z.array(z.string()),
})
const shipped = z.strictObject({
  kind: z.enum(DOCUMENT_KIND_NAMES),
  'zh-CN': text,
  en: text,
})

/** Templates to write documents by. Throws when a file is none. */
export const documentTemplates = (language: Language): OutputOf<'library.templates'>['templates'] =>
  SHIPPED.map((file) => {
    const { kind, [language]: own } = shipped.parse(file)
    return { ...own, name: kind, kind, body: `${own.body.join('\n')}\n` }
  })
