import { subscribe } from '../call.ts'

const GATHER_MS = 250

/** Calls once after changes of the types that matter; answers how to stop. */
export function gathered(matters: (type: string) => boolean, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (!matters(type)) return
    timer ??= setTimeout(() => {
      timer = undefined
      run()
    }, GATHER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
