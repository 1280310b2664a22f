import { z } from 'zod'
import { attachment } from '../../../contract/common.ts'
import { FUTURE_TOLERANCE_MS } from '../../../contract/duty-log.ts'
import type { TimelineLine } from '../../../contract/incidents.ts'
import type { RecordType } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import type { StepOutcome } from '../../../contract/response-engine.ts'
import type { Language, Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { historyOf } from '../../records/history.ts'
import { incoming } from '../../records/links.ts'
import { opened } from '../../records/seal.ts'
import { labelOf, labels, mayRead, nameOf, typeOf } from '../../records/view.ts'
import { commit } from '../../records/write.ts'
import { eventsOf, madeFor, tell } from '../../response-timeline.ts'
import { alertLines } from './alert-lines.ts'
import { belonging } from './belonging.ts'
import { sourceLines, TOLD_TYPES } from './sources.ts'
import { stepResults } from './steps.ts'
import { incidentOf, text, type Incident, type Tools } from './row.ts'

const MINUTE = 60_000
/** What was written down this long after it happened shows when that was. */
const LATE_MS = 10 * MINUTE
/** How long before the discovery what happened to linked records still belongs to the story. */
const BEFORE_MS = 6 * 60 * MINUTE
/** Records whose every change is no event. */
const QUIET: ReadonlySet<string> = new Set([
  'configuration-item',
  'person',
  'document',
  'timeline-event',
  'timeline-mark',
  'log-entry',
  'alert',
  'fault-report',
  'incident-cause',
  'activation',
  'handover-point',
  'handover-sheet',
  ...TOLD_TYPES,
])

type Bare = Omit<TimelineLine, 'pinned' | 'hidden' | 'note'>

/** The timeline of an incident, oldest first, arranged as people left it. */
export function timelineOf(
  context: Tools,
  incident: Incident,
  now: number,
  language: Language = context.session.language,
): TimelineLine[] {
  const lines = [
    ...told(context, incident, language),
    ...logLines(context, incident),
    ...alertLines(context, incident, language),
    ...reported(context, incident, language),
    ...stepLines(context, incident, language),
    ...responseLines(context, incident, language),
    ...recordLines(context, incident, now, language),
  ].filter(isFirst)
  const marks = marksOf(context, incident)
  return lines
    .map((line) => ({
      ...line,
      ...(marks.get(line.key) ?? { pinned: false, hidden: false, note: '' }),
    }))
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** What the incident and its response tell alike stands once. */
const isFirst = (line: Bare, index: number, all: readonly Bare[]): boolean =>
  all.findIndex(
    ({ text: words, person, at }) =>
      words === line.text && person === line.person && Math.abs(at - line.at) < MINUTE,
  ) === index

const told = (context: Tools, { id }: Pick<Incident, 'id'>, language: Language): Bare[] =>
  eventsOf(context, id, language).map((event) => ({
    key: `event/${event.id}`,
    at: event.at,
    ...(event.enteredAt - event.at > LATE_MS ? { enteredAt: event.enteredAt } : {}),
    kind: event.kind,
    text: event.text,
    person: event.person,
    personName: event.personName,
    links: labels(context, event.links),
    attachments: [...event.attachments],
  }))

/** Entries of the duty log that name the incident, and those that it was declared from. */
export function logLines(context: Tools, incident: Incident): Bare[] {
  const type = typeOf(context, 'log-entry')
  const ids = new Set([
    ...incoming(context.workspace.db, incident.id).flatMap((link) =>
      link.type === type.name ? [link.id] : [],
    ),
    ...incident.links.flatMap((link) => (link.type === type.name ? [link.id] : [])),
  ])
  return [...ids].flatMap((id): Bare[] => {
    const row = context.workspace.log.row(type.name, id)
    if (!row || row.level > context.session.clearance) return []
    const fields = opened(context, type, id, row.fields)
    const at = Number(fields['at'])
    const entered = Number(fields['enteredAt'])
    return [
      {
        key: `log/${id}`,
        at,
        ...(entered - at > LATE_MS ? { enteredAt: entered } : {}),
        kind: 'log',
        text: amended(context, id) ?? text(fields['text']),
        person: row.createdBy,
        personName: nameOf(context, row.createdBy),
        record: labelOf(context, type, row),
        links: [],
        attachments: z
          .array(attachment)
          .catch([])
          .parse(fields['attachments'] ?? []),
      },
    ]
  })
}

/** How an amended entry reads now. */
function amended(context: Tools, entry: string): string | undefined {
  const { db, log } = context.workspace
  const id = db
    .prepare<[string], string>(
      'SELECT id FROM r_log_amendment WHERE entry = ? AND _deleted = 0 ORDER BY "enteredAt" DESC, id DESC LIMIT 1',
    )
    .pluck()
    .get(entry) as string | undefined
  const row = id === undefined ? undefined : log.row('log-amendment', id)
  if (!row || row.level > context.session.clearance) return undefined
  return text(opened(context, typeOf(context, 'log-amendment'), row.id, row.fields)['text'])
}

const OUTCOMES: Readonly<Record<StepOutcome, Text>> = {
  done: { 'zh-CN': '完成', en: 'done' },
  cannot: { 'zh-CN': '做不了', en: 'cannot be done' },
  skipped: { 'zh-CN': '跳过', en: 'skipped' },
}

/** What was decided about repair and recovery steps. */
const stepLines = (context: Tools, incident: Pick<Incident, 'id'>, language: Language): Bare[] =>
  stepResults(context, incident)
    .filter(({ undoneAt }) => undoneAt === undefined)
    .map(({ id, at, by, title, outcome, reason }) => {
      const [colon, stop] = language === 'en' ? [': ', '. '] : ['：', '。']
      const what = `${title}${colon}${OUTCOMES[outcome][language]}`
      return {
        key: `step/${id}`,
        at,
        kind: 'step',
        text: reason === '' ? what : `${what}${stop}${reason}`,
        person: by,
        personName: nameOf(context, by),
        links: [],
        attachments: [],
      }
    })

/** What was told of the responses that answer the incident. */
const responseLines = (context: Tools, incident: Incident, language: Language): Bare[] =>
  belonging(context, incident)
    .filter(({ type }) => type === 'activation')
    .flatMap(({ id }) => [
      ...told(context, { id }, language),
      ...stepLines(context, { id }, language),
    ])

/** User reports and failed checks that it was declared from. */
const reported = (context: Tools, incident: Incident, language: Language): Bare[] =>
  sourceLines(context, incident, language).map(({ id, ...line }) => ({
    ...line,
    key: `source/${id}`,
    kind: 'record',
    links: [],
    attachments: [],
  }))

/** What was done to the records that belong to the incident, while it lasted and shortly before. */
function recordLines(context: Tools, incident: Incident, now: number, language: Language): Bare[] {
  const from = (incident.at.discovered ?? 0) - BEFORE_MS
  const to = incident.at.closed ?? now
  return belonging(context, incident).flatMap(({ type: name, id }): Bare[] => {
    const type = context.workspace.types.get(name)
    const row = type && !QUIET.has(name) ? context.workspace.log.row(name, id) : undefined
    if (!type || !row || row.level > context.session.clearance || !mayRead(context, type)) return []
    const record = labelOf(context, type, row)
    return historyOf(context, type, id)
      .filter(({ at }) => at >= from && at <= to)
      .flatMap((entry): Bare[] => {
        const what = actIn(type, entry, language)
        if (what === undefined) return []
        const named = [type.label[language], record.number, record.title].filter(Boolean).join(' ')
        return [
          {
            key: `record/${entry.commit}/${id}`,
            at: entry.at,
            kind: 'record',
            text: language === 'en' ? `${named}: ${what}` : `${named}：${what}`,
            person: entry.actor,
            personName: entry.actorName,
            record,
            links: [],
            attachments: [],
          },
        ]
      })
  })
}

/** What an entry of a record's history says to the story: made, moved to a state; the rest is detail. */
function actIn(
  type: RecordType,
  entry: ReturnType<typeof historyOf>[number],
  language: Language,
): string | undefined {
  if (entry.kind === 'created') return language === 'en' ? 'made' : '新建'
  const transition = type.workflow?.transitions.find(({ name }) => name === entry.act)
  if (transition) return transition.label[language]
  const said = entry.changes.flatMap(({ field, after }) => {
    const declared = type.fields[field]
    const choice = declared?.choices?.find(({ value }) => value === after)
    return declared && choice ? [`${declared.label[language]} ${choice.label[language]}`] : []
  })
  return said.length === 0 ? undefined : said.join(language === 'en' ? ', ' : '，')
}

interface Marks {
  pinned: boolean
  hidden: boolean
  note: string
}

function marksOf(context: Tools, { id: of }: Incident): ReadonlyMap<string, Marks> {
  const type = typeOf(context, 'timeline-mark')
  const found = new Map<string, Marks>()
  for (const row of madeFor(context, type.name, of)) {
    const fields = opened(context, type, row.id, row.fields)
    const key = text(fields['key'])
    const marks = found.get(key) ?? { pinned: false, hidden: false, note: '' }
    const isOn = fields['on'] === true
    if (fields['aspect'] === 'pinned') marks.pinned = isOn
    else if (fields['aspect'] === 'hidden') marks.hidden = isOn
    else marks.note = isOn ? text(fields['note']) : ''
    found.set(key, marks)
  }
  return found
}

export const timelineHandlers: Handlers = {
  'incident.timeline': (context, { id }) =>
    ok({ lines: timelineOf(context, incidentOf(context, id), context.now()) }),
  'incident.tell': (context, input) => {
    const incident = incidentOf(context, input.id)
    const now = context.now()
    if ((input.at ?? now) > now + FUTURE_TOLERANCE_MS) throw new CoreError('timeInFuture')
    const op = tell(context, {
      of: { type: 'incident', id: incident.id },
      kind: input.kind,
      text: input.text,
      at: input.at,
      level: incident.level,
      links: input.links,
      attachments: input.attachments,
    })
    return ok({ ...commit(context, 'incident.tell', [op]), event: op.id })
  },
}
