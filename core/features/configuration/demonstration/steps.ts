import type { Json } from '../../../../contract/record-type.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import type { DemonstrationActor, DemonstrationStep } from '../../../feature.ts'

const CONFIRMED = 'demonstration'
export type Fields = Record<string, Json>

const inLanguage = (value: string | Text, language: Language): string =>
  typeof value === 'string' ? value : value[language]
export const inWords = (
  fields: Readonly<Record<string, string | Text>>,
  language: Language,
): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, inLanguage(value, language)]),
  )
export const idsOf = (actor: DemonstrationActor, names: readonly string[]): string[] =>
  names.flatMap((name) => actor.find(`ci/${name}`)?.id ?? [])
export const personOf = (actor: DemonstrationActor, login: string | undefined): string | null =>
  actor.find(`person/${login ?? ''}`)?.id ?? null

/** A step of a workflow, signed where it must be. */
export const take = (
  key: string,
  transition: string,
  login: string,
  at: number,
  fields?: Fields,
): DemonstrationStep => ({
  at,
  login,
  async run(actor) {
    const record = actor.find(key)
    if (!record) return
    await actor.call('register.transition', {
      ...record,
      transition,
      ...(fields ? { fields } : {}),
      confirmation: CONFIRMED,
    })
  },
})

/** What somebody enters in the items after his work. */
export const made = (
  login: string,
  at: number,
  names: readonly string[],
  fields: Fields,
): DemonstrationStep => ({
  at,
  login,
  async run(actor) {
    for (const id of idsOf(actor, names))
      await actor.call('register.update', { type: 'configuration-item', id, fields })
  },
})
