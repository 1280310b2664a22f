import { hlcToMs } from '../../../log/clock.ts'
import type { Commit } from '../../../log/types.ts'

export interface UsageOfPerson {
  readonly person: string
  readonly acts: number
  readonly lastAt: number
  /** Acts by record type. */
  readonly types: Readonly<Record<string, number>>
}

export interface Usage {
  readonly acts: number
  readonly people: readonly UsageOfPerson[]
  /** By record type, the most used first. */
  readonly types: readonly {
    readonly type: string
    readonly acts: number
    readonly people: number
  }[]
  /** Acts by weekday (Monday first) and local hour. */
  readonly hours: readonly (readonly number[])[]
}

/** Who uses what, how often and when, from what people did in a period. One commit is one act. */
export class UsageCount {
  readonly #people = new Map<string, { acts: number; lastAt: number; types: Map<string, number> }>()
  readonly #hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  readonly #isPerson: (actor: string) => boolean
  readonly #local: (at: number) => { readonly weekday: number; readonly hour: number }

  /** `local`: weekday 1–7 and hour of an instant. */
  constructor(
    isPerson: (actor: string) => boolean,
    local: (at: number) => { readonly weekday: number; readonly hour: number },
  ) {
    this.#isPerson = isPerson
    this.#local = local
  }

  add(commit: Commit): void {
    if (!this.#isPerson(commit.actor)) return
    const at = hlcToMs(commit.hlc)
    const person = this.#people.get(commit.actor) ?? { acts: 0, lastAt: 0, types: new Map() }
    this.#people.set(commit.actor, person)
    person.acts += 1
    person.lastAt = Math.max(person.lastAt, at)
    for (const type of new Set(commit.ops.map(usedType)))
      person.types.set(type, (person.types.get(type) ?? 0) + 1)
    const { weekday, hour } = this.#local(at)
    const day = this.#hours[weekday - 1]
    if (day) day[hour] = (day[hour] ?? 0) + 1
  }

  result(): Usage {
    const people = [...this.#people]
      .map(([person, { acts, lastAt, types }]) => ({
        person,
        acts,
        lastAt,
        types: Object.fromEntries(types),
      }))
      .toSorted((a, b) => b.acts - a.acts || (a.person < b.person ? -1 : 1))
    const names = new Set(people.flatMap(({ types }) => Object.keys(types)))
    const types = [...names]
      .map((type) => {
        const users = people.filter((one) => Object.hasOwn(one.types, type))
        return {
          type,
          acts: users.reduce((sum, one) => sum + (one.types[type] ?? 0), 0),
          people: users.length,
        }
      })
      .toSorted((a, b) => b.acts - a.acts || (a.type < b.type ? -1 : 1))
    return {
      acts: people.reduce((sum, { acts }) => sum + acts, 0),
      people,
      types,
      hours: this.#hours,
    }
  }
}

/** Opening or exporting something is use of that thing, not of the trail that it leaves. */
const usedType = (op: Commit['ops'][number]): string =>
  op.type === 'access-event' && op.kind === 'create' && typeof op.fields['type'] === 'string'
    ? op.fields['type']
    : op.type
