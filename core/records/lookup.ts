import type { RecordLabel } from '../../contract/common.ts'
import type { RecordType } from '../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import type { Context } from '../feature.ts'
import { tableOf } from '../log/shape.ts'
import type { RecordRow } from '../log/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { soundsOf } from '../search/sounds.ts'
import { normalise } from '../search/text.ts'
import { labelOf, mayRead, titleOf } from './view.ts'

interface Entry {
  readonly id: string
  readonly level: number
  readonly title: string
  readonly number: string
  /** 'chenliyuan' and 'cly' for 陈立远; worked out when somebody first types letters. */
  sounds?: readonly string[]
}

/** Registers beyond this are not held in memory: there only the beginning of a title finds. */
const MOST_HELD = 20_000

/** Titles with their sounds, per type; a type is read again after it changed. */
const caches = new WeakMap<Workspace['log'], Map<string, Map<string, Entry>>>()

function cacheOf({ log }: Pick<Workspace, 'log'>): Map<string, Map<string, Entry>> {
  const known = caches.get(log)
  if (known) return known
  const fresh = new Map<string, Map<string, Entry>>()
  caches.set(log, fresh)
  log.onChange((changed) => {
    for (const [type, ids] of changed) for (const id of ids) fresh.get(type)?.delete(id)
    for (const type of changed.keys()) if (fresh.has(type)) fresh.get(type)?.set('', STALE)
  })
  return fresh
}

const STALE: Entry = { id: '', level: 9, title: '', number: '', sounds: [] }

/** Entries of a type; undefined where there are too many. */
function entries(workspace: Workspace, type: RecordType): Map<string, Entry> | undefined {
  const cache = cacheOf(workspace)
  const known = cache.get(type.name) ?? new Map<string, Entry>()
  if (cache.has(type.name) && !known.has('')) return known
  const ids = new Set(
    workspace.db
      .prepare<[number], { id: string }>(
        `SELECT id FROM ${tableOf(type.name)} WHERE _deleted = 0 LIMIT ?`,
      )
      .all(MOST_HELD + 1)
      .map(({ id }) => id),
  )
  if (ids.size > MOST_HELD) return undefined
  for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
  for (const id of ids) {
    const row = known.has(id) ? undefined : workspace.log.row(type.name, id)
    if (row) known.set(id, entryOf(type, row))
  }
  cache.set(type.name, known)
  return known
}

function entryOf(type: RecordType, row: RecordRow): Entry {
  const title = row.level >= FIRST_SEALED_LEVEL ? '' : titleOf(type, row.fields)
  return {
    id: row.id,
    level: row.level,
    title: normalise(title),
    number: String(row.fields['number'] ?? '').toLowerCase(),
  }
}

const LETTERS = /^[a-z]{2,}$/u

function soundsLike(entry: Entry, wanted: string): boolean {
  if (!LETTERS.test(wanted)) return false
  entry.sounds ??= soundsOf(entry.title)
  return entry.sounds.some((sound) => sound.startsWith(wanted))
}

/** Ids of records whose title sounds like the letters typed; none for what is no pinyin. */
export function idsBySound(workspace: Workspace, type: RecordType, text: string): string[] {
  const wanted = normalise(text.trim())
  if (type.managed === true || !LETTERS.test(wanted)) return []
  return [...(entries(workspace, type)?.values() ?? [])]
    .filter((entry) => soundsLike(entry, wanted))
    .map(({ id }) => id)
}

/** Of a register that is too large to hold: titles that begin so. */
function beginning({ db, log }: Workspace, type: RecordType, text: string, limit: number): Entry[] {
  if (text === '' || type.fields[type.title]?.kind === 'longText') return []
  const title = `"${type.title}"`
  return db
    .prepare<[string, string, number], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${title} >= ? AND ${title} < ? AND _deleted = 0 ORDER BY ${title} LIMIT ?`,
    )
    .all(text, `${text}\u{10ffff}`, limit)
    .flatMap(({ id }) => {
      const row = log.row(type.name, id)
      return row ? [entryOf(type, row)] : []
    })
}

/** Records whose title or number starts with or contains the text, or whose sounds or initials start with it. */
export function lookup(
  context: Pick<Context, 'workspace' | 'session'>,
  names: readonly string[] | undefined,
  text: string,
  limit: number,
): RecordLabel[] {
  const { workspace, session } = context
  const wanted = normalise(text.trim())
  const types = workspace.types
    .all()
    .filter(
      (type) =>
        mayRead(context, type) &&
        (names === undefined ? type.managed !== true : names.includes(type.name)),
    )
  const found = types.flatMap((type) =>
    [
      ...(entries(workspace, type)?.values() ?? beginning(workspace, type, text.trim(), limit)),
    ].flatMap((entry) => {
      const rank = entry.level > session.clearance ? -1 : rankOf(entry, wanted)
      return rank < 0 ? [] : [{ type, entry, rank }]
    }),
  )
  return found
    .toSorted((a, b) => a.rank - b.rank || (a.entry.title < b.entry.title ? -1 : 1))
    .slice(0, limit)
    .flatMap(({ type, entry }) => {
      const row = workspace.log.row(type.name, entry.id)
      return row ? [labelOf(context, type, row)] : []
    })
}

function rankOf(entry: Entry, wanted: string): number {
  if (wanted === '') return 0
  if (entry.title.startsWith(wanted)) return 0
  if (entry.number.endsWith(wanted) && wanted.length >= 2) return 1
  if (soundsLike(entry, wanted)) return 2
  if (entry.title.includes(wanted) || entry.number.includes(wanted)) return 3
  return -1
}
