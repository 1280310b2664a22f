import type { Archive } from '../archive.ts'
import { CoreError } from '../../../../error.ts'
import type { Budget, Found } from '../build.ts'
import { decodeHtml, htmlText } from './html.ts'

export const isPage = (name: string): boolean => /\.x?html?$/iu.test(name)

/** A folder of pages: each page is a part; the whole has the title of its first page. */
export function tree(
  archive: Archive,
  budget: Budget,
  _bytes: Uint8Array,
  progress: () => void,
): Found {
  const pages = archive.names.filter(isPage)
  const entry = entryOf(pages)
  if (entry === undefined) throw new CoreError('documentEmpty')
  const parts = [entry, ...pages.filter((name) => name !== entry)].map((path) => {
    const text = htmlText(decodeHtml(archive.read(path) ?? new Uint8Array()).text)
    budget.add(text.pieces)
    progress()
    return { path, title: text.title, pieces: text.pieces }
  })
  return { title: parts[0]?.title ?? '', entry, pages: parts.length, parts }
}

/** The page that a reader begins with: an index near the root, else the first page there is. */
export function entryOf(pages: readonly string[]): string | undefined {
  const rank = (name: string): number => {
    const file = name.slice(name.lastIndexOf('/') + 1)
    if (/^index\.x?html?$/iu.test(file)) return 0
    if (/^(?:index|contents|toc|main|home)\b/iu.test(file)) return 1
    return 2
  }
  const depth = (name: string): number => name.split('/').length
  return pages.toSorted((a, b) => rank(a) - rank(b) || depth(a) - depth(b) || (a < b ? -1 : 1))[0]
}
