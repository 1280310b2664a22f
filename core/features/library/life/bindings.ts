import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Place } from '../../../../contract/library.ts'
import type { Binding } from '../../../../contract/library-life.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { DELETED, type NewOperation } from '../../../log/types.ts'
import { labels, typeOf, nameOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import {
  bindingOf,
  bindingsBy,
  bindingsOfSource,
  documentIfAny,
  documentOf,
  versionIfAny,
  versionOf,
  type BindingRow,
  type DocumentRow,
  type VersionRow,
} from '../rows.ts'
import { anchored, located, type Located } from './locate.ts'
import { hashOf, textOf } from './text.ts'

/** Somebody must look: what is bound is another text, or is not there any more. */
export const isFlagged = ({ state }: Pick<BindingRow, 'state'>): boolean =>
  state === 'changed' || state === 'lost'

/** Bindings of items, steps and records to places of documents. */
export const bindingHandlers: Handlers = {
  'library.bind': async (context, { source, item, label, document: id, place }) => {
    const { document, version } = published(context, id)
    if (labels(context, [source]).length === 0) throw new CoreError('notFound')
    const found = anchored(await textOf(context, version), place)
    if (found === undefined) throw new CoreError('placeNotFound')
    const op = createOp(context, {
      type: 'document-binding',
      level: document.level,
      fields: {
        source: [source],
        ...(item === undefined ? {} : { item }),
        label,
        document: id,
        ...foundFields(context, version, found),
      },
    })
    return ok({ ...commit(context, 'library.bind', [op]), id: op.id })
  },

  'library.unbind': (context, { id }) => {
    bindingOf(context, id)
    return ok(
      commit(context, 'library.unbind', [
        { patch: 'document-binding', id, fields: { [DELETED]: true } },
      ]),
    )
  },

  'library.confirmBinding': async (context, { id, place }) => {
    const binding = bindingOf(context, id)
    const { version } = published(context, binding.document)
    const text = await textOf(context, version)
    const found = anchored(text, place ?? withoutQuote(located(text, binding.place)))
    if (found === undefined) throw new CoreError('placeNotFound')
    const op = patchOf(context, binding, version, found)
    return ok(
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'library.confirmBinding', [op]),
    )
  },

  'library.bindings': (context, input) =>
    ok({ bindings: wanted(context, input).flatMap((binding) => viewOf(context, binding) ?? []) }),
}

/** The text that stands there now is what counts from now on. */
function withoutQuote({ state, place, now }: Located): Place {
  if (state === 'lost') throw new CoreError('placeNotFound')
  const { quote, before, after, ...rest } = place
  if (state === 'changed' && now) return { ...rest, quote: now }
  return state === 'changed' ? rest : { ...rest, ...(quote === undefined ? {} : { quote }) }
}

/** Bindings that wait for somebody, over all documents. */
export const flaggedBindings = (context: Context): BindingRow[] =>
  (['changed', 'lost'] as const).flatMap((state) => bindingsBy(context, 'state', state))

function wanted(
  context: Context,
  { source, document, flagged }: ParsedInputOf<'library.bindings'>,
): BindingRow[] {
  const found =
    source !== undefined
      ? bindingsOfSource(context, source.id)
      : document !== undefined
        ? bindingsBy(context, 'document', document)
        : flaggedBindings(context)
  return found.filter(
    (binding) =>
      (document === undefined || binding.document === document) &&
      (flagged !== true || isFlagged(binding)),
  )
}

function published(
  context: Context,
  id: string,
): { readonly document: DocumentRow; readonly version: VersionRow } {
  const document = documentOf(context, id)
  if (document.current === undefined) throw new CoreError('noPublishedVersion')
  return { document, version: versionOf(context, document.current) }
}

const foundFields = (
  context: Context,
  version: VersionRow,
  found: Located,
): Record<string, Json> => ({
  version: version.id,
  sha256: hashOf(context, version),
  heading: found.heading,
  place: found.place as Json,
  state: found.state,
  now: found.now ?? null,
})

const patchOf = (
  context: Context,
  binding: BindingRow,
  version: VersionRow,
  found: Located,
): NewOperation | undefined =>
  patchOp(
    context,
    typeOf(context, 'document-binding'),
    binding.row,
    foundFields(context, version, found),
    { system: true },
  )

/** Looks for every binding of a document in its published version; what was there before is looked for again. */
export async function relocate(
  context: Context,
  document: string,
): Promise<{ bindings: number; moved: number; changed: number; lost: number }> {
  const bindings = bindingsBy(context, 'document', document)
  const counts = { bindings: bindings.length, moved: 0, changed: 0, lost: 0 }
  if (bindings.length === 0) return counts
  const { version } = published(context, document)
  const text = await textOf(context, version)
  const ops: NewOperation[] = []
  for (const binding of bindings) {
    const found = located(text, binding.place)
    if (found.state !== 'ok') counts[found.state]++
    const op = patchOf(context, binding, version, found)
    if (op) ops.push(op)
  }
  if (ops.length > 0) commit(context, 'library.relocate', ops)
  return counts
}

/** Undefined where the document is not there for this person. */
function viewOf(context: Context, binding: BindingRow): Binding | undefined {
  const document = documentIfAny(context, binding.document)
  if (document === undefined) return undefined
  const source = binding.source[0] ?? { type: '', id: '' }
  const [label] = labels(context, [source])
  return {
    id: binding.id,
    source,
    sourceTitle: label?.title ?? '',
    ...(binding.item === undefined ? {} : { item: binding.item }),
    label: binding.label,
    document: document.id,
    documentTitle: document.title,
    version: binding.version,
    versionLabel: versionIfAny(context, binding.version)?.label ?? '',
    sha256: binding.sha256,
    place: binding.place,
    heading: binding.heading,
    state: binding.state,
    ...(binding.state === 'changed' && binding.now !== '' ? { now: binding.now } : {}),
    pending: document.current !== undefined && document.current !== binding.version,
    boundBy: nameOf(context, binding.createdBy),
    boundAt: binding.createdAt,
  }
}
