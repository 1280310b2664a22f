import { shallowRef } from 'vue'
import type { SheetView } from '../../../../../contract/handover.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'
import { textIn } from '../../../language.ts'
import { useLabels } from '../../../stores/labels.ts'
import { TEXTS } from '../texts.ts'

export interface HandoverPaper extends PaperFrame {
  readonly sheet: SheetView
}

/** What is on paper just now. */
export const paper = shallowRef<HandoverPaper>()

/** Prints a sheet with its signatures, or makes it into a PDF. */
export async function printSheet(sheet: SheetView, who: string, pdf: boolean): Promise<void> {
  await useLabels().fetch(sheet.points.flatMap(({ record }) => record ?? []))
  const title = textIn(TEXTS.sheetTitle, { number: sheet.number })
  const frame = await paperFrame(title, 1, who)
  await putOnPaper(paper, { ...frame, sheet }, { pdf, landscape: false })
}
