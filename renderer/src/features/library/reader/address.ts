import type { LocationQuery } from 'vue-router'
import { place } from '../../../../../contract/library.ts'
import type { ReaderTarget } from './use-reader.ts'

/** `/library/<document>?version=&path=&page=&anchor=&quote=&before=&after=&q=` */
export function targetOf(document: string, query: LocationQuery): ReaderTarget {
  const text = (name: string): string | undefined => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const page = Number(text('page'))
  const parsed = place.safeParse({
    path: text('path'),
    page: Number.isInteger(page) && page > 0 ? page : undefined,
    anchor: text('anchor'),
    quote: text('quote'),
    before: text('before'),
    after: text('after'),
  })
  return {
    document,
    version: text('version'),
    place: parsed.success && Object.values(parsed.data).some(Boolean) ? parsed.data : undefined,
    query: text('q'),
  }
}
