import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { codeOf } from './net-failure.ts'
import { runProgram } from './program.ts'

export interface ProcessRow {
  readonly pid: number
  /** Names under which it is known: its own and that of its program. */
  readonly names: readonly string[]
  /** Processor time so far, seconds; undefined where the system does not say. */
  readonly cpu?: number
  /** Bytes in memory. */
  readonly memory: number
  command(): string
}

/** All process monitors of one moment look at one table. */
const SHARED_MS = 900
/** Ticks of /proc in a second, and its page; the same on all common builds of Linux. */
const TICKS = 100
const PAGE = 4_096

let shared: { readonly at: number; readonly rows: Promise<readonly ProcessRow[]> } | undefined

/** The processes of this computer. Throws where the system does not tell. */
export function processTable(signal: AbortSignal): Promise<readonly ProcessRow[]> {
  const now = performance.now()
  if (shared === undefined || now - shared.at > SHARED_MS) {
    const rows = process.platform === 'linux' ? Promise.resolve().then(ofProc) : ofSystem(signal)
    shared = { at: now, rows }
  }
  return shared.rows
}

function ofProc(): ProcessRow[] {
  return readdirSync('/proc').flatMap((entry): ProcessRow[] => {
    if (!/^\d+$/u.test(entry)) return []
    const text = read(`/proc/${entry}/stat`)
    if (text === undefined) return []
    // The name stands in brackets and may hold any character, brackets included.
    const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
    const short = text.slice(open + 1, close)
    const fields = text.slice(close + 2).split(' ')
    // A process that ended and waits for its parent runs no more.
    if (fields[0] === 'Z' || fields[0] === 'X') return []
    const command = () => (read(`/proc/${entry}/cmdline`) ?? '').replaceAll('\0', ' ').trim()
    return [
      {
        pid: Number(entry),
        names: [short, programOf(entry, `${fields[19]} ${short}`)],
        cpu: (Number(fields[11]) + Number(fields[12])) / TICKS,
        memory: Number(fields[21]) * PAGE,
        command,
      },
    ]
  })
}

/** Programs by process, its start and its name, which changes with the program, so that each command line is read once. */
let programs = new Map<string, string>()
const MOST_PROGRAMS = 5_000

/** Name of the program: processes give themselves others, and the kernel cuts them to 15 letters. */
function programOf(pid: string, start: string): string {
  const key = `${pid} ${start}`
  const known = programs.get(key)
  if (known !== undefined) return known
  if (programs.size >= MOST_PROGRAMS) programs = new Map()
  const program = basename((read(`/proc/${pid}/cmdline`) ?? '').split('\0', 1)[0] ?? '')
  programs.set(key, program)
  return program
}

/** Undefined when the process has gone meanwhile, or is not ours to look at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(codeOf(error))) return undefined
    throw error
  }
}

async function ofSystem(signal: AbortSignal): Promise<readonly ProcessRow[]> {
  if (process.platform === 'win32')
    return taskList((await runProgram('tasklist', ['/FO', 'CSV', '/NH'], signal)).out)
  const { out } = await runProgram('ps', ['-axo', 'pid=,rss=,time=,comm='], signal)
  return processList(out)
}

/** What `tasklist /FO CSV /NH` says: "name","pid","session","number","12,345 K". */
export function taskList(out: string): ProcessRow[] {
  return out.split(/\r?\n/u).flatMap((line) => {
    const cells = [...line.matchAll(/"([^"]*)"/gu)].map(([, cell = '']) => cell)
    const [name, pid, , , memory] = cells
    if (name === undefined || pid === undefined || memory === undefined) return []
    return [
      {
        pid: Number(pid),
        names: [name],
        memory: Number(memory.replaceAll(/\D/gu, '')) * 1_024,
        command: () => name,
      },
    ]
  })
}

/** What `ps -axo pid=,rss=,time=,comm=` says. */
export function processList(out: string): ProcessRow[] {
  return out.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+([\d:.-]+)\s+(.+)$/u.exec(line)
    if (!match) return []
    const [, pid, memory, time = '', command = ''] = match
    const cpu = time.split(/[:-]/u).reduce((sum, part) => sum * 60 + Number(part), 0)
    return [
      {
        pid: Number(pid),
        names: [basename(command)],
        cpu,
        memory: Number(memory) * 1_024,
        command: () => command,
      },
    ]
  })
}
