import { z } from 'zod'
import { attachment, recordRef, type Attachment, type RecordRef } from '../contract/common.ts'
import { EVENT_KINDS, type EventKind } from '../contract/response-timeline.ts'
import type { Json } from '../contract/record-type.ts'
import type { Level } from '../contract/roles.ts'
import type { Language, Text } from '../contract/text.ts'
import type { Context } from './feature.ts'
import type { NewOperation, RecordRow } from './log/types.ts'
import { opened } from './records/seal.ts'
import { nameOf, typeOf } from './records/view.ts'
import { createOp } from './records/write.ts'

/** What is told of an incident, an activation or a drill: `timeline-event` records, written once. */

export interface NewEvent {
  /** Made by the caller where a repeated call must tell it once. */
  readonly id?: string | undefined
  /** The incident, activation or drill that it is told of. */
  readonly of: RecordRef
  readonly kind: EventKind
  /** What a person typed, or what the program says in both languages. */
  readonly text: string | Text
  /** When it happened; absent: now. */
  readonly at?: number | undefined
  /** Level of the record that it is told of. */
  readonly level?: Level | undefined
  readonly links?: readonly RecordRef[] | undefined
  readonly attachments?: readonly Attachment[] | undefined
}

/** The operation that writes an event, for the commit of the act that it tells of. */
export function tell(
  context: Context,
  { id, of, kind, text, at, level, links = [], attachments = [] }: NewEvent,
  also: ReadonlySet<string> = new Set(),
): NewOperation {
  const now = context.now()
  const own = typeof text === 'string'
  return createOp(
    context,
    {
      type: 'timeline-event',
      id,
      level,
      fields: {
        of: [{ type: of.type, id: of.id }],
        kind,
        at: at ?? now,
        enteredAt: now,
        ...(own ? { text } : bothOf(text, context.session.language)),
        links: links as unknown as Json,
        attachments: attachments as unknown as Json,
      },
    },
    { system: true, also },
  )
}

const bothOf = (text: Text, language: Language): Record<string, Json> => ({
  text: text[language],
  language,
  otherText: text[language === 'en' ? 'zh-CN' : 'en'],
})

/** An event as it is read. */
export interface ToldEvent {
  readonly id: string
  readonly kind: EventKind
  readonly at: number
  readonly enteredAt: number
  readonly person: string
  readonly personName: string
  readonly text: string
  readonly links: readonly RecordRef[]
  readonly attachments: readonly Attachment[]
}

/** Records of a type that were made for a record: its events, its marks; within the person's clearance. */
export function madeFor(
  { workspace, session }: Pick<Context, 'workspace' | 'session'>,
  type: string,
  of: string,
): RecordRow[] {
  return workspace.db
    .prepare<[string, string], { id: string }>(
      `SELECT from_id AS id FROM links WHERE to_id = ? AND from_type = ? AND field = 'of'`,
    )
    .all(of, type)
    .flatMap(({ id }) => {
      const row = workspace.log.row(type, id)
      return row && !row.deleted && row.level <= session.clearance ? [row] : []
    })
}

/** What was told of a record, oldest first, within the person's clearance. */
export const eventsOf = (
  context: Pick<Context, 'workspace' | 'session'>,
  of: string,
  language: Language = context.session.language,
): readonly ToldEvent[] =>
  madeFor(context, 'timeline-event', of)
    .map((row) => eventOf(context, row, language))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

/** What another program wrote may say anything: what is no list of these is an empty one. */
const refs = z.array(recordRef).catch([])
const files = z.array(attachment).catch([])

function eventOf(
  context: Pick<Context, 'workspace' | 'session'>,
  row: RecordRow,
  language: Language,
): ToldEvent {
  const fields = opened(context, typeOf(context, 'timeline-event'), row.id, row.fields)
  const isOther = typeof fields['otherText'] === 'string' && fields['language'] !== language
  const at = Number(fields['at'] ?? 0)
  return {
    id: row.id,
    kind: EVENT_KINDS.find(({ value }) => value === fields['kind'])?.value ?? 'note',
    at,
    enteredAt: Number(fields['enteredAt'] ?? at),
    person: row.createdBy,
    personName: nameOf(context, row.createdBy),
    text: String(fields[isOther ? 'otherText' : 'text'] ?? ''),
    links: refs.parse(fields['links'] ?? []),
    attachments: files.parse(fields['attachments'] ?? []),
  }
}
