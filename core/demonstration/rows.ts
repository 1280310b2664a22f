import type { Json } from '../../contract/record-type.ts'
import type { Language, Text } from '../../contract/text.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../feature.ts'
import { datedWords } from './dated-words.ts'

/** A value in both languages, or one that needs no translation; records by name, times by day of the story. */
export type Value =
  | Json
  | Text
  | Readonly<Record<Language, readonly string[]>>
  | { readonly record: string }
  | { readonly records: readonly string[] }
  | { readonly linked: readonly string[] }
  | { readonly on: number }
  | { readonly at: readonly [day: number, time: string] }

/** One record of the demonstration: the name under which others find it, and its fields. */
export interface Row {
  readonly key: string
  readonly type: string
  readonly fields: Readonly<Record<string, Value>>
}

export const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
export const record = (name: string): { readonly record: string } => ({ record: name })
export const records = (...names: string[]): { readonly records: readonly string[] } => ({
  records: names,
})
/** Records of any type, for a field of links. */
export const linked = (...names: string[]): { readonly linked: readonly string[] } => ({
  linked: names,
})
/** The date of a day of the story; day 0 is the last one whose night is over. */
export const on = (day: number): { readonly on: number } => ({ on: day })
export const at = (day: number, time: string): { readonly at: readonly [number, string] } => ({
  at: [day, time],
})

type Story = Pick<Demonstration, 'language' | 'moment'>

/** Makes a record of a row and keeps it under its name. */
export async function make(actor: DemonstrationActor, row: Row, story: Story): Promise<void> {
  const fields = fieldsOf(actor, row.fields, story)
  const { id } = await actor.call('register.create', { type: row.type, fields })
  actor.keep(row.key, { type: row.type, id })
}

export const makeStep = (at: number, login: string, row: Row, story: Story): DemonstrationStep => ({
  at,
  login,
  run: (actor) => make(actor, row, story),
})

/** Takes a step of the workflow of a record that was kept; nothing where it is not there. */
export const takeStep = (
  at: number,
  login: string,
  key: string,
  transition: string,
  story: Story,
  fields: Readonly<Record<string, Value>> = {},
): DemonstrationStep => ({
  at,
  login,
  async run(actor) {
    const target = actor.find(key)
    if (!target) return
    await actor.call('register.transition', {
      ...target,
      transition,
      fields: fieldsOf(actor, fields, story),
      confirmation: 'demonstration',
    })
  },
})

/** Values as the register takes them; what names an absent record is left out. */
export const fieldsOf = (
  actor: DemonstrationActor,
  fields: Readonly<Record<string, Value>>,
  story: Story,
): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]): [string, Json | undefined] => [name, resolved(actor, value, story)])
      .filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )

function resolved(
  actor: DemonstrationActor,
  value: Value,
  { language, moment }: Story,
): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value as Json
  if ('record' in value) return actor.find(String(value.record))?.id
  if ('records' in value)
    return (value.records as readonly string[]).flatMap((name) => actor.find(name)?.id ?? [])
  if ('linked' in value)
    return (value.linked as readonly string[]).flatMap((name) => {
      const found = actor.find(name)
      return found ? [{ type: found.type, id: found.id }] : []
    })
  if ('on' in value) return dayOf(moment(Number(value.on), '12:00'))
  if ('at' in value) return moment(...(value.at as unknown as [number, string]))
  if (!(language in value)) return value as Json
  const said = (value as Readonly<Record<Language, string | string[]>>)[language]
  return typeof said === 'string' ? datedWords(said, { language, moment }) : said
}

/** `YYYY-MM-DD` of a moment, in local time. */
export function dayOf(ms: number): string {
  const day = new Date(ms)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
