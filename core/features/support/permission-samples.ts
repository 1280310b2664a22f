import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type SurveyProcedure = Extract<CoreProcedureName, `survey.${string}`>

const survey = uuidv7()

/** A valid input for every procedure of surveys, for the matrix of permissions. */
export const SUPPORT_SAMPLES: { readonly [N in SurveyProcedure]: () => InputOf<N> } = {
  'survey.questions': () => ({ subject: 'service', language: 'en' }),
  'survey.setQuestions': () => ({ survey, questions: [{ key: 'q1', kind: 'words', text: 'x' }] }),
  'survey.form': () => ({ survey, language: 'en' }),
  'survey.collect': () => ({ survey, files: [{ name: 'a.json', bytes: Buffer.from('{}') }] }),
  'survey.key': () => ({ survey, form: survey, answers: {} }),
  'survey.results': () => ({ survey }),
}
