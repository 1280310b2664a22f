import type { Json } from '../../../contract/record-type.ts'
import type { Context, Guard, Written } from '../../feature.ts'
import { tableOf } from '../../log/shape.ts'
import type { NewOperation } from '../../log/types.ts'
import { t } from '../../records/declare.ts'
import { derivedId } from '../../records/derived-id.ts'
import { opened } from '../../records/seal.ts'
import { isEmpty } from '../../records/validate.ts'
import { typeOf } from '../../records/view.ts'
import { createOp } from '../../records/write.ts'
import { settingsOf } from '../../session/settings.ts'
import { addDays, addMonths, dateAt, zoneHere } from '../../time/zone.ts'
import { questionsOf } from './survey/rows.ts'

const HOUR = 3_600_000
/** Feedback is decided and answered within so many days. */
const FEEDBACK_DAYS = 5

type Fields = Readonly<Record<string, Json>>
const timeOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Reply clocks, articles that begin as the request they came out of, marks that are passed. */
export function supportFollows(context: Context, { type, before, after }: Written): Fields {
  switch (type) {
    case 'request':
      return request(context, before, after)
    case 'feedback': {
      const received = timeOf(after['receivedAt'])
      return before === undefined && received !== undefined && isEmpty(after['dueAt'])
        ? { dueAt: received + FEEDBACK_DAYS * 24 * HOUR }
        : {}
    }
    case 'knowledge-article':
      return before === undefined ? article(context, after) : {}
    case 'training-attendance':
      return before?.['score'] === after['score'] ? {} : { passed: passed(context, after) }
    case 'survey': {
      const closes = textOf(after['closesOn'])
      return after['state'] === 'closed' && before?.['state'] === 'open' && closes !== undefined
        ? { nextOn: timeOf(after['every']) ? addDays(closes, Number(after['every'])) : null }
        : {}
    }
    default:
      return {}
  }
}

function request(context: Context, before: Fields | undefined, after: Fields): Fields {
  const received = timeOf(after['receivedAt'])
  if (before === undefined)
    return isEmpty(after['dueAt']) && received !== undefined
      ? { dueAt: received + settingsOf(context.workspace).replyHours * HOUR }
      : {}
  if (before['status'] === after['status']) return {}
  if (after['status'] === 'answered') return { answeredAt: context.now() }
  return after['status'] === 'open' ? { answeredAt: null } : {}
}

function article(context: Context, after: Fields): Fields {
  const id = textOf(after['request'])
  const row = id === undefined ? undefined : context.workspace.log.row('request', id)
  if (row === undefined || id === undefined) return {}
  const from = opened(context, typeOf(context, 'request'), id, row.fields)
  const values: Record<string, Json> = {}
  if (isEmpty(after['question'])) values['question'] = from['details'] ?? from['title'] ?? null
  if (isEmpty(after['answer']) && !isEmpty(from['answer']))
    values['answer'] = from['answer'] ?? null
  const item = textOf(from['item'])
  if (isEmpty(after['items']) && item !== undefined) values['items'] = [item]
  return values
}

/** The course of a session, by the session's id. */
function courseOf({ workspace }: Pick<Context, 'workspace'>, after: Fields) {
  const session = workspace.log.row('training-session', String(after['session']))
  const id = session && textOf(session.fields['course'])
  const course = id === undefined ? undefined : workspace.log.row('training-course', id)
  return course && id !== undefined ? { id, fields: course.fields } : undefined
}

function passed(context: Context, after: Fields): Json {
  const score = timeOf(after['score'])
  if (score === undefined) return null
  return score >= (timeOf(courseOf(context, after)?.fields['pass']) ?? 80) ? 'yes' : 'no'
}

/** Whoever of the staff passes a course with a certificate gets it, once. */
export function supportAlong(
  context: Context,
  { type, id, after }: Written,
): readonly NewOperation[] {
  const { log, types } = context.workspace
  const person = textOf(after['person'])
  if (type !== 'training-attendance' || after['passed'] !== 'yes' || person === undefined) return []
  const course = courseOf(context, after)
  const months = timeOf(course?.fields['validMonths'])
  const certificate = derivedId('certificate', id)
  if (
    !course ||
    months === undefined ||
    !types.get('certificate') ||
    log.row('certificate', certificate)
  )
    return []
  const today = dateAt(context.now(), zoneHere())
  const fields = {
    name: String(course.fields['name']),
    person,
    course: course.id,
    issuedOn: today,
    expiresOn: addMonths(today, months),
  }
  return [createOp(context, { type: 'certificate', id: certificate, fields }, { system: true })]
}

const not = (zh: string, en: string) => ({ code: 'notYet', params: { reason: t(zh, en) } }) as const

export const supportGuards: Readonly<Record<string, Guard>> = {
  'support.told': (context, { fields }) => {
    const told = timeOf(fields['toldAt'])
    if (told !== undefined && told > context.now())
      return not('回复时间不能晚于现在', 'The time of the answer lies ahead')
    return told !== undefined && told < (timeOf(fields['receivedAt']) ?? 0)
      ? not('回复时间早于收到时间', 'It was answered before it was received')
      : undefined
  },
  'support.hasQuestions': (_context, { fields }) =>
    questionsOf(fields).length === 0
      ? not(
          '还没有题目，先在调查页面编写',
          'There are no questions yet: write them on the survey’s page',
        )
      : undefined,
  'support.hasAttendance': ({ workspace }, { id }) =>
    workspace.db
      .prepare(
        `SELECT 1 FROM ${tableOf('training-attendance')} WHERE session = ? AND _deleted = 0 LIMIT 1`,
      )
      .get(id) === undefined
      ? not('还没有参训记录', 'Nobody’s attendance is recorded yet')
      : undefined,
}
