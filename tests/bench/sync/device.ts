import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { hubState } from '../../../contract/hub-protocol.ts'
import { FEATURES } from '../../../core/features.ts'
import { encode } from '../../../core/keys/box.ts'
import { rawPublicKey } from '../../../core/log/identity.ts'
import { Conversation } from '../../../core/sync/hub/conversation.ts'
import { HubLink } from '../../../core/sync/hub/link.ts'
import { PartialBlobs } from '../../../core/sync/hub/partial-blobs.ts'
import { serverOf, type Server } from '../../../core/sync/hub/server-record.ts'
import { HubService } from '../../../core/sync/hub/service.ts'
import { typeRegistry } from '../../../core/type-registry.ts'
import { FORMAT } from '../../../core/workspace/description.ts'
import { makeFolder } from '../../../core/workspace/files.ts'
import {
  joinWorkspace,
  PROGRAM_VERSION,
  type OpenWorkspace,
} from '../../../core/workspace/open-workspace.ts'
import { openRaw } from '../../faults/place.ts'
import type { DevicePlace } from '../../faults/sync/process.ts'

const types = typeRegistry(FEATURES)
/** About 460 bytes as a commit's body. */
const TEXT = '22:40 巡检 2 号机房：空调回风温度 23.6 ℃，UPS 负载 41 %，漏水绳无告警，柜门均已上锁。'

/** One device of the measurement, in this process. */
export class BenchDevice {
  readonly workspace: OpenWorkspace
  readonly person: string
  readonly #server: Server
  #link: HubLink | undefined
  #conversation: Conversation | undefined

  constructor(workspace: OpenWorkspace, person: string, server: Server | undefined) {
    if (!server) throw new Error('no server')
    this.workspace = workspace
    this.person = person
    this.#server = server
  }

  static open({ folder, key, person }: DevicePlace): BenchDevice {
    const workspace = openRaw(folder, key)
    return new BenchDevice(workspace, person, serverOf(workspace))
  }

  /** Another device of the workspace, enrolled by this one, without a record yet. */
  enrol(folder: string, no: number): BenchDevice {
    const key = generateKeyPairSync('ed25519').privateKey
    const record = uuidv7()
    const code = `E${no}`
    const { workspace, person } = this
    const fields = { name: `device ${no}`, code, publicKey: encode(rawPublicKey(key)) }
    workspace.log.append({
      actor: person,
      act: 'device.enrol',
      ops: [{ create: 'device', id: record, fields }],
    })
    makeFolder(folder)
    const opened = joinWorkspace(
      { folder, databaseKey: new Uint8Array(32).fill(no), types, now: Date.now },
      {
        format: FORMAT,
        workspace: workspace.id,
        name: workspace.name,
        demo: false,
        createdWith: PROGRAM_VERSION,
      },
      { key, record, code },
    )
    return new BenchDevice(opened, person, this.#server)
  }

  /** Writes so many records, each or so many of them in a commit of its own; not durable, so that laying out is quick. */
  write(count: number, inOne = 1): void {
    const { log, db } = this.workspace
    db.pragma('synchronous = OFF')
    for (let done = 0; done < count; done += inOne)
      log.append({
        actor: this.person,
        act: 'log.write',
        ops: Array.from({ length: Math.min(inOne, count - done) }, (_, at) => ({
          create: 'log-entry',
          id: uuidv7(),
          fields: {
            at: Date.now(),
            enteredAt: Date.now(),
            category: 'round',
            text: `${TEXT}${done + at} ${randomBytes(60).toString('base64')}`,
          },
        })),
      })
    db.pragma('synchronous = FULL')
  }

  async connect(port: number): Promise<void> {
    const { workspace } = this
    const url = new URL(`https://127.0.0.1:${port}`)
    const link = new HubLink({ url, certificate: this.#server.certificate })
    const state = await link.open(workspace, this.#server.publicKey)
    const partial = new PartialBlobs(join(workspace.path, 'partial'), new Uint8Array(32))
    const told = {
      phase: () => undefined,
      moved: () => undefined,
      refused: (refused: unknown) => {
        throw new Error(`refused: ${JSON.stringify(refused)}`)
      },
    }
    this.#link = link
    this.#conversation = new Conversation({ workspace, link, partial, told }, state)
  }

  /** Commits both ways, as if the server had just told of news. */
  async exchange(): Promise<void> {
    if (!this.#link || !this.#conversation) throw new Error('not connected')
    this.#conversation.heard(await this.#link.ask('GET', '/v1/state', {}, hubState))
    await this.#conversation.commits()
  }

  disconnect(): void {
    this.#link?.close()
    this.#link = undefined
  }

  /** Keeps itself like the server from now on. */
  serve(): HubService {
    const service = new HubService({
      now: Date.now,
      changed: () => undefined,
      received: () => undefined,
      report: (job, error) => console.error(job, error),
    })
    service.start(this.workspace)
    return service
  }

  close(): void {
    this.disconnect()
    this.workspace.close()
  }
}
