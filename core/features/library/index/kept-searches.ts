import { z } from 'zod'
import {
  libraryFilter,
  MOST_RECENT,
  MOST_SAVED,
  type LibraryFilter,
  type SavedSearch,
} from '../../../../contract/library-search.ts'
import type { Context } from '../../../feature.ts'
import { parsedJson } from '../../../records/view.ts'
import { localState, setLocalState } from '../../../workspace/local-state.ts'

const search = z.object({ text: z.string(), filter: libraryFilter, at: z.int() })
const stored = z.object({ recent: z.array(search), saved: z.array(search) })
type Stored = z.infer<typeof stored>

const nameOf = ({ session }: Context): string => `librarySearches ${session.person}`

/** A person's searches on this device, sealed to him: what he looks for is nobody else's. */
export function searchesOf(context: Context): Stored {
  const sealed = localState(context.workspace.db, nameOf(context))
  const plain = sealed === undefined ? undefined : context.session.own.open(nameOf(context), sealed)
  const parsed = stored.safeParse(plain === undefined ? undefined : parsedJson(plain))
  return parsed.success ? parsed.data : { recent: [], saved: [] }
}

function write(context: Context, searches: Stored): void {
  const sealed = context.session.own.seal(nameOf(context), JSON.stringify(searches))
  setLocalState(context.workspace.db, nameOf(context), sealed)
}

const others = (all: readonly SavedSearch[], text: string, filter: LibraryFilter): SavedSearch[] =>
  all.filter((one) => one.text !== text || JSON.stringify(one.filter) !== JSON.stringify(filter))

export function remember(context: Context, text: string, filter: LibraryFilter): void {
  const { recent, saved } = searchesOf(context)
  const entry = { text, filter, at: context.now() }
  write(context, { recent: [entry, ...others(recent, text, filter)].slice(0, MOST_RECENT), saved })
}

/** Keeps a search until it is forgotten, or forgets it. */
export function keepSearch(
  context: Context,
  text: string,
  filter: LibraryFilter,
  keep: boolean,
): void {
  const { recent, saved } = searchesOf(context)
  const entry = { text, filter, at: context.now() }
  write(
    context,
    keep
      ? { recent, saved: [entry, ...others(saved, text, filter)].slice(0, MOST_SAVED) }
      : { recent: others(recent, text, filter), saved: others(saved, text, filter) },
  )
}
