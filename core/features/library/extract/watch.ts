import { Worker } from 'node:worker_threads'

/**
 * Ends this process when all its memory is more than the limit, or when nobody waits for it any more: from
 * a thread of its own, since a hostile file may keep the other one busy for ever.
 */
export function watchOver(limitMb: number): void {
  const limit = limitMb * 2 ** 20
  const code = `
    const parent = process.ppid
    setInterval(() => {
      if (process.memoryUsage.rss() > ${limit} || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
    }, 100)`
  new Worker(code, { eval: true, execArgv: [] }).unref()
}
