import type { RecordType } from './record-type.ts'
import type { Text } from './text.ts'

export interface PaperSection {
  readonly label?: Text
  readonly fields: readonly string[]
}

/**
 * What a record shows on paper and in a document, in order: as its type lays it out, else the state, the sections of
 * its form, and last what the program filled in.
 */
export function paperSections(type: RecordType): readonly PaperSection[] {
  if (type.paper) return type.paper.sections
  const shown = Object.keys(type.fields).filter((name) => type.fields[name]?.kind !== 'json')
  const state = type.workflow?.field
  const first = [...(type.numbering ? ['number'] : []), ...(state === undefined ? [] : [state])]
  const form = (type.form?.sections ?? []).map(({ label, fields }) => ({
    ...(label ? { label } : {}),
    fields: fields.filter((name) => shown.includes(name) && !first.includes(name)),
  }))
  const named = new Set([...first, ...form.flatMap(({ fields }) => fields)])
  const rest = shown.filter((name) => !named.has(name))
  return [{ fields: first }, ...form, { fields: rest }].filter(({ fields }) => fields.length > 0)
}
