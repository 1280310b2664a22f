import { DOCUMENT_LANGUAGES, UPDATE_TRIGGERS } from '../../../../contract/library.ts'
import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CAPABILITIES, type Level } from '../../../../contract/roles.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import type { RecordRow } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { typeOf, nameOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { addMonths, dateAt, zoneHere } from '../../../time/zone.ts'
import {
  bindingsBy,
  documentOf,
  rowsBy,
  versionIfAny,
  versionsOf,
  type DocumentRow,
} from '../rows.ts'
import { summaryOf } from '../index/summary.ts'
import { isFlagged } from './bindings.ts'
import { indexAgain } from './publishing.ts'
import { lowerFiles, refuseBelowCollection, relevelled } from './level.ts'
import { askedOf, readingsOf } from './readers.ts'
import { holds, isAuthor } from './roles.ts'
import { documentTemplates } from './templates.ts'
import { versionView } from './version-view.ts'

const DEFAULT_LEVEL: Level = 1

/** Documents: what is known of them beside their text. */
export const documentHandlers: Handlers = {
  'library.document': (context, { id }) => {
    const document = documentOf(context, id)
    const summary = summaryOf(context, id)
    if (summary === undefined) throw new CoreError('notFound')
    const versions = versionsOf(context, id)
    const bindings = bindingsBy(context, 'document', id)
    const asked = askedOf(context, document)
    const read = document.current === undefined ? new Map() : readingsOf(context, document.current)
    const keeps = holds(context, 'library.keep')
    return ok({
      document: summary,
      properties: propertiesOf(document),
      source: document.source,
      versions: versions.map((version) => versionView(context, document, version)),
      updates: updatesOf(context, id),
      bindings: bindings.length,
      flagged: bindings.filter(isFlagged).length,
      readers: {
        asked: asked.length,
        read: asked.filter((person) => read.has(person)).length,
      },
      toRead: asked.includes(context.session.person) && !read.has(context.session.person),
      may: [
        ...(keeps || isAuthor(context) ? (['change'] as const) : []),
        ...(isAuthor(context) ? (['newVersion', 'bind'] as const) : []),
        ...(keeps ? (['keep'] as const) : []),
        ...(holds(context, 'library.watch') ? (['watch'] as const) : []),
      ],
    })
  },

  'library.templates': (_context, { language }) => ok({ templates: documentTemplates(language) }),

  'library.createDocument': (context, { body, level = DEFAULT_LEVEL, ...given }) => {
    refuseBelowCollection(context, level, given.collection)
    const document = createOp(context, { type: 'document', level, fields: asFields(given) })
    const version = createOp(
      context,
      {
        type: 'document-version',
        level,
        fields: {
          document: document.id,
          label: '1.0',
          format: 'markdown',
          body,
          author: context.session.person,
        },
      },
      { also: new Set([document.id]) },
    )
    const receipt = commit(context, 'library.createDocument', [document, version])
    const { number } = documentOf(context, document.id)
    return ok({ ...receipt, id: document.id, version: version.id, number })
  },

  'library.saveDocument': async (context, { id, changes }) => {
    const document = documentOf(context, id)
    refuseUnkept(context, changes)
    const { level = document.level, ...given } = changes
    if (level !== document.level || given.collection !== undefined)
      refuseBelowCollection(
        context,
        level,
        given.collection === undefined ? document.collection : given.collection,
      )
    const own = patchOp(context, typeOf(context, 'document'), document.row, asFields(given), {
      level,
      system: true,
    })
    const following = level === document.level ? [] : relevelled(context, document, level)
    const ops = [...(own ? [own] : []), ...following]
    if (ops.length === 0) return ok({ commit: '', at: context.now() })
    const receipt = commit(context, 'library.saveDocument', ops)
    if (level < document.level) lowerFiles(context, id, level)
    if (level !== document.level || given.title !== undefined || given.tags !== undefined)
      await indexAgain(context, document)
    return ok(receipt)
  },

  'library.reviewed': (context, { document: id, note }) => {
    const document = documentOf(context, id)
    const months = document.reviewMonths ?? DEFAULT_REVIEW_MONTHS
    const op = patchOp(
      context,
      typeOf(context, 'document'),
      document.row,
      { reviewOn: addMonths(dateAt(context.now(), zoneHere()), months) },
      { system: true },
    )
    const remark =
      note === undefined || note === ''
        ? []
        : [
            createOp(
              context,
              {
                type: 'comment',
                level: document.level,
                fields: { target: id, targetType: 'document', text: note },
              },
              { system: true },
            ),
          ]
    const ops = [...(op ? [op] : []), ...remark]
    return ok(
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'library.reviewed', ops),
    )
  },

  'library.askUpdate': (context, { document: id, trigger, reason, source }) => {
    const document = documentOf(context, id)
    const op = createOp(context, {
      type: 'document-update',
      level: document.level,
      fields: {
        document: id,
        trigger,
        reason,
        ...(source === undefined ? {} : { source: [source] }),
      },
    })
    return ok({ ...commit(context, 'library.askUpdate', [op]), id: op.id })
  },
}

/** Months to the next review where the document does not say. */
const DEFAULT_REVIEW_MONTHS = 12

/** What only those who keep the library change: where it stands and who may and must read it. */
const KEPT = ['collection', 'level', 'pinned', 'readers'] as const

function refuseUnkept(
  context: Context,
  changes: ParsedInputOf<'library.saveDocument'>['changes'],
): void {
  if (holds(context, 'library.keep')) return
  if (KEPT.some((name) => changes[name] !== undefined))
    throw new CoreError('denied', { roles: [...CAPABILITIES['library.keep']] })
}

const asFields = (given: object): Record<string, Json> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
    string,
    Json
  >

function propertiesOf(document: DocumentRow) {
  return {
    title: document.title,
    kind: document.kind,
    collection: document.collection ?? null,
    language: DOCUMENT_LANGUAGES.find(({ value }) => value === document.language)?.value ?? 'other',
    owner: document.owner ?? null,
    audience: document.audience,
    purpose: document.purpose,
    tags: document.tags,
    pinned: document.pinned,
    triggers: document.triggers,
    reviewMonths: document.reviewMonths ?? null,
    reviewOn: document.reviewOn ?? null,
    readers: document.readers,
    level: document.level,
  }
}

/** Open ones first, newest first. */
function updatesOf(context: Context, document: string) {
  return rowsBy(context, 'document-update', 'document', document)
    .map((row) => updateView(context, row))
    .toSorted(
      (a, b) =>
        Number(a.answeredBy !== undefined) - Number(b.answeredBy !== undefined) ||
        b.raisedAt - a.raisedAt,
    )
}

function updateView(context: Context, row: RecordRow) {
  const fields = opened(context, typeOf(context, 'document-update'), row.id, row.fields)
  const { trigger, reason, source, answer } = fields
  const first = Array.isArray(source) ? source[0] : undefined
  const isRef = typeof first === 'object' && first !== null && 'type' in first && 'id' in first
  return {
    id: row.id,
    trigger: UPDATE_TRIGGERS.find(({ value }) => value === trigger)?.value ?? 'feature',
    reason: String(reason ?? ''),
    raisedBy: nameOf(context, row.createdBy),
    raisedAt: hlcToMs(row.created),
    ...(isRef ? { source: { type: String(first.type), id: String(first.id) } } : {}),
    ...(typeof answer === 'string'
      ? { answeredBy: versionIfAny(context, answer)?.label ?? '' }
      : {}),
  }
}
