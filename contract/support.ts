import { z } from 'zod'
import { bytes, language, receipt, recordId } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'

/** One question of a survey: marks of 1 to 5, one of several answers, or words. */
export const surveyQuestion = z.strictObject({
  key: z.string().regex(/^[a-z0-9]{1,12}$/u),
  kind: z.enum(['marks', 'choice', 'words']),
  text: z.string().trim().min(1).max(300),
  choices: z.array(z.string().trim().min(1).max(80)).max(12).optional(),
})
export type SurveyQuestion = z.infer<typeof surveyQuestion>
export const surveyQuestions = z.array(surveyQuestion).min(1).max(30)

/** What a form gives back: marks as numbers, choices by their place, words as text. */
export const surveyAnswers = z.record(
  z.string().regex(/^[a-z0-9]{1,12}$/u),
  z.union([z.int().min(0).max(12), z.string().trim().max(1000)]),
)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u)
const survey = z.strictObject({ survey: recordId })

/** A file that came back, as it is read: everything in it is a stranger's. */
export const surveyFile = z.strictObject({
  format: z.literal('watchkeeper-survey'),
  version: z.literal(1),
  survey: recordId,
  form: recordId,
  answeredOn: day.optional(),
  unit: z.string().trim().max(80).optional(),
  answers: surveyAnswers,
  comment: z.string().trim().max(2000).optional(),
})
export type SurveyFile = z.infer<typeof surveyFile>

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const

export const surveyResults = z.object({
  responses: z.int(),
  files: z.int(),
  paper: z.int(),
  /** Mean of all marks, 1 to 5; null without any. */
  mean: z.number().nullable(),
  questions: z.array(
    z.object({
      key: z.string(),
      kind: surveyQuestion.shape.kind,
      text: z.string(),
      mean: z.number().nullable(),
      /** How often each mark or choice was given, in their order. */
      counts: z.array(z.object({ label: z.string(), count: z.int() })),
      words: z.array(z.string()),
    }),
  ),
  comments: z.array(z.string()),
  /** Surveys of the same subject and system over time, by their opening. */
  course: z.array(
    z.object({
      id: recordId,
      title: z.string(),
      on: z.string(),
      mean: z.number(),
      responses: z.int(),
    }),
  ),
})

/** Surveys (H4) that go out as a file or on paper and come back by any way. */
export const supportProcedures = {
  /** Questions that ship, to begin with. */
  'survey.questions': query(
    mayRecord('read', 'survey'),
    z.strictObject({ subject: z.enum(['software', 'service']), language }),
    z.object({ questions: z.array(surveyQuestion) }),
  ),
  'survey.setQuestions': command(
    mayRecord('update', 'survey'),
    survey.extend({ questions: surveyQuestions }).strict(),
    receipt,
    ['notFound', 'recordDeleted', 'fieldInvalid', 'wrongState', ...storeErrors],
  ),
  /** The form as one HTML file that opens in any browser, without a network. */
  'survey.form': query(
    mayRecord('read', 'survey'),
    survey.extend({ language }).strict(),
    z.object({ name: z.string(), mime: z.string(), bytes }),
    ['notFound', 'wrongState'],
  ),
  /** Takes files in that came back; each is taken, known already, or refused with its reason. */
  'survey.collect': command(
    mayRecord('create', 'survey-response'),
    survey
      .extend({
        files: z
          .array(z.strictObject({ name: z.string().max(255), bytes }))
          .min(1)
          .max(200),
      })
      .strict(),
    receipt.extend({
      files: z.array(
        z.object({
          name: z.string(),
          outcome: z.enum(['taken', 'known', 'refused']),
          reason: z.enum(['tooBig', 'noForm', 'otherSurvey', 'answers']).optional(),
        }),
      ),
    }),
    ['notFound', 'recordDeleted', 'wrongState', ...storeErrors],
  ),
  /** A paper form, keyed in. */
  'survey.key': command(
    mayRecord('create', 'survey-response'),
    survey
      .extend({
        form: recordId,
        unit: z.string().trim().max(80).optional(),
        answeredOn: day.optional(),
        answers: surveyAnswers,
        comment: z.string().trim().max(2000).optional(),
      })
      .strict(),
    receipt,
    ['notFound', 'recordDeleted', 'wrongState', 'surveyAnswers', ...storeErrors],
  ),
  'survey.results': query(mayRecord('read', 'survey'), survey, surveyResults, ['notFound']),
} as const
