import type { z } from 'zod'
import type { Condition, ListQuery } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import type { ListMode, savedView } from '../../../../../contract/register.ts'
import {
  defaultColumns,
  fitColumns,
  groupableFields,
  listFields,
  type ColumnLayout,
} from '../../../records/columns.ts'
import { resolveConditions } from '../model/filters.ts'

export type SavedView = z.infer<typeof savedView>
type ViewParts = Pick<SavedView, 'query' | 'columns' | 'groupBy' | 'mode'>
export interface Sort {
  readonly field: string
  readonly descending: boolean
}

/** How a person looks at a register just now. */
export interface ListState {
  readonly text: string
  readonly where: readonly Condition[]
  readonly sort: Sort | undefined
  readonly groupBy: string | undefined
  readonly includeDeleted: boolean
  readonly columns: readonly ColumnLayout[]
  readonly mode: ListMode
  /** The saved view that this started from. */
  readonly view: string | undefined
}

const sortOf = (
  sort: { readonly field: string; readonly descending?: boolean | undefined } | undefined,
): Sort | undefined => sort && { field: sort.field, descending: sort.descending ?? false }

/** Choice field whose values are the columns of the board. */
export const boardField = (type: RecordType): string | undefined =>
  type.board ?? type.workflow?.field

/** The ways in which a register can be shown. */
export const modesOf = (type: RecordType): readonly ListMode[] => [
  'list',
  ...(boardField(type) === undefined ? [] : (['board'] as const)),
  ...(type.calendar ? (['calendar'] as const) : []),
]

export function standardState(type: RecordType): ListState {
  const groupBy = type.list?.groupBy
  return {
    text: '',
    where: [],
    sort: sortOf(type.list?.sort),
    groupBy: groupBy !== undefined && groupableFields(type).includes(groupBy) ? groupBy : undefined,
    includeDeleted: false,
    columns: defaultColumns(type),
    mode: 'list',
    view: undefined,
  }
}

/** What core is asked; moving periods become days of `now` (milliseconds). */
export function toQuery(state: ListState, type: RecordType, now: number): ListQuery {
  const where = resolveConditions(state.where, listFields(type), now)
  return { ...storedQuery({ ...state, where }, type) }
}

function storedQuery(state: ListState, type: RecordType): ListQuery {
  const text = state.text.trim()
  return {
    type: type.name,
    ...(state.where.length > 0 ? { where: [...state.where] } : {}),
    ...(text === '' ? {} : { text }),
    ...(state.sort
      ? {
          sort: { field: state.sort.field, ...(state.sort.descending ? { descending: true } : {}) },
        }
      : {}),
    ...(state.includeDeleted ? { includeDeleted: true } : {}),
  }
}

/** Fields that rows must carry for the list and its keyboard to work. */
export const neededColumns = (state: ListState, type: RecordType): string[] =>
  [...new Set([type.title, ...state.columns.map(({ field }) => field)])].filter(
    (name) => name in type.fields,
  )

export function fromView(
  view: SavedView,
  type: RecordType,
  widths: readonly ColumnLayout[],
): ListState {
  const known = new Map(widths.map(({ field, width }) => [field, width]))
  return {
    text: view.query.text ?? '',
    where: view.query.where ?? [],
    sort: sortOf(view.query.sort),
    groupBy:
      view.groupBy !== undefined && groupableFields(type).includes(view.groupBy)
        ? view.groupBy
        : undefined,
    includeDeleted: view.query.includeDeleted ?? false,
    columns: fitColumns(
      type,
      view.columns.map((field) => ({
        field,
        ...(known.has(field) ? { width: known.get(field) ?? 0 } : {}),
      })),
    ),
    mode: modesOf(type).find((mode) => mode === view.mode) ?? 'list',
    view: view.id,
  }
}

export function toView(state: ListState, type: RecordType): ViewParts {
  return {
    query: storedQuery(state, type),
    columns: state.columns.map(({ field }) => field),
    ...(state.groupBy === undefined ? {} : { groupBy: state.groupBy }),
    ...(state.mode === 'list' ? {} : { mode: state.mode }),
  }
}

/** Whether the list shows something else than the view it started from. */
export function differsFrom(view: SavedView, state: ListState, type: RecordType): boolean {
  const pick = (part: ViewParts): string =>
    JSON.stringify([
      part.query.where ?? [],
      part.query.text ?? '',
      sortOf(part.query.sort),
      part.query.includeDeleted ?? false,
      part.columns,
      part.groupBy ?? null,
      part.mode ?? 'list',
    ])
  return pick(toView(state, type)) !== pick(toView(fromView(view, type, []), type))
}

export const isFiltered = (state: ListState): boolean =>
  state.where.length > 0 || state.text.trim() !== ''

/** A click on a heading: up, down, as declared. */
export function nextSort(sort: Sort | undefined, field: string): Sort | undefined {
  if (sort?.field !== field) return { field, descending: false }
  return sort.descending ? undefined : { field, descending: true }
}
