import {
  surveyAnswers,
  surveyQuestions,
  type SurveyQuestion,
} from '../../../../contract/support.ts'
import type { Json } from '../../../../contract/record-type.ts'
import type { Context } from '../../../feature.ts'
import { tableOf } from '../../../log/shape.ts'
import type { RecordRow } from '../../../log/types.ts'

export type Answers = Readonly<Record<string, number | string>>

/** The questions of a survey; none while nobody wrote any, or where they are damaged. */
export function questionsOf(fields: Readonly<Record<string, Json>>): readonly SurveyQuestion[] {
  const parsed = surveyQuestions.safeParse(fields['questions'])
  return parsed.success ? parsed.data : []
}

/** Whether answers are answers to these questions: known keys, marks and choices that exist, nothing left open. */
export function fits(questions: readonly SurveyQuestion[], answers: Answers): boolean {
  const known = new Map(questions.map((question) => [question.key, question]))
  const right = Object.entries(answers).every(([key, value]) => {
    const question = known.get(key)
    if (!question) return false
    if (question.kind === 'words') return typeof value === 'string'
    if (typeof value !== 'number') return false
    return question.kind === 'marks'
      ? value >= 1 && value <= 5
      : value < (question.choices ?? []).length
  })
  return right && questions.every(({ key, kind }) => kind === 'words' || key in answers)
}

export interface Response {
  readonly answers: Answers
  readonly comment: string
  readonly source: string
}

/** What came back of a survey; damaged ones are left out. */
export function responsesOf(
  { workspace }: Pick<Context, 'workspace'>,
  survey: string,
): readonly Response[] {
  const ids = workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf('survey-response')} WHERE survey = ? AND _deleted = 0 ORDER BY id`,
    )
    .all(survey)
  return ids.flatMap(({ id }) => {
    const row: RecordRow | undefined = workspace.log.row('survey-response', id)
    const answers = surveyAnswers.safeParse(row?.fields['answers'])
    if (!row || !answers.success) return []
    return [
      {
        answers: answers.data,
        comment: String(row.fields['comment'] ?? ''),
        source: String(row.fields['source'] ?? ''),
      },
    ]
  })
}

const MOST_WORDS = 200

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100

/** All marks that were given. */
export const marksOf = (
  questions: readonly SurveyQuestion[],
  responses: readonly Response[],
): number[] =>
  questions
    .filter(({ kind }) => kind === 'marks')
    .flatMap(({ key }) =>
      responses.flatMap(({ answers }) => {
        const value = answers[key]
        return typeof value === 'number' ? [value] : []
      }),
    )

/** One question with how it was answered. */
export function tally(question: SurveyQuestion, responses: readonly Response[]) {
  const { key, kind, text } = question
  const labels = kind === 'marks' ? ['1', '2', '3', '4', '5'] : (question.choices ?? [])
  const first = kind === 'marks' ? 1 : 0
  const counts = labels.map((label, at) => ({
    label,
    count: responses.filter(({ answers }) => answers[key] === at + first).length,
  }))
  const words = responses.flatMap(({ answers }) => {
    const value = answers[key]
    return kind === 'words' && typeof value === 'string' && value !== '' ? [value] : []
  })
  return {
    key,
    kind,
    text,
    mean: meanOf(marksOf([question], responses)),
    counts: kind === 'words' ? [] : counts,
    words: words.slice(0, MOST_WORDS),
  }
}
