import { execFile } from 'node:child_process'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

const MOST_OUTPUT = 4_000_000

/** Runs a program of the system without a shell; what it says comes in English. Throws when it is not there. */
export const runProgram = (
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Said> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', LANG: 'C' }
    execFile(
      program,
      [...args],
      { signal, env, windowsHide: true, maxBuffer: MOST_OUTPUT, encoding: 'utf8' },
      (error, out, err) => {
        if (error && typeof error.code !== 'number') reject(error)
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
      },
    )
  })
