import { shallowRef } from 'vue'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'
import type { Board, Row } from '../model/grid.ts'

export interface RosterSheet extends PaperFrame {
  readonly board: Board
  readonly rows: readonly Row[]
  readonly days: readonly string[]
  readonly zone: string
  /** Shifts with their hours, for the legend. */
  readonly legend: string
}

/** What is on paper just now. */
export const sheet = shallowRef<RosterSheet>()

/** The days that are looked at, on A4 landscape. */
export async function printRoster(
  content: Pick<RosterSheet, 'board' | 'rows' | 'days' | 'zone' | 'legend'>,
  title: string,
  who: string,
  pdf: boolean,
): Promise<void> {
  const frame = await paperFrame(title, 1, who)
  await putOnPaper(sheet, { ...frame, ...content }, { pdf, landscape: true })
}
