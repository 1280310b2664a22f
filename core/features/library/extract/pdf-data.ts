import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of what pdf.js reads beside its code: in the package when run from source, beside the built worker else. */
export function pdfData(): string {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts'))
    return dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
  const built = join(dirname(here), '../pdf-data')
  return existsSync(built) ? built : join(dirname(here), '../../pdf-data')
}
