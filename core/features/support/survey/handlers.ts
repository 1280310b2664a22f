import { surveyFile, type SurveyFile } from '../../../../contract/support.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { tableOf } from '../../../log/shape.ts'
import type { RecordRow } from '../../../log/types.ts'
import { recordAccess } from '../../../records/access.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { typeOf, visibleRow } from '../../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../../records/write.ts'
import { surveyResponseType, surveyType } from '../types/survey.types.ts'
import { formHtml } from './form.ts'
import { shippedQuestions } from './questions.ts'
import { fits, marksOf, meanOf, questionsOf, responsesOf, tally } from './rows.ts'

/** An answered form has a few kilobytes; anything much bigger is none. */
const MOST_BYTES = 200_000

export const surveyHandlers: Handlers = {
  'survey.questions': (_context, { subject, language }) =>
    ok({ questions: shippedQuestions(subject, language) }),

  'survey.setQuestions': (context, { survey, questions }) => {
    const type = typeOf(context, surveyType.name)
    const row = changeable(context, type, survey)
    if (row.fields['state'] !== 'draft') throw wrongState(row)
    const op = patchOp(context, type, row, { questions: questions as unknown as Json })
    return ok(op ? commit(context, 'survey.setQuestions', [op]) : nothingDone(context))
  },

  'survey.form': (context, { survey, language }) => {
    const row = visibleRow(context, surveyType.name, survey)
    const questions = questionsOf(row.fields)
    if (row.fields['state'] !== 'open' || questions.length === 0) throw wrongState(row)
    const title = String(row.fields['title'])
    const html = formHtml(
      {
        survey,
        title,
        introduction: String(row.fields['introduction'] ?? ''),
        questions,
        closesOn: row.fields['closesOn'] ? String(row.fields['closesOn']) : undefined,
      },
      language,
    )
    recordAccess(context, { action: 'export', what: title, type: surveyType.name, count: 1 })
    return ok({ name: `${title}.html`, mime: 'text/html', bytes: new TextEncoder().encode(html) })
  },

  'survey.collect': (context, { survey, files }) => {
    const row = collecting(context, survey)
    const seen = new Set<string>()
    const ops: ReturnType<typeof responseOp>[] = []
    const outcomes = files.map(({ name, bytes }) => {
      const read = fileOf(bytes)
      if (typeof read === 'string') return { name, outcome: 'refused' as const, reason: read }
      if (read.survey !== survey)
        return { name, outcome: 'refused' as const, reason: 'otherSurvey' as const }
      if (!fits(questionsOf(row.fields), read.answers))
        return { name, outcome: 'refused' as const, reason: 'answers' as const }
      const op = responseOp(context, read, 'file')
      if (seen.has(op.id) || isKnown(context, op.id)) return { name, outcome: 'known' as const }
      seen.add(op.id)
      ops.push(op)
      return { name, outcome: 'taken' as const }
    })
    const receipt = ops.length > 0 ? commit(context, 'survey.collect', ops) : nothingDone(context)
    return ok({ ...receipt, files: outcomes })
  },

  'survey.key': (context, input) => {
    const row = collecting(context, input.survey)
    if (!fits(questionsOf(row.fields), input.answers)) throw new CoreError('surveyAnswers')
    const op = responseOp(context, input, 'paper')
    return ok(isKnown(context, op.id) ? nothingDone(context) : commit(context, 'survey.key', [op]))
  },

  'survey.results': (context, { survey }) => {
    const row = visibleRow(context, surveyType.name, survey)
    const questions = questionsOf(row.fields)
    const responses = responsesOf(context, survey)
    return ok({
      responses: responses.length,
      files: responses.filter(({ source }) => source === 'file').length,
      paper: responses.filter(({ source }) => source === 'paper').length,
      mean: meanOf(marksOf(questions, responses)),
      questions: questions.map((question) => tally(question, responses)),
      comments: responses.flatMap(({ comment }) => (comment === '' ? [] : [comment])),
      course: courseOf(context, row),
    })
  },
}

type Given = Pick<SurveyFile, 'survey' | 'form' | 'unit' | 'answers' | 'answeredOn' | 'comment'>

/** The id follows from survey and form: a file that is read in twice, or on two devices, is one record. */
const responseOp = (context: Context, given: Given, source: 'file' | 'paper') =>
  createOp(
    context,
    {
      type: surveyResponseType.name,
      id: derivedId(surveyResponseType.name, given.survey, given.form),
      fields: {
        survey: given.survey,
        answers: given.answers,
        source,
        at: context.now(),
        ...(given.unit ? { unit: given.unit } : {}),
        ...(given.comment ? { comment: given.comment } : {}),
        ...(given.answeredOn ? { answeredOn: given.answeredOn } : {}),
      },
    },
    { system: true },
  )

const isKnown = ({ workspace }: Context, id: string): boolean =>
  workspace.log.row(surveyResponseType.name, id) !== undefined

/** What a file that came back holds, or why it is none. */
function fileOf(bytes: Uint8Array): SurveyFile | 'tooBig' | 'noForm' {
  if (bytes.byteLength > MOST_BYTES) return 'tooBig'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const parsed = surveyFile.safeParse(JSON.parse(text))
    return parsed.success && isPlain(parsed.data) ? parsed.data : 'noForm'
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'noForm'
    throw error
  }
}

/** Texts without control characters and halves of characters, as the register takes them. */
const isPlain = (file: SurveyFile): boolean =>
  [file.unit ?? '', file.comment ?? '', ...Object.values(file.answers).map(String)].every(
    (text) => text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u.test(text),
  )

function collecting(context: Context, survey: string): RecordRow {
  const row = changeable(context, typeOf(context, surveyType.name), survey)
  if (row.fields['state'] !== 'open') throw wrongState(row)
  return row
}

const wrongState = (row: RecordRow): CoreError =>
  new CoreError('wrongState', {
    state:
      surveyType.fields['state']?.choices?.find(({ value }) => value === row.fields['state'])
        ?.label ?? '',
  })
const nothingDone = (context: Context) => ({ commit: '', at: context.now() })

/** Means of the surveys of the same subject and system, by their opening. */
function courseOf(context: Context, row: RecordRow) {
  const ids = context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(surveyType.name)}
       WHERE subject = ? AND item IS ? AND _deleted = 0 AND state <> 'draft' ORDER BY opensOn, id LIMIT 50`,
    )
    .all(row.fields['subject'] ?? null, row.fields['item'] ?? null)
  return ids.flatMap(({ id }) => {
    const other = context.workspace.log.row(surveyType.name, id)
    if (!other) return []
    const responses = responsesOf(context, id)
    const mean = meanOf(marksOf(questionsOf(other.fields), responses))
    if (mean === null) return []
    const { title, opensOn } = other.fields
    return [
      { id, title: String(title), on: String(opensOn ?? ''), mean, responses: responses.length },
    ]
  })
}
