import { spawn, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** A process that does nothing but count, under a name that it can be found by. */
export function startBurner(name: string): { readonly child: ChildProcess; stop(): Promise<void> } {
  const child = spawn(process.execPath, ['-e', 'for (;;) Math.sqrt(2)', '--', name], {
    stdio: 'ignore',
  })
  return {
    child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

/** Keeps half of the processors busy, however many there are. */
export function burnHalf(name: string): { stop(): Promise<void> } {
  const burners = Array.from({ length: Math.ceil(availableParallelism() / 2) }, () =>
    startBurner(name),
  )
  return { stop: async () => void (await Promise.all(burners.map((burner) => burner.stop()))) }
}
