import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Level } from '../../../contract/roles.ts'
import { openTestLog } from '../../log/testing.ts'
import { LEVEL } from '../../log/types.ts'
import { logIndex } from './log-index.ts'
import {
  comparePlaces,
  countOf,
  decodePlace,
  encodePlace,
  placesOf,
  type Place,
  type TableQuery,
} from './page.ts'
import { logAmendmentType, logEntryType } from './types.ts'

const PEOPLE = Array.from({ length: 4 }, () => uuidv7())
const CATEGORIES = ['duty', 'round', 'incident']
const TAGS = ['存储', '备份', '网络']

interface Entry extends Place {
  readonly person: string
  readonly category: string
  readonly tags: readonly string[]
  readonly late: boolean
  readonly level: Level
  readonly amended: boolean
}

/** A log with some hundred entries of every sort, and what was written to it. */
function sample(size: number) {
  const { log, db } = openTestLog({ types: [logEntryType, logAmendmentType] })
  log.use(logIndex(db))
  let seed = 11
  const pick = <T>(list: readonly T[]): T => {
    seed = (seed * 48_271) % 2_147_483_647
    return list[seed % list.length] as T
  }
  const entries: Entry[] = []
  for (let index = 0; index < size; index += 1) {
    const entry: Entry = {
      id: uuidv7(),
      at: 1_000 + Math.floor(index / 3) * 10 - pick([0, 0, 0, 55]),
      person: pick(PEOPLE),
      category: pick(CATEGORIES),
      tags: pick([[], [TAGS[0] ?? ''], [TAGS[1] ?? '', TAGS[2] ?? '']]),
      late: pick([false, false, false, true]),
      level: pick([0, 1, 1, 1, 2, 3] as const),
      amended: pick([false, false, false, false, true]),
    }
    const { id, at, category, tags, late, level, person } = entry
    const sealed = level >= 2 ? tags.map((tag) => `\u0001${tag}`) : [...tags]
    log.append({
      actor: person,
      act: 'log.write',
      ops: [
        {
          create: 'log-entry',
          id,
          fields: {
            at,
            enteredAt: at,
            late,
            category,
            tags: sealed,
            text: `entry ${index}`,
            [LEVEL]: level,
          },
        },
      ],
    })
    if (entry.amended)
      for (let n = 0; n < 2; n += 1)
        log.append({
          actor: person,
          act: 'log.amend',
          ops: [
            {
              create: 'log-amendment',
              id: uuidv7(),
              fields: { entry: id, enteredAt: at + 5, text: 'x', reason: 'y' },
            },
          ],
        })
    entries.push(entry)
  }
  return { log, db, entries }
}

const { log, db, entries } = sample(400)

/** What the conditions mean, said the plain way. Sealed tags are nobody's here. */
function expected(query: TableQuery, clearance: Level): string[] {
  const has = (list: readonly string[] | undefined, value: string): boolean =>
    !list?.length || list.includes(value)
  return entries
    .filter(
      (entry) =>
        entry.level <= clearance &&
        (query.from === undefined || entry.at >= query.from) &&
        (query.to === undefined || entry.at < query.to) &&
        has(query.categories, entry.category) &&
        has(query.people, entry.person) &&
        (!query.tags?.length ||
          (entry.level < 2 && query.tags.some((tag) => entry.tags.includes(tag)))) &&
        (!query.lateOnly || entry.late) &&
        (!query.amendedOnly || entry.amended),
    )
    .toSorted(comparePlaces)
    .map(({ id }) => id)
}

function everyPage(query: TableQuery, clearance: Level, limit: number): string[] {
  const ids: string[] = []
  let after: Place | undefined
  for (;;) {
    const page = placesOf(db, query, clearance, limit, after)
    ids.push(...page.map(({ id }) => id))
    after = page.at(-1)
    if (page.length < limit || !after) return ids
    after = decodePlace(encodePlace(after))
  }
}

const some = <T>(list: readonly T[]) =>
  fc.option(fc.subarray([...list], { minLength: 1 }), { nil: undefined })
const query = fc
  .record({
    from: fc.option(fc.integer({ min: 900, max: 2500 }), { nil: undefined }),
    to: fc.option(fc.integer({ min: 900, max: 2500 }), { nil: undefined }),
    categories: some(CATEGORIES),
    people: some(PEOPLE),
    tags: some(TAGS),
    lateOnly: fc.boolean(),
    amendedOnly: fc.boolean(),
  })
  .map(
    (parts) =>
      Object.fromEntries(
        Object.entries(parts).filter(([, value]) => value !== undefined),
      ) as TableQuery,
  )

describe('pages of the log', () => {
  it('are together what the conditions say, newest first, for every clearance', () => {
    fc.assert(
      fc.property(
        query,
        fc.constantFrom<Level>(0, 1, 2, 3),
        fc.integer({ min: 1, max: 90 }),
        (asked, clearance, limit) => {
          const wanted = expected(asked, clearance)
          expect(everyPage(asked, clearance, limit)).toEqual(wanted)
          expect(countOf(db, asked, clearance)).toBe(wanted.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('rest on an index that the records agree with, before and after a rebuild', () => {
    const index = logIndex(db)
    expect(index.check?.()).toEqual([])
    const held = db.prepare('SELECT * FROM log_index').all()
    expect(held.length).toBeGreaterThan(200)
    log.rebuild()
    expect(db.prepare('SELECT * FROM log_index').all()).toEqual(held)
    db.exec(
      "DELETE FROM log_index WHERE id = (SELECT id FROM log_index WHERE key = 'late' LIMIT 1) AND key = 'late'",
    )
    expect(index.check?.()).toHaveLength(1)
    log.rebuild()
    expect(index.check?.()).toEqual([])
  })

  it('go on from a place only', () => {
    expect(decodePlace('12_x')).toBeUndefined()
    expect(decodePlace(encodePlace({ at: -5, id: uuidv7() }))?.at).toBe(-5)
  })
})
