import { z } from 'zod'
import { CoreError } from '../error.ts'
import { pathsOf, readJson, writeJson } from './files.ts'

/** What must be known of a workspace before it is unlocked; its presence marks a finished creation. */
const schema = z.object({
  format: z.int(),
  workspace: z.string(),
  name: z.string(),
  demo: z.boolean(),
  createdWith: z.string(),
})
export type Description = z.infer<typeof schema>

/** Raised when an older program must not open the folder any more. */
export const FORMAT = 1

/** Undefined when the folder holds no workspace. Throws workspaceNewer or workspaceDamaged. */
export function readDescription(folder: string): Description | undefined {
  const path = pathsOf(folder).description
  const value = readJson(path)
  if (value === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new CoreError('workspaceDamaged', { detail: path })
  if (parsed.data.format > FORMAT)
    throw new CoreError('workspaceNewer', { version: parsed.data.createdWith })
  return parsed.data
}

export function writeDescription(folder: string, description: Description): void {
  writeJson(pathsOf(folder).description, description)
}
