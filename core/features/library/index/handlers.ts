import { statSync } from 'node:fs'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { keeperOf } from './library-index.ts'
import { browse, facetsOf } from './browse.ts'
import { keepSearch, remember, searchesOf } from './kept-searches.ts'
import { search } from './search.ts'

/** library.search and what belongs to it. */
export const searchHandlers: Handlers = {
  'library.search': async (context, input) => {
    const answer = await search(context, input)
    const text = input.text.trim()
    if (input.keep === true && text !== '') remember(context, text, input.filter ?? {})
    return ok(answer)
  },
  'library.documents': (context, input) => ok(browse(context, input)),
  'library.facets': async (context, input) => ok(await facetsOf(context, input)),
  'library.searches': (context) => ok(searchesOf(context)),
  'library.keepSearch': (context, input) => {
    keepSearch(context, input.text, input.filter ?? {}, input.keep)
    return ok({})
  },
  'library.stats': async (context) => ok(await statsOf(context)),
  'library.reindex': (context) => ok({ documents: keeperOf(context).reindex(context) }),
}

async function statsOf(context: Context) {
  const { session } = context
  const { index, waiting, without } = keeperOf(context)
  await index.open(session)
  const shelves = index.readable(session).map(({ level, documents, db }) => {
    const held = [...documents.values()]
    const parts = held.reduce((sum, one) => sum + one.parts, 0)
    return { level, documents: held.length, parts, size: statSync(db.name).size }
  })
  const reasons = new Map<string, number>()
  for (const reason of without.values()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return {
    documents: shelves.reduce((sum, { documents }) => sum + documents, 0),
    parts: shelves.reduce((sum, { parts }) => sum + parts, 0),
    waiting: waiting + index.pending,
    without: [...reasons].map(([reason, count]) => ({ reason, count })),
    shelves,
  }
}
