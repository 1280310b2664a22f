import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that a task needs, with the Debian package that has it. */
export interface Need {
  readonly programs: readonly string[]
  readonly debian: string
}

export const NEEDS = {
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  virtualDisplay: { programs: ['Xvfb'], debian: 'xvfb' },
  pdf: { programs: ['pdftotext'], debian: 'poppler-utils' },
  age: { programs: ['age'], debian: 'age' },
  office: { programs: ['soffice'], debian: 'libreoffice-writer-nogui' },
  compiler: { programs: ['gcc', 'cc'], debian: 'gcc libc6-dev' },
  nodeExporter: {
    programs: ['prometheus-node-exporter', 'node_exporter'],
    debian: 'prometheus-node-exporter',
  },
  ping: { programs: ['ping'], debian: 'iputils-ping' },
  faketime: { programs: ['faketime'], debian: 'faketime' },
  postgres: { programs: ['pg_ctlcluster'], debian: 'postgresql-15' },
  openssl: { programs: ['openssl'], debian: 'openssl' },
} as const satisfies Record<string, Need>

/** Full path of the first of the programs that is installed. */
export function findProgram(programs: readonly string[]): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const program of programs) {
      const path = join(folder, program)
      if (isExecutable(path)) return path
    }
  }
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/**
 * Installs what is missing where that is possible (Debian, as root) after saying so in one line;
 * elsewhere answers the exact command as an Error.
 */
export function provide(needs: readonly Need[]): void {
  const missing = needs.filter((need) => findProgram(need.programs) === undefined)
  if (missing.length === 0) return
  const packages = missing.flatMap((need) => need.debian.split(' '))
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const root = process.getuid?.() === 0
  if (!existsSync('/etc/debian_version') || !root) {
    throw new Error(`Missing: ${packages.join(', ')}. Install with: sudo ${install}`)
  }
  process.stderr.write(`Installing ${packages.join(', ')} with apt\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const command of ['apt-get update -qq', `${install} -qq`]) {
    const run = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`"${command}" failed:\n${run.stdout}${run.stderr}`)
  }
}
