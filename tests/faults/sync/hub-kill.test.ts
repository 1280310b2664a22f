import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { blobDifference, pushed } from '../../../contract/hub-protocol.ts'
import { CoreError } from '../../../core/error.ts'
import { createCore } from '../../../core/host.ts'
import { lacking, type VersionVector } from '../../../core/sync/exchange.ts'
import { HubLink } from '../../../core/sync/hub/link.ts'
import { serverOf } from '../../../core/sync/hub/server-record.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import type { OpenWorkspace } from '../../../core/workspace/open-workspace.ts'
import { hubSettings } from '../../../hub/settings.ts'
import { TestHub } from '../../../hub/testing.ts'
import { countOf, ran } from '../../support/fault-counts.ts'
import { faultsOf, newFolder, openRaw, removeFolder, type Acknowledged } from '../place.ts'
import { programOf } from '../programs.ts'
import { writeEntry } from '../writing.ts'
import { z } from 'zod'

const ROUNDS = countOf('kills of the server')
const folder = newFolder('hub-kill')
const hubFolder = join(folder, 'hub')
const taken = z.object({ have: z.int() })

let workspace: OpenWorkspace
let person: string
let port: number
let next: Server | undefined

beforeAll(async () => {
  const hub = await TestHub.start(hubFolder)
  port = hub.port
  const core = createCore({ workspacePath: join(folder, 'device') })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'sync.connect', { address: hub.address, code: hub.code })
  const { manager } = core
  if (!manager.workspace || !manager.session) throw new Error('not signed in')
  const key = Uint8Array.from(manager.workspace.databaseKey)
  person = manager.session.person
  await core.close()
  await hub.close()
  workspace = openRaw(join(folder, 'device'), key)
})
afterAll(() => {
  next?.kill()
  workspace.close()
  removeFolder(folder)
})

/** A server that waits, its modules loaded, until it is told to go. */
class Server {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #ended: Promise<unknown>
  #said = ''
  #errors = ''

  constructor() {
    const { path, env } = programOf('waiting-hub')
    this.#child = spawn(process.execPath, [path, hubFolder, String(port)], { env })
    this.#ended = once(this.#child, 'close')
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text))
  }

  async #hears(word: string): Promise<void> {
    while (!this.#said.includes(word)) {
      if (this.#child.exitCode !== null) throw new Error(`it ended by itself: ${this.#errors}`)
      await sleep(2)
    }
  }

  async serves(): Promise<void> {
    await this.#hears('ready')
    this.#child.stdin.write('go\n')
    await this.#hears('serving')
  }

  async killed(): Promise<void> {
    this.kill()
    await this.#ended
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

/** Sends what is written as fast as it is taken, until the line breaks. */
async function send(link: HubLink, entries: Acknowledged[], first: () => void): Promise<void> {
  let count = entries.length
  let holds: VersionVector = {}
  try {
    holds = (await link.open(workspace, serverOf(workspace)?.publicKey ?? '')).holds
    for (;;) {
      const written = [1, 2, 3].map(() => writeEntry(workspace, person, ++count))
      for (const bytes of lacking(workspace, holds))
        holds = (await link.ask('POST', '/v1/push', { bytes }, pushed)).holds
      for (const { blob, ...entry } of written) {
        if (blob !== undefined) {
          const { bytes } = workspace.blobs.carry(blob)
          const path = `/v1/blobs/${blob}/1?offset=0&total=${bytes.length}`
          await link.ask('PUT', path, { bytes }, taken)
        }
        entries.push(blob === undefined ? entry : { ...entry, blob })
      }
      first()
    }
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'hubUnreachable') throw error
  }
}

it(`a server that is killed ${ROUNDS} times keeps what it acknowledged`, async () => {
  const entries: Acknowledged[] = []
  const server = serverOf(workspace)
  if (!server) throw new Error('no server')
  let busy = 0
  next = new Server()
  for (let round = 0; round < ROUNDS; round++) {
    const victim = next
    await victim.serves()
    next = new Server()
    const url = new URL(`https://127.0.0.1:${port}`)
    const link = new HubLink({ url, certificate: server.certificate })
    const { holds } = await link.open(workspace, server.publicKey)
    const last = entries.findLast(({ commit }) => commit.startsWith(workspace.log.stream))
    expect(holds[workspace.log.stream] ?? 0, `round ${round}`).toBeGreaterThanOrEqual(
      Number(last?.commit.split('/')[1] ?? 0),
    )
    const names = entries.flatMap(({ blob }) => (blob === undefined ? [] : [[blob, 1]]))
    const compare = { json: { names, all: false } }
    const { lacks } = await link.ask('POST', '/v1/blobs/compare', compare, blobDifference)
    expect(lacks, `round ${round}`).toEqual([])
    const before = entries.length
    const first = Promise.withResolvers<void>()
    const sending = send(link, entries, first.resolve)
    // Half of the blows fall among acknowledged writes, however slow the machine.
    if (round % 2 === 0) await Promise.race([first.promise, sending])
    await sleep(Math.random() * 60)
    await victim.killed()
    await sending
    link.close()
    if (entries.length > before) busy += 1
  }
  next.kill()
  const key = hubSettings(hubFolder).databaseKey
  const faults = await faultsOf(join(hubFolder, 'workspace'), key, entries)
  // Attachments follow the commits that name them: what was not acknowledged may be missing.
  expect(faults.filter((fault) => !fault.startsWith('blobMissing'))).toEqual([])
  ran('kills of the server', `${entries.length} entries acknowledged, none lost`)
  expect(busy).toBeGreaterThan(ROUNDS / 3)
})
