import type { Result } from '../../../../contract/result.ts'
import { scan } from '../import/scan.ts'
import { extractFile } from './extract-file.ts'
import { render } from '../reading/render.ts'
import { fingerprint, store } from './keep.ts'

/** How a job tells the pool that it is getting on, and sends parts of what it gives ahead of its answer. */
export interface Tell {
  progress(): void
  part(part: unknown): void
}

/** Everything that is done in a process of its own. Input and output are plain data: they cross processes. */
export const JOBS = {
  scan,
  fingerprint,
  extract: extractFile,
  store,
  render,
} as const satisfies Record<
  string,
  (input: never, tell: Tell) => Result<unknown> | Promise<Result<unknown>>
>

export type JobName = keyof typeof JOBS
export type JobInput<K extends JobName> = Parameters<(typeof JOBS)[K]>[0]
type Value<T> = T extends { readonly ok: true; readonly value: infer V } ? V : never
export type JobOutput<K extends JobName> = Value<Awaited<ReturnType<(typeof JOBS)[K]>>>
