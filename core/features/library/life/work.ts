import type { WorkItem } from '../../../../contract/duty.ts'
import { CAPABILITIES } from '../../../../contract/roles.ts'
import type { Context, Period } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { tableOf } from '../../../log/shape.ts'
import type { RecordRow } from '../../../log/types.ts'
import { dateAt, momentOf, zoneHere } from '../../../time/zone.ts'
import {
  documentIfAny,
  documentOf,
  rowsBy,
  versionIfAny,
  versionOf,
  type DocumentRow,
} from '../rows.ts'
import { flaggedBindings } from './bindings.ts'
import { askedOf } from './readers.ts'
import { say } from './texts.ts'

const DAY = 86_400_000
const SOURCE = 'library'
/** How long before its day a review is shown, and how long people have to read a new version. */
const REVIEW_DAYS = 30
const READING_DAYS = 7
const KEEPERS = [...CAPABILITIES['library.keep']]

/** Reviews, approvals, publishing, reading and bindings that wait for somebody. */
export function libraryWork(context: Context, period: Period): WorkItem[] {
  return [
    ...reviews(context, period),
    ...updates(context),
    ...versions(context),
    ...readings(context),
    ...flagged(context),
  ].filter(({ at }) => at < period.to)
}

/** Whose a document is: its post's, else the keepers'. */
const ownerOf = (document: DocumentRow): Pick<WorkItem, 'post' | 'roles'> =>
  document.owner === undefined ? { roles: KEEPERS } : { post: document.owner }

const linkTo = (document: DocumentRow, part = '') => ({
  record: { type: 'document', id: document.id },
  path: `/library/${document.id}${part}`,
})

/** Only those whose time has come before the end of the period: most documents are not due for months. */
function reviews(context: Context, period: Period): WorkItem[] {
  const { language, clearance } = context.session
  const last = dateAt(period.to + REVIEW_DAYS * DAY, zoneHere())
  const ids = context.workspace.db
    .prepare<[string, number], { id: string }>(
      `SELECT id FROM ${tableOf('document')} WHERE _deleted = 0 AND "reviewOn" <= ? AND _level <= ?`,
    )
    .all(last, clearance)
  return ids.flatMap(({ id }): WorkItem[] => {
    const document = documentOf(context, id)
    if (document.reviewOn === undefined) return []
    const dueBy = momentOf(document.reviewOn, '00:00', zoneHere()).at + DAY
    return [
      {
        key: `library-review/${id}/${document.reviewOn}`,
        source: SOURCE,
        title: say(language, 'review', { title: document.title }),
        state: stateAt(context.now(), dueBy - REVIEW_DAYS * DAY, dueBy),
        at: dueBy - REVIEW_DAYS * DAY,
        dueBy,
        ...ownerOf(document),
        ...linkTo(document),
      },
    ]
  })
}

function updates(context: Context): WorkItem[] {
  const { language } = context.session
  return openUpdates(context).flatMap((row): WorkItem[] => {
    const document = documentIfAny(context, String(row.fields['document']))
    if (document === undefined) return []
    return [
      {
        key: `library-update/${row.id}`,
        source: SOURCE,
        title: say(language, 'update', { title: document.title }),
        state: 'due',
        at: hlcToMs(row.created),
        ...ownerOf(document),
        ...linkTo(document, '/versions'),
      },
    ]
  })
}

function openUpdates({ workspace, session }: Context): RecordRow[] {
  return workspace.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM ${tableOf('document-update')} WHERE _deleted = 0 AND _level <= ? AND "answer" IS NULL`,
    )
    .all(session.clearance)
    .flatMap(({ id }) => workspace.log.row('document-update', id) ?? [])
}

function versions(context: Context): WorkItem[] {
  const { language } = context.session
  // One that was approved here and written on elsewhere stands as a draft in the table; its approval holds.
  const open = ['draft', 'review', 'approved'].flatMap((state) =>
    rowsBy(context, 'document-version', 'state', state),
  )
  return open.flatMap((row): WorkItem[] => {
    const version = versionOf(context, row.id)
    if (version.state !== 'review' && version.state !== 'approved') return []
    const document = documentIfAny(context, version.document)
    if (document === undefined) return []
    const approves = version.state === 'review'
    // Nobody is asked to approve what he wrote himself.
    if (approves && version.author === context.session.person) return []
    return [
      {
        key: `library-${approves ? 'approve' : 'publish'}/${version.id}`,
        source: SOURCE,
        title: say(language, approves ? 'approve' : 'publish', {
          title: document.title,
          version: version.label,
        }),
        state: 'due',
        at: (approves ? version.submittedAt : version.approvedAt) ?? version.createdAt,
        roles: approves ? [...CAPABILITIES['library.approve']] : KEEPERS,
        ...linkTo(document, '/versions'),
      },
    ]
  })
}

/** What the person at this window has still to read. */
function readings(context: Context): WorkItem[] {
  const { language, person, name } = context.session
  const ids = context.workspace.db
    .prepare<[number, string], { id: string }>(
      `SELECT id FROM ${tableOf('document')} document WHERE _deleted = 0 AND _level <= ? AND "readers" IS NOT NULL
       AND "current" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${tableOf('document-reading')} reading
         WHERE reading.version = document."current" AND reading.person = ? AND reading._deleted = 0)`,
    )
    .all(context.session.clearance, person)
  return ids.flatMap(({ id }): WorkItem[] => {
    const document = documentOf(context, id)
    const version = versionIfAny(context, document.current)
    if (version?.state !== 'published' || !askedOf(context, document).includes(person)) return []
    const at = version.publishedAt ?? version.createdAt
    const dueBy = at + READING_DAYS * DAY
    return [
      {
        key: `library-read/${version.id}/${person}`,
        source: SOURCE,
        title: say(language, 'read', { title: document.title, version: version.label }),
        state: stateAt(context.now(), at, dueBy),
        at,
        dueBy,
        person,
        personName: name,
        ...linkTo(document),
      },
    ]
  })
}

/** One item for each document of which bindings wait. */
function flagged(context: Context): WorkItem[] {
  const { language } = context.session
  const byDocument = Map.groupBy(flaggedBindings(context), (one) => one.document)
  return [...byDocument].flatMap(([id, bindings]): WorkItem[] => {
    const document = documentIfAny(context, id)
    const [first] = bindings
    if (document === undefined || first === undefined) return []
    return [
      {
        key: `library-bindings/${first.version}`,
        source: SOURCE,
        title: say(language, 'bindings', { title: document.title, count: bindings.length }),
        state: 'due',
        at: Math.min(...bindings.map(({ row }) => hlcToMs(row.updated))),
        ...ownerOf(document),
        ...linkTo(document, '/bindings'),
      },
    ]
  })
}

const stateAt = (now: number, at: number, dueBy: number): WorkItem['state'] =>
  now >= dueBy ? 'overdue' : now >= at ? 'due' : 'scheduled'
