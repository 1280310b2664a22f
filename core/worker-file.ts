import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * A file that runs as a process or thread of its own: `source` beside the module that starts it; when built, `built`
 * beside the core process, outside of the packed archive, with everything that it reads.
 */
export function workerFile(module: string, source: string, built: string): string {
  const here = fileURLToPath(module)
  if (here.endsWith('.ts')) return join(dirname(here), source)
  const folder = dirname(here).replace(/\bapp\.asar(?=[\\/])/u, 'app.asar.unpacked')
  const beside = join(folder, built)
  return existsSync(beside) ? beside : join(folder, '..', built)
}
