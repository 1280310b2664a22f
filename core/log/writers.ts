import type { RecordType, Transition } from '../../contract/record-type.ts'
import type { Mark, Writer } from '../../contract/writers.ts'
import { stateFreely } from '../records/states.ts'

/** Whose roles allow what of a type, as far as a commit alone shows it. */
export interface TypeWriters {
  readonly create: Writer
  readonly update: Writer
  readonly delete: Writer
  readonly fields: ReadonlyMap<string, Writer>
  readonly marks: readonly Mark[]
  readonly own: ReadonlySet<string>
  readonly workflow?: {
    readonly field: string
    readonly transitions: readonly Transition[]
    /** States that this program knows. */
    readonly states: ReadonlySet<string>
    /** States that are reached without signature, check and four eyes. */
    readonly free: ReadonlySet<string>
  }
}

export function writersOf(type: RecordType): TypeWriters {
  const { permissions, writers = {}, workflow } = type
  const known = workflow && type.fields[workflow.field]?.choices?.map(({ value }) => value)
  return {
    create: writers.create ?? permissions.create,
    update: writers.update ?? permissions.update,
    delete: writers.delete ?? permissions.delete,
    fields: new Map(Object.entries(writers.fields ?? {})),
    marks: writers.marks ?? [],
    own: new Set(writers.own ?? []),
    ...(workflow && known
      ? {
          workflow: {
            field: workflow.field,
            transitions: workflow.transitions,
            states: new Set(known),
            free: new Set(known.filter((state) => stateFreely(type, state))),
          },
        }
      : {}),
  }
}
