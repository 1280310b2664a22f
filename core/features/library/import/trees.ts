import { readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { entryOf, isPage } from '../extract/formats/tree.ts'
import { LIMITS } from '../extract/limits.ts'
import type { FoundFile, ScanItem } from './scan.ts'

const REFERENCE = /\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu
const STYLE_REFERENCE = /url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/giu
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$/iu
/** What a page may show beside its text; programs are not among it. */
const SHOWN = /\.(?:css|png|jpe?g|gif|webp|svg|bmp|avif|woff2?|ttf|otf)$/iu
/** Copies of what the pages were made from. */
const SOURCES = /(?:^|\/)_sources\//u

interface Page {
  readonly file: FoundFile
  readonly path: string
  readonly assets: Set<string>
  tree: Page
}

/** Puts pages that link each other together with what they show. `rest`: everything else, in its order. */
export function gatherTrees(
  files: readonly FoundFile[],
  progress: () => void,
): { trees: ScanItem[]; rest: FoundFile[] } {
  const byPath = new Map<string, FoundFile>()
  for (const file of files) if (typeof file.path === 'string') byPath.set(file.path, file)
  const pages = new Map<string, Page>()
  for (const [path, file] of byPath) {
    if (!isPage(file.name)) continue
    const page = { file, path, assets: new Set<string>() } as Page
    page.tree = page
    pages.set(path, page)
  }
  if (pages.size < 2) return { trees: [], rest: [...files] }
  linkPages(pages, byPath, progress)
  joinOrphans(pages)
  const groups = groupsOf(pages)
  const used = new Set<FoundFile>()
  const roots: string[] = []
  const trees = groups.map((group) => {
    const assets = assetsOf(group, byPath)
    const root = commonFolder([...group.map(({ path }) => path), ...assets])
    roots.push(root)
    for (const { file } of group) used.add(file)
    for (const path of assets) {
      const asset = byPath.get(path)
      if (asset) used.add(asset)
    }
    return treeOf(group, [...assets], root, byPath)
  })
  const belongs = ({ path, shown }: FoundFile): boolean =>
    (PICTURE.test(shown) || SOURCES.test(shown)) &&
    roots.some((root) => typeof path === 'string' && path.startsWith(root + sep))
  return { trees, rest: files.filter((file) => !used.has(file) && !belongs(file)) }
}

function linkPages(
  pages: ReadonlyMap<string, Page>,
  byPath: ReadonlyMap<string, FoundFile>,
  progress: () => void,
): void {
  for (const page of pages.values()) {
    progress()
    for (const target of referencesOf(page.file, page.path, REFERENCE)) {
      const other = pages.get(target) ?? pages.get(resolve(target, 'index.html'))
      if (other) unite(page, other)
      else if (SHOWN.test(target) && byPath.has(target)) page.assets.add(target)
    }
  }
}

/** Files that a file refers to; addresses of other places are left out. */
function referencesOf(file: FoundFile, path: string, pattern: RegExp): Set<string> {
  const found = new Set<string>()
  if (file.size > LIMITS.textMb * 2 ** 20) return found
  const text = textOf(path)
  const base = /<base\s[^>]*href\s*=\s*["']([^"':]*)["']/iu.exec(text)?.[1] ?? ''
  const folder = resolve(dirname(path), decoded(base))
  for (const match of text.matchAll(pattern)) {
    const address = (match[1] ?? match[2] ?? match[3] ?? '').replace(/[?#].*$/su, '').trim()
    if (address === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/)/iu.test(address)) continue
    found.add(resolve(folder, decoded(address)))
  }
  return found
}

/** A file that cannot be read has its own line later, when it is imported. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address).replaceAll('\0', '')
  } catch (error) {
    if (error instanceof URIError) return address
    throw error
  }
}

function treeRoot(page: Page): Page {
  let root = page
  while (root.tree !== root) root = root.tree
  page.tree = root
  return root
}

function unite(a: Page, b: Page): void {
  const [first, second] = [treeRoot(a), treeRoot(b)]
  if (first !== second) second.tree = first
}

function groupsOf(pages: ReadonlyMap<string, Page>): Page[][] {
  const groups = new Map<Page, Page[]>()
  for (const page of pages.values()) {
    const root = treeRoot(page)
    const group = groups.get(root) ?? []
    groups.set(root, group)
    group.push(page)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** A page that nobody links belongs to the only tree that has pages in its folder or begins above it. */
function joinOrphans(pages: ReadonlyMap<string, Page>): void {
  const groups = groupsOf(pages)
  const inside = new Set(groups.flat())
  const folders = new Map<string, Set<Page>>()
  for (const group of groups)
    for (const page of group) {
      const folder = dirname(page.path)
      folders.set(folder, (folders.get(folder) ?? new Set()).add(treeRoot(page)))
    }
  const begins = new Map(
    groups.flatMap((group): [string, Page][] => {
      const index = group.find(({ file }) => /^index\.x?html?$/iu.test(file.name))
      return index ? [[dirname(index.path), treeRoot(index)]] : []
    }),
  )
  for (const page of pages.values()) {
    if (inside.has(page)) continue
    const [only, ...more] = folders.get(dirname(page.path)) ?? []
    const found = only && more.length === 0 ? only : above(page.path, begins)
    if (found) unite(found, page)
  }
}

function above(path: string, begins: ReadonlyMap<string, Page>): Page | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = begins.get(folder)
    if (found || dirname(folder) === folder) return found
  }
}

function assetsOf(group: readonly Page[], byPath: ReadonlyMap<string, FoundFile>): Set<string> {
  const assets = new Set(group.flatMap((page) => [...page.assets]))
  // A set may grow while it is walked: styles that styles name come in, too.
  for (const path of assets) {
    const file = byPath.get(path)
    if (!path.endsWith('.css') || file === undefined) continue
    for (const target of referencesOf(file, path, STYLE_REFERENCE))
      if (SHOWN.test(target) && byPath.has(target)) assets.add(target)
  }
  return assets
}

function commonFolder(paths: readonly string[]): string {
  let parts = dirname(paths[0] ?? '').split(sep)
  for (const path of paths) {
    const own = dirname(path).split(sep)
    const differs = parts.findIndex((part, at) => part !== own[at])
    if (differs >= 0) parts = parts.slice(0, differs)
  }
  return parts.join(sep)
}

function treeOf(
  group: readonly Page[],
  assets: readonly string[],
  root: string,
  byPath: ReadonlyMap<string, FoundFile>,
): ScanItem {
  const nameIn = (path: string): string => relative(root, path).split(sep).join('/')
  const entry = entryOf(group.map(({ path }) => nameIn(path))) ?? ''
  const first = group.find(({ path }) => nameIn(path) === entry)
  const shown = first?.file.shown ?? ''
  const paths = [...group.map(({ path }) => path), ...assets]
  const size = paths.reduce((sum, path) => sum + (byPath.get(path)?.size ?? 0), 0)
  if (size > LIMITS.fileMb * 2 ** 20 || paths.length > LIMITS.entries)
    return {
      kind: 'failure',
      shown,
      failure: { code: 'documentTooLarge', params: { limit: LIMITS.fileMb } },
    }
  return {
    kind: 'tree',
    name: shown.split('/').at(-2) ?? shown,
    shown,
    files: paths.map((path) => ({ name: nameIn(path), path })),
  }
}
