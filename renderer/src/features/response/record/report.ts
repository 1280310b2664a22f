import { shallowRef } from 'vue'
import type { ResponseDetail, TimelineEntry } from '../../../../../contract/response-views.ts'
import { textsOf } from '../../../language.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'
import { TEXTS } from './texts.ts'

export interface ReportSheet extends PaperFrame {
  readonly detail: ResponseDetail
  readonly entries: readonly TimelineEntry[]
}

const t = textsOf(TEXTS)
/** What is being printed; the paper shows it. */
export const reportSheet = shallowRef<ReportSheet>()

/** Puts the report of a response or drill on paper, or into a PDF. */
export async function printReport(
  detail: ResponseDetail,
  entries: readonly TimelineEntry[],
  { who, pdf }: { readonly who: string; readonly pdf: boolean },
): Promise<void> {
  const kind = t(detail.head.drill ? 'drillReport' : 'reportTitle')
  const title = t('paperName', { kind, name: detail.head.title })
  const frame = await paperFrame(title, 1, who)
  await putOnPaper(reportSheet, { ...frame, detail, entries }, { pdf, landscape: false })
}
