/** What was found of a workstation: `group/name` or `group/name/part` → value, as people read it. */
export type Facts = Readonly<Record<string, string>>

export interface FactChange {
  readonly key: string
  /** null: it was not there before, or is no more. */
  readonly before: string | null
  readonly after: string | null
}

/** What became different between two collections, in the order of keys. */
export function differencesOf(before: Facts, after: Facts): FactChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys]
    .filter((key) => before[key] !== after[key])
    .toSorted()
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }))
}

/** What stands after a row of collections, each of which kept only its differences. */
export function factsAfter(rows: Iterable<readonly FactChange[]>): Facts {
  const facts = new Map<string, string>()
  for (const changes of rows)
    for (const { key, after } of changes)
      if (after === null) facts.delete(key)
      else facts.set(key, after)
  return Object.fromEntries(facts)
}

const VALUE_LENGTH = 300
const MOST_FACTS = 6000

/** Facts without empty values; what is there in several versions names them all. The separator in a name is no separator. */
export function factsOf(
  rows: Iterable<readonly [group: string, name: string, value: unknown]>,
): Facts {
  const facts = new Map<string, string>()
  for (const [group, name, value] of rows) {
    const words = value === undefined || value === null ? '' : String(value).trim()
    if (words === '' || name.trim() === '') continue
    const key = `${group}/${name.trim().replaceAll('/', '∕').slice(0, 120)}`
    const known = facts.get(key)
    if (known === undefined && facts.size >= MOST_FACTS) continue
    const all = known === undefined || known === words ? words : `${known}, ${words}`
    facts.set(key, all.slice(0, VALUE_LENGTH))
  }
  return Object.fromEntries(facts)
}

/** Bytes as gigabytes with one decimal: small differences of what is reserved do not show. */
export const gigabytes = (bytes: number): string => `${Math.round((bytes / 2 ** 30) * 10) / 10} GB`
