import { shallowRef } from 'vue'
import type { PlanBody } from '../../../../../contract/response-body.ts'
import type { PlanView } from '../../../../../contract/response-views.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'

export interface PlanSheet extends PaperFrame {
  readonly plan: PlanView
  readonly body: PlanBody
  readonly version: number
}

/** What is being printed; the paper shows it. */
export const planSheet = shallowRef<PlanSheet>()

/** Puts a plan on paper, with boxes and lines to work by when no screen is at hand. */
export async function printPlan(
  plan: PlanView,
  body: PlanBody,
  { version, who, pdf }: { readonly version: number; readonly who: string; readonly pdf: boolean },
): Promise<void> {
  const frame = await paperFrame(plan.name, 1, who)
  await putOnPaper(planSheet, { ...frame, plan, body, version }, { pdf, landscape: false })
}
