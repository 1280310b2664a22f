import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countOf, ran } from '../support/fault-counts.ts'
import { buildLibrary, ForgetfulDisk } from './disk.ts'
import {
  faultsOf,
  lostIn,
  makeWorkspace,
  newFolder,
  openRaw,
  removeFolder,
  type Acknowledged,
} from './place.ts'
import { sinceOf, Victim, type Since } from './victim.ts'

const ROUNDS = countOf('power cuts')
/** Rounds of one workspace: each is verified as a whole after every one of them. */
const ROUNDS_OF_ONE = 100

const folder = newFolder('power')
const built = buildLibrary(folder)
if (typeof built === 'string') console.log(`power loss: skipped, ${built}`)
const library = typeof built === 'string' ? '' : built.library

afterAll(() => removeFolder(folder))

/** A workspace on a forgetful disk of its own. */
class Station {
  readonly #disk: ForgetfulDisk
  readonly workspace: string
  #made: { key: Uint8Array; person: string } = { key: new Uint8Array(), person: '' }
  #next: Victim | undefined

  constructor(name: string) {
    mkdirSync(join(folder, name))
    this.workspace = join(folder, name, 'workspace')
    this.#disk = new ForgetfulDisk(this.workspace, join(folder, name, 'disk'))
  }

  get key(): Uint8Array {
    return this.#made.key
  }

  async make(): Promise<void> {
    this.#made = await makeWorkspace(this.workspace)
  }

  /** Starts the next writer, which waits. */
  prepare(synchronous: 'FULL' | 'OFF' = 'FULL'): void {
    this.#next = new Victim({
      folder: this.workspace,
      ...this.#made,
      synchronous,
      env: this.#disk.environment(library),
    })
  }

  /** Lets the writer work until the power goes; then the folder is what its disk holds. */
  async lose(milliseconds: number, since: Since, torn: boolean): Promise<readonly Acknowledged[]> {
    this.#disk.settle()
    const told = (await this.#next?.killedAfter(milliseconds, since)) ?? []
    const after = `${this.workspace}-after`
    this.#disk.cut(after, torn)
    rmSync(this.workspace, { recursive: true })
    renameSync(after, this.workspace)
    return told
  }

  close(): void {
    this.#next?.kill()
  }
}

describe.skipIf(library === '')('power loss', () => {
  let station = new Station('durable')
  const careless = new Station('careless')
  beforeAll(async () => {
    await station.make()
    await careless.make()
  })
  afterAll(() => {
    station.close()
    careless.close()
  })

  it('shows what a careless writer loses', async () => {
    careless.prepare('OFF')
    const told = await careless.lose(150, 'written', false)
    const workspace = openRaw(careless.workspace, careless.key)
    const lost = lostIn(workspace, told)
    workspace.close()
    expect(told.length).toBeGreaterThan(0)
    expect(lost.length).toBeGreaterThan(0)
  })

  it(`loses nothing that was acknowledged in ${ROUNDS} power cuts`, async () => {
    let acknowledged: Acknowledged[] = []
    let entries = 0
    let writing = 0
    station.prepare()
    for (let round = 1; round <= ROUNDS; round++) {
      // Both kinds of cut fall into each kind of moment.
      const torn = Math.ceil(round / 4) % 2 === 0
      const told = await station.lose(Math.random() * 80, sinceOf(round), torn)
      if (told.length > 0) writing++
      entries += told.length
      acknowledged.push(...told)
      const isLast = round % ROUNDS_OF_ONE === 0
      if (!isLast) station.prepare()
      const faults = await faultsOf(station.workspace, station.key, acknowledged)
      expect(faults, `round ${round}`).toEqual([])
      if (!isLast || round === ROUNDS) continue
      rmSync(station.workspace, { recursive: true })
      acknowledged = []
      station = new Station(`durable-${round}`)
      await station.make()
      station.prepare()
    }
    ran('power cuts', `${entries} entries acknowledged, none lost`)
    expect(writing).toBeGreaterThanOrEqual(ROUNDS / 2)
  })
})
