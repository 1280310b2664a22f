import type { Json } from '../../../contract/record-type.ts'

/** Nothing entered: null, an empty text or an empty list. `false` and 0 are values. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** Equal as data; what is empty is equal to what is absent. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b)
  return canonical(a ?? null) === canonical(b ?? null)
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export const asText = (value: Json | undefined): string =>
  typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)

export const asTexts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : []

export interface Link {
  readonly type: string
  readonly id: string
}

export function asLinks(value: Json | undefined): Link[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((part: Json) => {
    const { type, id } = asObject(part)
    return typeof type === 'string' && typeof id === 'string' ? [{ type, id }] : []
  })
}

export interface Attached {
  readonly sha256: string
  readonly name: string
  readonly mime: string
  readonly size: number
}

export function asAttachments(value: Json | undefined): Attached[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((part: Json) => {
    const { sha256, name, mime, size } = asObject(part)
    return typeof sha256 === 'string' &&
      typeof name === 'string' &&
      typeof mime === 'string' &&
      typeof size === 'number'
      ? [{ sha256, name, mime, size }]
      : []
  })
}

export function asObject(value: Json | undefined): { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !isList(value) ? value : {}
}

/** `Array.isArray` that narrows read-only lists, too. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
