import type { Result } from '../../../../contract/result.ts'
import type { ExtractedPart } from '../extracted.ts'
import type { ExtractInput, ExtractOutput } from './extract-file.ts'
import { WorkerPool, type RunOptions } from './pool.ts'

/** The processes for what strangers' files are read by; started when the first file comes. */
export const workers = new WorkerPool()

/**
 * Text, headings and pages of one document, taken out in a process of its own with limits of size, memory and
 * time. A failure says in its code what is wrong with the file and what to do.
 */
export async function extract(
  input: ExtractInput,
  options: RunOptions = {},
): Promise<Result<ExtractOutput>> {
  const parts: ExtractedPart[] = []
  const onPart = (some: unknown) => parts.push(...(some as ExtractedPart[]))
  const result = await workers.run('extract', input, { ...options, onPart })
  if (!result.ok) return result
  const { extracted } = result.value
  return { ok: true, value: { ...result.value, extracted: { ...extracted, parts } } }
}
