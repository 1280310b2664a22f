/**
 * A device that gets killed: keeps its workspace like the server's, writes when it is told to and tells each entry once
 * its commit was acknowledged. Arguments: folder, key in hex, person, address of the server. It reads lines:
 * `write <ms between entries>`, `rest`, `state`.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { HubService } from '../../../core/sync/hub/service.ts'
import { OVERRIDE } from '../../../core/sync/hub/server-record.ts'
import { setLocalState } from '../../../core/workspace/local-state.ts'
import { takeLock } from '../../../core/workspace/lock.ts'
import { openRaw } from '../place.ts'
import { writeEntry } from '../writing.ts'

const [folder = '', key = '', person = '', address = ''] = process.argv.slice(2)

/** Written at once: what stands in the pipe survives the process. */
const tell = (what: unknown): void => {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

function run(): void {
  takeLock(folder)
  const workspace = openRaw(folder, Buffer.from(key, 'hex'))
  setLocalState(workspace.db, OVERRIDE, address)
  const service = new HubService({
    now: Date.now,
    changed: () => undefined,
    received: () => undefined,
    report: (job, error) => process.stderr.write(`${job}: ${String(error)}\n`),
  })
  service.start(workspace)
  tell({ opened: workspace.log.stream })
  let writing: NodeJS.Timeout | undefined
  let count = 0
  createInterface(process.stdin).on('line', (line) => {
    const [order, ms] = line.split(' ')
    clearInterval(writing)
    if (order === 'write')
      writing = setInterval(() => tell(writeEntry(workspace, person, ++count)), Number(ms))
    else {
      const { phase, toSend, failure, refused } = service.status() ?? {}
      const holds = Object.fromEntries(Object.entries(workspace.log.versionVector()).toSorted())
      const attachments = [...workspace.blobs.list()].map(({ sha256 }) => sha256).toSorted()
      tell({ state: { holds, attachments, phase, toSend, failure, refused } })
    }
  })
}

if (folder !== '') run()
