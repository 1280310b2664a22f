import { posix } from 'node:path'
import { CoreError } from '../../../../error.ts'
import type { Archive } from '../archive.ts'
import type { Budget, Found } from '../build.ts'
import { walkXml } from '../xml.ts'
import { decodeHtml, htmlText } from './html.ts'

/** A book: its chapters in the order of reading, each a part. */
export function epub(
  archive: Archive,
  budget: Budget,
  _bytes: Uint8Array,
  progress: () => void,
): Found {
  const { title, chapters } = bookOf(archive)
  const parts = chapters.flatMap((path) => {
    const bytes = archive.read(path)
    if (bytes === undefined) return []
    const text = htmlText(decodeHtml(bytes).text)
    budget.add(text.pieces)
    progress()
    return [{ path, title: text.title, pieces: text.pieces }]
  })
  if (parts.length === 0) throw new CoreError('documentDamaged', { detail: 'EPUB' })
  return { title, entry: parts[0]?.path ?? '', pages: parts.length, parts }
}

function bookOf(archive: Archive): { title: string; chapters: string[] } {
  // Some were packed with the folder around them.
  const container = archive.names.find((name) => /(?:^|\/)META-INF\/container\.xml$/u.test(name))
  const root = posix.dirname(posix.dirname(container ?? ''))
  let file = ''
  walkXml(archive.read(container ?? '') ?? new Uint8Array(), {
    open(name, attributes) {
      if (name === 'rootfile' && file === '') file = posix.join(root, attributes['full-path'] ?? '')
    },
  })
  const folder = posix.dirname(file)
  const files = new Map<string, string>()
  const chapters: string[] = []
  let title = ''
  let isTitle = false
  walkXml(archive.read(file) ?? new Uint8Array(), {
    open(name, { id, href, idref }) {
      isTitle = name === 'title' && title === ''
      if (name === 'item' && id !== undefined && href !== undefined)
        files.set(id, posix.join(folder, decoded(href)))
      const chapter = name === 'itemref' ? files.get(idref ?? '') : undefined
      if (chapter !== undefined) chapters.push(chapter)
    },
    text: (data) => {
      if (isTitle) title += data
    },
    close: () => (isTitle = false),
  })
  return { title, chapters }
}

/** A name out of an address; one that is not well written stands for itself. */
function decoded(href: string): string {
  const path = href.replace(/[?#].*$/u, '')
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
