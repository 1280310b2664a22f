import { shallowRef } from 'vue'
import type { ReportView } from '../../../../../contract/incident-report.ts'
import type { IncidentView } from '../../../../../contract/incidents.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'

export interface FaultPaper extends PaperFrame {
  readonly report: ReportView
  readonly incident: IncidentView
}

/** What is on paper just now. */
export const faultPaper = shallowRef<FaultPaper>()

/** Prints a fault report, or makes it into a PDF. */
export async function printReport(
  report: ReportView,
  incident: IncidentView,
  { who, pdf }: { readonly who: string; readonly pdf: boolean },
): Promise<void> {
  const frame = await paperFrame(report.title, report.level, who)
  await putOnPaper(faultPaper, { ...frame, report, incident }, { pdf, landscape: false })
}
