/** Our index over the same texts as `baseline.py index`: `own.ts JSONL FILE`; JSON on standard output. */
import { createReadStream, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ShelfEntry } from '../../../core/features/library/index/shelf.ts'
import { makeShelf } from '../../../core/features/library/index/shelf-file.ts'
import type { Manual } from '../../library/corpus.ts'

const BATCH = 500
const [source = '', path = ''] = process.argv.slice(2)
const { db, shelf } = makeShelf(path, new Uint8Array(32).fill(7), 'bench')
let seconds = 0
let count = 0
let waiting: ShelfEntry[] = []

function put(): void {
  const before = process.cpuUsage()
  shelf.put(waiting)
  const { user, system } = process.cpuUsage(before)
  seconds += (user + system) / 1e6
  waiting = []
}

for await (const line of createInterface({ input: createReadStream(source) })) {
  const { title, parts } = JSON.parse(line) as Pick<Manual, 'title' | 'parts'>
  waiting.push({ document: `d${count}`, version: `v${count}`, title, tags: [], parts })
  count++
  if (waiting.length === BATCH) put()
}
put()
while (shelf.tidy());
db.pragma('wal_checkpoint(TRUNCATE)')
db.exec('VACUUM')
const text = Number(
  db.prepare("SELECT sum(pgsize) FROM dbstat WHERE name = 'chunks'").pluck().get(),
)
db.close()
const { size } = statSync(path)
console.log(JSON.stringify({ seconds, all: size, withoutText: size - text }))
