import { shallowRef } from 'vue'
import type { RoundView } from '../../../../../contract/checklist-rounds.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import { call } from '../../../call.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'
import { refuse } from '../use-failure.ts'

export interface FormSheet extends PaperFrame {
  readonly paper: OutputOf<'checklists.paper'>
}

/** What is on paper just now. */
export const form = shallowRef<FormSheet>()

/** Forms are for anybody in the machine room. */
const LEVEL = 1

/** Prints the form of a round, or of a checklist for a round that nobody scheduled. */
export async function printForm(what: {
  readonly round?: RoundView
  readonly run?: OutputOf<'checklists.run'>
  readonly template?: string
  readonly who: string
}): Promise<void> {
  const round = what.round ?? what.run?.round
  const answer = await call(
    'checklists.paper',
    round?.schedule !== undefined && round.occurrence !== undefined
      ? { schedule: round.schedule, occurrence: round.occurrence }
      : { template: round?.template ?? what.template ?? '' },
  )
  if (!answer.ok) return refuse(answer.error)
  const title = round?.name ?? answer.value.template.name
  const frame = await paperFrame(title, LEVEL, what.who)
  await putOnPaper(form, { ...frame, paper: answer.value }, { pdf: true, landscape: false })
}
