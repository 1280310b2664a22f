import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { storageError } from '../../../db/errors.ts'
import { CoreError } from '../../../error.ts'
import type { Level } from '../../../../contract/roles.ts'
import { makeShelf, openShelf, type ShelfFile } from './shelf-file.ts'
import type { ShelfEntry } from './shelf.ts'
import type { WriterAnswer, WriterRequest } from './writer-messages.ts'

/** Documents of one transaction, and for how long it waits for more. */
const BATCH = 500
const BATCH_CHARACTERS = 16_000_000
const GATHER_MS = 150
/** Without work for so long, the index puts its pieces together, a step at a time. */
const IDLE_MS = 2000

if (parentPort === null) throw new Error('the writer of the library runs as a thread')
const port = parentPort

interface Open extends ShelfFile {
  readonly path: string
  readonly key: Uint8Array
  readonly workspace: string
}
type Put = Extract<WriterRequest, { act: 'put' }>

const shelves = new Map<Level, Open>()
const queue: WriterRequest[] = []
let gathered: Put[] = []
let working = false
let gathering: NodeJS.Timeout | undefined
let idle: NodeJS.Timeout | undefined

// Where threads have priorities of their own, whoever works at the window comes first.
if (process.platform === 'linux') setPriority(10)

port.on('message', (request: WriterRequest) => {
  queue.push(request)
  if (!working) void work()
})

async function work(): Promise<void> {
  working = true
  clearTimeout(gathering)
  clearTimeout(idle)
  for (let request = queue.shift(); request; request = queue.shift()) {
    if (request.act === 'put') {
      if (gathered[0] && gathered[0].level !== request.level) write()
      gathered.push(request)
      if (isFull(gathered)) write()
    } else {
      write()
      answer([request], () => perform(request))
    }
    await new Promise(setImmediate)
  }
  working = false
  if (gathered.length > 0) gathering = setTimeout(write, GATHER_MS)
  idle = setTimeout(tidy, IDLE_MS)
}

function isFull(puts: readonly Put[]): boolean {
  const entries = puts.flatMap((put) => put.entries)
  return entries.length >= BATCH || entries.reduce(lengths, 0) >= BATCH_CHARACTERS
}

const lengths = (sum: number, { parts }: ShelfEntry): number =>
  parts.reduce((all, { pieces }) => pieces.reduce((n, { text }) => n + text.length, all), sum)

function write(): void {
  const puts = gathered
  gathered = []
  const [first] = puts
  if (first)
    answer(puts, () => shelfOf(first.level).shelf.put(puts.flatMap(({ entries }) => entries)))
}

function answer(requests: readonly WriterRequest[], act: () => { made: boolean } | void): void {
  const send = (message: WriterAnswer) => port.postMessage(message)
  try {
    const told = act()
    for (const { id } of requests) send({ id, ok: true, ...(told ?? {}) })
  } catch (error) {
    const known = storageError(error)
    const damaged = known instanceof CoreError && known.code === 'workspaceDamaged'
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    for (const { id } of requests) send({ id, ok: false, error: text, damaged })
  }
}

function shelfOf(level: Level): Open {
  const shelf = shelves.get(level)
  if (shelf === undefined) throw new Error(`the shelf of level ${level} is not open`)
  return shelf
}

function perform(request: Exclude<WriterRequest, { act: 'put' }>): { made: boolean } | void {
  switch (request.act) {
    case 'open': {
      const { path, key, workspace, level } = request
      const file = shelves.get(level) ?? openShelf(path, key, workspace)
      shelves.set(level, { ...file, path, key, workspace })
      return { made: file.made }
    }
    case 'renew': {
      const { db, path, key, workspace } = shelfOf(request.level)
      db.close()
      shelves.set(request.level, { ...makeShelf(path, key, workspace), path, key, workspace })
      return undefined
    }
    case 'title':
      return shelfOf(request.level).shelf.retitle(request.titles)
    case 'remove':
      return shelfOf(request.level).shelf.remove(request.documents)
    case 'close':
      return close(request.level)
    case 'end':
      for (const level of shelves.keys()) close(level)
      return undefined
  }
}

function close(level: Level): void {
  shelves.get(level)?.db.close()
  shelves.delete(level)
}

/** One step of putting the pieces together; goes on as long as there is something to do and nothing else. */
function tidy(): void {
  try {
    const more = [...shelves.values()].map(({ shelf }) => shelf.tidy()).includes(true)
    if (more && queue.length === 0) idle = setTimeout(tidy, 20)
  } catch (error) {
    // A damaged or full store shows when something is read or written; putting in order can wait.
    if (!(storageError(error) instanceof CoreError)) throw error
  }
}
