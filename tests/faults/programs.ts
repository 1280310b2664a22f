import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Programs that are started and killed many times: bundled, they are there in half the time. */
const PROGRAMS = {
  writer: here('writer.ts'),
  receiver: here('receiver.ts'),
  'failing-writer': here('failing-writer.ts'),
  device: here('sync/device.ts'),
  hub: here('../../hub/main.ts'),
  'waiting-hub': here('sync/waiting-hub.ts'),
} as const
export type Program = keyof typeof PROGRAMS

const PLACE = 'FAULT_PROGRAMS'

const folder = (): string => process.env[PLACE] ?? here('.')
const warm = new Set<Program>()

/** Its path, and an environment in which it starts as fast as it can. */
export function programOf(name: Program): {
  readonly path: string
  readonly env: NodeJS.ProcessEnv
} {
  const path = join(folder(), `${name}.js`)
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder(), 'compiled') }
  // What is compiled is kept by a process that ends by itself, and by no other.
  if (!warm.has(name)) {
    const done = spawnSync(process.execPath, [path, ...(name === 'hub' ? ['--help'] : [])], { env })
    if (done.status !== 0) throw new Error(done.stderr.toString())
    warm.add(name)
  }
  return { path, env }
}

/** Before all tests of faults; answers what is done after them. */
export default async function bundle(): Promise<() => void> {
  // Beneath the packages, so that what is not bundled is found.
  const cache = here('../../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const made = mkdtempSync(join(cache, 'fault-programs-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2'] },
    build: {
      ssr: true,
      outDir: made,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { input: PROGRAMS, output: { entryFileNames: '[name].js' } },
    },
  })
  process.env[PLACE] = made
  return () => rmSync(made, { recursive: true, force: true })
}
