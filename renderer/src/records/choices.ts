import { LEVEL_LABELS, LEVELS, type Level } from '../../../contract/roles.ts'
import type { Text } from '../../../contract/text.ts'
import { textIn } from '../language.ts'

interface Choice<V> {
  readonly value: V
  readonly label: string
}

/** Declared choices in the language of the interface. */
export const choicesOf = <V extends string>(
  declared: readonly { readonly value: V; readonly label: Text }[],
): Choice<V>[] => declared.map(({ value, label }) => ({ value, label: textIn(label) }))

/** Records to choose from by name, after a line for none of them. */
export const named = <N extends string | null>(
  none: N,
  label: string,
  records: readonly { readonly id: string; readonly title: string }[],
): Choice<string | N>[] => [
  { value: none, label },
  ...records.map(({ id, title }) => ({ value: id, label: title })),
]

/** Levels up to a clearance. */
export const levelsUpTo = (clearance: Level): Choice<Level>[] =>
  LEVELS.filter((level) => level <= clearance).map((value) => ({
    value,
    label: textIn(LEVEL_LABELS[value]),
  }))
