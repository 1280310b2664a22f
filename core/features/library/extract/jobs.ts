import type { Result } from '../../../../contract/result.ts'
import { extractFile } from './extract-file.ts'

/** Tells the pool that a job is getting on. */
export type Progress = () => void

/** Everything that is done in a worker. Input and output are plain data: they cross threads. */
export const JOBS = {
  extract: extractFile,
} as const satisfies Record<
  string,
  (input: never, progress: Progress) => Result<unknown> | Promise<Result<unknown>>
>

export type JobName = keyof typeof JOBS
export type JobInput<K extends JobName> = Parameters<(typeof JOBS)[K]>[0]
type Value<T> = T extends { readonly ok: true; readonly value: infer V } ? V : never
export type JobOutput<K extends JobName> = Value<Awaited<ReturnType<(typeof JOBS)[K]>>>
