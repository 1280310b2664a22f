import { execFileSync } from 'node:child_process'

/** Processes that a process started, and what those started, with their command lines. */
function descendants(pid: number): { readonly pid: number; readonly line: string }[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, own, parent, line] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(row) ?? []
      return line === undefined ? [] : [{ pid: Number(own), parent: Number(parent), line }]
    })
  const below = (parent: number): typeof all =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  return below(pid)
}

const CORE = /core-process\.js|node\.mojom\.NodeService/u

/** The core processes of an application, by its main process. */
export const coreOf = (main: number): readonly number[] =>
  descendants(main).flatMap(({ pid, line }) => (CORE.test(line) ? [pid] : []))

/** Ends the core process as a crash does. */
export function killCore(main: number): void {
  for (const pid of coreOf(main)) process.kill(pid, 'SIGKILL')
}
