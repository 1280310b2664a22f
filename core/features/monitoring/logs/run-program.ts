import { spawn } from 'node:child_process'

/** Output that is taken in one go; the rest comes with the next reading. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_WORDS = 2_000

export interface ProgramOutput {
  readonly output: Buffer
  /** It was stopped because it had more to say. */
  readonly cut: boolean
}

/**
 * What a program of the system says, without a shell. Throws what `spawn` throws (ENOENT, AbortError), and an Error
 * with its words when it fails.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal,
    })
    const chunks: Buffer[] = []
    let size = 0
    let words = ''
    child.stdout.on('data', (chunk: Buffer) => {
      if (size > MOST_BYTES) return
      chunks.push(chunk)
      size += chunk.length
      if (size > MOST_BYTES) child.kill()
    })
    child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk}`.slice(0, MOST_WORDS)))
    child.on('error', reject)
    child.on('close', (code, killed) => {
      const cut = size > MOST_BYTES
      if (code === 0 || cut) return resolve({ output: Buffer.concat(chunks), cut })
      reject(new Error(`${program}: ${killed ?? code ?? ''} ${words.trim()}`))
    })
  })
}
