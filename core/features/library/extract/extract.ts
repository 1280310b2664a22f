import type { Result } from '../../../../contract/result.ts'
import type { ExtractInput, ExtractOutput } from './extract-file.ts'
import { WorkerPool, type RunOptions } from './pool.ts'

/** The threads of this process for what strangers' files are read by; started when the first file comes. */
export const workers = new WorkerPool()

/**
 * Text, headings and pages of one file, taken out in a worker with limits of size, memory and time.
 * A failure says in its code what is wrong with the file and what to do.
 */
export const extract = (
  input: ExtractInput,
  options: RunOptions = {},
): Promise<Result<ExtractOutput>> => workers.run('extract', input, options)
