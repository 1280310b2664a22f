import type { FieldType, RecordType } from '../../../../../contract/record-type.ts'
import type { Language } from '../../../../../contract/text.ts'

/** Fields that a file can fill: what people write; attachments and links have no text form. */
export function importFields(type: RecordType): ReadonlyMap<string, FieldType> {
  return new Map(
    Object.entries(type.fields).filter(
      ([, field]) =>
        !field.readOnly &&
        field.kind !== 'json' &&
        field.kind !== 'attachments' &&
        field.kind !== 'links',
    ),
  )
}

export type Mapping = Readonly<Record<string, string>>

/** Gives a column another field, or none. A field is filled by one column: the other one loses it. */
export function mapColumn(mapping: Mapping, column: string, field: string | undefined): Mapping {
  const next = Object.fromEntries(
    Object.entries(mapping).filter(([name, target]) => name !== column && target !== field),
  )
  return field === undefined ? next : { ...next, [column]: field }
}

/** Required fields that no column fills and no initial value covers. */
export function unmappedRequired(type: RecordType, mapping: Mapping): string[] {
  const filled = new Set(Object.values(mapping))
  return [...importFields(type)]
    .filter(
      ([name, field]) =>
        field.required &&
        field.initial === undefined &&
        !filled.has(name) &&
        name !== type.workflow?.field,
    )
    .map(([name]) => name)
}

export interface ImportProblem {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly code: string
  readonly reason: string
}

/** The same complaint about many rows reads as one line with its rows. */
export interface ProblemGroup extends Omit<ImportProblem, 'row' | 'value'> {
  readonly rows: readonly number[]
  readonly values: readonly string[]
}

export function groupProblems(problems: readonly ImportProblem[]): ProblemGroup[] {
  const groups = new Map<
    string,
    { column: string; code: string; reason: string; rows: number[]; values: string[] }
  >()
  for (const { row, column, value, code, reason } of problems) {
    const key = `${column}\u0000${code}\u0000${reason}`
    const group = groups.get(key) ?? { column, code, reason, rows: [], values: [] }
    group.rows.push(row)
    if (!group.values.includes(value)) group.values.push(value)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length)
}

/** Rows as people count them: 3–5, 9, 12… */
export function rowRanges(rows: readonly number[], language: Language, most = 6): string {
  const ranges: string[] = []
  const sorted = [...new Set(rows)].sort((a, b) => a - b)
  for (let i = 0; i < sorted.length;) {
    let end = i
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1
    ranges.push(
      end > i + 1
        ? `${sorted[i]}–${sorted[end]}`
        : sorted.slice(i, end + 1).join(language === 'en' ? ', ' : '、'),
    )
    i = end + 1
  }
  const shown = ranges.slice(0, most).join(language === 'en' ? ', ' : '、')
  return ranges.length > most ? `${shown}…` : shown
}
