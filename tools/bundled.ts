import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A package whose code or fonts the build put into files of its own. */
export interface Bundled {
  readonly name: string
  readonly version: string
  readonly license: string
  /** Where its source is. */
  readonly source: string
}

const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/u
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice|ofl)(?:[.-].*)?$/iu
const RULE = '='.repeat(78)

/** Folders of packages, over all parts of one build. */
const folders = new Set<string>()

interface Chunk {
  readonly modules?: Readonly<Record<string, unknown>>
}

/** Notes what is bundled, and writes `list` (for `npm run licenses`) and `notice` (which ships) beside it. */
export const noteBundled = (list: string, notice: string) => ({
  name: 'note-bundled',
  generateBundle(_options: unknown, bundle: Readonly<Record<string, Chunk>>): void {
    for (const { modules } of Object.values(bundle))
      for (const id of Object.keys(modules ?? {})) {
        const [folder] = PACKAGE.exec(id.replace(/^\0/u, '')) ?? []
        if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder)
      }
  },
  writeBundle(): void {
    const found = [...folders].map((folder) => ({ folder, ...described(folder) }))
    // One version may lie in several places.
    const known = new Map(found.map((one) => [`${one.name}@${one.version}`, one]))
    const packages = [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
    mkdirSync(dirname(list), { recursive: true })
    const plain = packages.map(({ folder: _folder, ...known }) => known)
    writeFileSync(list, `${JSON.stringify(plain, undefined, 2)}\n`)
    writeFileSync(
      notice,
      packages
        .map(
          ({ folder, name, version, license, source }) =>
            `${RULE}\n${name} ${version}\n${license}\n${source}\n\n${textsOf(folder)}`,
        )
        .join('\n'),
    )
  },
})

function described(folder: string): Bundled {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string; repository?: string | { url: string } }
  const address = typeof repository === 'string' ? repository : (repository?.url ?? '')
  const source = address
    .replace(/^git\+/u, '')
    .replace(/^(?:git|ssh):\/\/(?:git@)?/u, 'https://')
    .replace(/^(?:github:)?(?=[\w.-]+\/[\w.-]+$)/u, 'https://github.com/')
  return { name, version, license: license ?? '', source }
}

const textsOf = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
    .concat('\n')
