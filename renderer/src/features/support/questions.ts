import type { RecordView } from '../../../../contract/common.ts'
import { surveyQuestions, type SurveyQuestion } from '../../../../contract/support.ts'

/** The questions of a survey; none where nobody wrote any. */
export function questionsIn(survey: Pick<RecordView, 'fields'>): readonly SurveyQuestion[] {
  const parsed = surveyQuestions.safeParse(survey.fields['questions'])
  return parsed.success ? parsed.data : []
}

/** A key that no question has yet. */
export function keyFor(taken: readonly { readonly key: string }[]): string {
  const known = new Set(taken.map(({ key }) => key))
  let n = taken.length + 1
  while (known.has(`q${n}`)) n += 1
  return `q${n}`
}
