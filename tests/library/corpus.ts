import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from '../../core/features/library/extract/extract.ts'
import type { ExtractedPart } from '../../core/features/library/extracted.ts'
import { fetchCorpus, type CORPUS } from '../../tools/corpus.ts'

/** One file of the corpus with what was taken out of it. */
export interface Manual {
  readonly path: string
  readonly title: string
  readonly parts: readonly ExtractedPart[]
  /** Characters of its texts. */
  readonly size: number
}

const READ = /\.(?:html?|md|txt|pdf|[1-8]\w*)(?:\.gz)?$/iu

function* filesOf(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else if (entry.isFile() && READ.test(entry.name)) yield path
  }
}

/** Texts of the corpus through the product's own extraction, several files at a time. */
export async function manuals(
  part: keyof typeof CORPUS,
  options: { readonly most?: number; readonly kinds?: RegExp } = {},
): Promise<Manual[]> {
  const { folder, packages } = fetchCorpus(part)
  const { most = Infinity, kinds = READ } = options
  const files = packages
    .flatMap((name) => [...filesOf(join(folder, name))])
    .filter((path) => kinds.test(path) && statSync(path).size < 20_000_000)
  const chosen =
    files.length > most ? files.filter((_, at) => at % Math.ceil(files.length / most) === 0) : files
  const found: (Manual | undefined)[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < chosen.length; at = next++)
      found[at] = await manual(chosen[at] ?? '', folder)
  }
  await Promise.all([worker(), worker()])
  return found.filter((one) => one !== undefined)
}

async function manual(path: string, folder: string): Promise<Manual | undefined> {
  const name = path.split('/').at(-1) ?? ''
  const result = await extract({ source: { kind: 'path', path }, name })
  if (!result.ok) return undefined
  const { extracted } = result.value
  const size = extracted.parts.reduce(
    (sum, one) => one.pieces.reduce((all, { text }) => all + text.length, sum),
    0,
  )
  return {
    path: path.slice(folder.length + 1),
    title: extracted.title || name,
    parts: extracted.parts,
    size,
  }
}

/** True where packages of Debian can be fetched. */
export function hasDebian(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v apt-get && command -v dpkg'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
