/**
 * `node tools/corpus.ts [small|all]`: real manuals for tests and benchmarks of the library, taken out of
 * Debian's packages into a folder outside the repository. Nothing is installed.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const CHINESE = [
  'debian-reference-zh-cn',
  'debian-reference-zh-tw',
  'manpages-zh',
  'maint-guide-zh-cn',
  'debian-faq-zh-cn',
  'libreoffice-help-zh-cn',
  'debian-edu-doc-zh-cn',
  'debian-edu-doc-legacy-zh-cn',
]
const MIXED = ['debian-handbook', 'installation-guide-amd64', 'debmake-doc', 'linux-doc-6.1']
const ENGLISH = [
  'debian-reference-en',
  'manpages',
  'manpages-dev',
  'maint-guide',
  'python3.11-doc',
  'developers-reference',
  'debian-policy',
  'debian-faq',
  'git-doc',
  'haproxy-doc',
  'bind9-doc',
  'openvswitch-doc',
  'rsyslog-doc',
  'nova-doc',
  'neutron-doc',
  'sqlite3-doc',
  'nodejs-doc',
  'libssl-doc',
  'docker-doc',
  'live-manual-html',
]

export const CORPUS = {
  /** What continuous integration uses. */
  small: ['maint-guide-zh-cn', 'manpages-zh', 'debian-policy'],
  all: [...CHINESE, ...MIXED, ...ENGLISH],
} as const

const cache = (): string =>
  process.env['WATCHKEEPER_CORPUS'] ?? join(homedir(), '.cache', 'watchkeeper', 'corpus')

/**
 * Folder of the unpacked packages, one below the other; those that are not there yet are fetched. What apt
 * does not know is told and left out.
 */
export function fetchCorpus(part: keyof typeof CORPUS): { folder: string; packages: string[] } {
  const folder = cache()
  mkdirSync(folder, { recursive: true })
  const packages = CORPUS[part].filter((name) => {
    const place = join(folder, name)
    if (existsSync(place)) return true
    const loading = `${place}.loading`
    rmSync(loading, { recursive: true, force: true })
    mkdirSync(loading)
    try {
      execFileSync('apt-get', ['download', '-qq', name], { cwd: loading, stdio: 'ignore' })
      for (const file of readdirSync(loading)) {
        execFileSync('dpkg', ['-x', join(loading, file), loading])
        rmSync(join(loading, file))
      }
      renameSync(loading, place)
      return true
    } catch (error) {
      rmSync(loading, { recursive: true, force: true })
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
      return false
    }
  })
  return { folder, packages }
}

if (import.meta.main) {
  const part = process.argv[2] === 'small' ? 'small' : 'all'
  const { folder, packages } = fetchCorpus(part)
  console.log(`${packages.length} packages in ${folder}`)
}
