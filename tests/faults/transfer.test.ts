import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { CoreError } from '../../core/error.ts'
import { contentCipher } from '../../core/keys/content-cipher.ts'
import { PartialBlobs } from '../../core/sync/hub/partial-blobs.ts'
import { blobStore } from '../../core/workspace/blobs.ts'
import { countOf, ran } from '../support/fault-counts.ts'
import { attachment } from './attachment.ts'
import { newFolder, removeFolder } from './place.ts'
import { programOf } from './programs.ts'

const KILLS = countOf('kills of a transfer')
const ROTTEN = countOf('rotten attachments')

const folder = newFolder('transfer')
const key = randomBytes(32)
const blobs = blobStore(join(folder, 'blobs'), key)
const cipher = contentCipher(new Map())
let next: Receiver | undefined

afterAll(() => {
  next?.kill()
  removeFolder(folder)
})

interface Told {
  readonly number: number
  /** Bytes of it that are durable. */
  readonly have?: number
  readonly taken?: boolean
}

/** Takes attachments in until it is killed. */
class Receiver {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #ended: Promise<unknown>
  #said = ''

  constructor(first: number) {
    const { path, env } = programOf('receiver')
    this.#child = spawn(process.execPath, [path, folder, key.toString('hex'), String(first)], {
      env,
    })
    this.#ended = once(this.#child, 'close')
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
  }

  async killedAfter(milliseconds: number): Promise<readonly Told[]> {
    while (!this.#said.includes('ready')) await sleep(2)
    this.#child.stdin.write('go\n')
    while (!this.#said.includes('have')) await sleep(1)
    await sleep(milliseconds)
    this.kill()
    await this.#ended
    if (this.#child.signalCode !== 'SIGKILL') throw new Error('the receiver ended by itself')
    return this.#said
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line) as Told)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

it(`attachments that were killed ${KILLS} times on their way go on where they were`, async () => {
  let at: Told = { number: 0, have: 0 }
  let resumed = 0
  next = new Receiver(0)
  for (let round = 0; round < KILLS; round++) {
    const receiver: Receiver = next
    const told: readonly Told[] = await receiver.killedAfter(Math.random() * 12)
    next = new Receiver(told.at(-1)?.number ?? at.number)
    const [first] = told
    if (first?.number === at.number && (first.have ?? 0) > 0) resumed += 1
    // What was told durable is there for the next one: nothing of it comes a second time. Where the kill came
    // between taking it and telling so, the next one begins by telling.
    if (first?.number === at.number && at.taken !== true && first.taken !== true)
      expect(first.have, `round ${round}`).toBeGreaterThanOrEqual(at.have ?? 0)
    for (const { number, taken } of told) {
      const { sha256, bytes } = attachment(number)
      if (taken === true) expect(bytes.equals(blobs.get(sha256, cipher))).toBe(true)
    }
    at = told.at(-1) ?? at
  }
  expect([...blobs.check(cipher)].filter(({ problem }) => problem)).toEqual([])
  ran('kills of a transfer', `${at.number} attachments came, ${resumed} times in the middle of one`)
  expect(resumed).toBeGreaterThan(KILLS / 10)
})

const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    if (error instanceof CoreError) return error.code
    throw error
  }
}

it(`a bit that rotted in one of ${ROTTEN} attachments is found by whoever reads it`, () => {
  const rot = join(folder, 'rot')
  const blobs = blobStore(join(rot, 'blobs'), key)
  const partial = new PartialBlobs(join(rot, 'partial'), key)
  for (let round = 0; round < ROTTEN; round++) {
    const { sha256, bytes } = attachment(1_000_000 + (round % 10))
    const named = { sha256, level: 1 } as const
    const isPartial = round % 5 === 4
    if (isPartial) partial.add(named, 0, bytes)
    else blobs.put(bytes)
    const place = join(rot, isPartial ? 'partial' : 'blobs')
    const [file = ''] = filesIn(place).filter((path) =>
      isPartial ? path.includes(sha256) : path.endsWith(sha256.slice(2)),
    )
    const whole = readFileSync(file)
    const rotten = Buffer.from(whole)
    const at = Math.floor(Math.random() * rotten.length)
    rotten[at] = (rotten[at] ?? 0) ^ (1 << (round % 8))
    writeFileSync(file, rotten)
    const where = `byte ${at} of ${rotten.length}`
    if (isPartial) {
      expect(
        codeOf(() => partial.whole(named)),
        where,
      ).toBe('blobDamaged')
      // It comes again from the beginning.
      expect(partial.have(named)).toBe(0)
      expect(existsSync(file)).toBe(false)
      continue
    }
    expect(
      codeOf(() => blobs.get(sha256, cipher)),
      where,
    ).toBe('blobDamaged')
    expect(
      codeOf(() => blobs.carry(sha256)),
      where,
    ).toBe('blobDamaged')
    const found = [...blobs.check(cipher)].filter(({ problem }) => problem === 'altered')
    expect(
      found.map((one) => one.sha256),
      where,
    ).toEqual([sha256])
    writeFileSync(file, whole)
    expect(bytes.equals(blobs.get(sha256, cipher))).toBe(true)
  }
  ran('rotten attachments', 'each told')
})
