import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { shapesOf } from '../log/open-log.ts'
import { openTestLog, TEST_TYPES, type TestDevice } from '../log/testing.ts'
import { verifyLog } from '../log/verify.ts'
import { MalformedBatch, packBatch, unpackBatch } from './batch.ts'
import { lacking, takeInParts, type Replica } from './exchange.ts'

const takeBatch = ({ log }: TestDevice, batch: Uint8Array) => log.receive(unpackBatch(batch))

const DEVICES = 4
const person = uuidv7()

const replicaOf = ({ log, workspace }: TestDevice): Replica => ({ id: workspace, log })
const batches = (from: TestDevice, to: TestDevice): Uint8Array[] => [
  ...lacking(replicaOf(from), to.log.versionVector()),
]

function team(): TestDevice[] {
  const home = openTestLog()
  const others = Array.from({ length: DEVICES - 1 }, () => openTestLog({ like: home }))
  return [home, ...others]
}

function write(device: TestDevice, note: string, value: string): void {
  const known = device.log.row('note', note)
  device.log.append({
    actor: person,
    act: 'test',
    ops: [
      known
        ? { patch: 'note', id: note, fields: { severity: value, body: value } }
        : { create: 'note', id: note, fields: { title: value, severity: value } },
    ],
  })
}

/** Everybody learns from everybody until nobody lacks anything. */
function settle(devices: readonly TestDevice[]): void {
  for (let round = 0; round < 3; round++)
    for (const from of devices)
      for (const to of devices)
        if (from !== to) for (const batch of batches(from, to)) takeBatch(to, batch)
}

function isSame(batch: Uint8Array | undefined, altered: Uint8Array): boolean {
  try {
    return Buffer.from(packed(altered)).equals(packed(batch ?? new Uint8Array()))
  } catch (error) {
    if (error instanceof MalformedBatch) return false
    throw error
  }
}
const packed = (batch: Uint8Array): Buffer =>
  Buffer.concat(unpackBatch(batch).flatMap(({ body, signature }) => [body, signature]))

const act = fc.record({
  kind: fc.constantFrom('write', 'write', 'send', 'lose', 'repeat', 'cut', 'shuffle'),
  from: fc.nat(DEVICES - 1),
  to: fc.nat(DEVICES - 1),
  note: fc.nat(3),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
})

describe('the exchange of commits', () => {
  it('converges whatever is lost, repeated, cut or comes in another order, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), (acts) => {
        const devices = team()
        const notes = Array.from({ length: 4 }, () => uuidv7())
        const home = devices[0] as TestDevice
        for (const note of notes) write(home, note, 'first')
        settle(devices)
        let written = 0
        for (const { kind, from: f, to: t, note, at } of acts) {
          const from = devices[f] as TestDevice
          const to = devices[t] as TestDevice
          if (kind === 'write') write(from, notes[note] as string, `value ${++written}`)
          if (kind === 'write' || from === to) continue
          const sent = batches(from, to)
          if (kind === 'lose') sent.splice(Math.floor(at * sent.length), 1)
          if (kind === 'repeat') sent.push(...sent)
          if (kind === 'shuffle') sent.reverse()
          if (kind === 'cut') {
            const [first] = sent
            const before = to.log.digest()
            if (first)
              expect(() => takeBatch(to, first.subarray(0, Math.floor(at * first.length)))).toThrow(
                MalformedBatch,
              )
            expect(to.log.digest()).toBe(before)
            continue
          }
          for (const batch of sent) expect(takeBatch(to, batch).refused).toEqual([])
        }
        settle(devices)
        for (const { log } of devices) {
          expect(log.versionVector()).toEqual(home.log.versionVector())
          expect(log.digest()).toBe(home.log.digest())
          expect(log.receive([]).held).toBe(0)
        }
        const values = new Set(
          notes.flatMap((note) =>
            home.log
              .commitsOf(note)
              .flatMap(({ ops }) => ops.map((op) => String(op.fields['severity']))),
          ),
        )
        for (let count = 1; count <= written; count++) expect(values).toContain(`value ${count}`)
        for (const { db } of devices) db.close()
      }),
      { numRuns: 40 },
    )
  })

  it('sends in an order in which hardly anything waits', () => {
    const devices = team()
    const [home, second, third] = devices as [TestDevice, TestDevice, TestDevice]
    const note = uuidv7()
    write(home, note, 'first')
    settle(devices)
    for (let count = 0; count < 40; count++) {
      const device = [home, second, third][count % 3] as TestDevice
      write(device, note, `value ${count}`)
      settle([home, second, third])
    }
    const late = openTestLog({ like: home })
    const fourth = devices[3] as TestDevice
    for (const batch of batches(home, fourth)) expect(takeBatch(fourth, batch).held).toBe(0)
    expect(fourth.log.row('note', note)?.fields['severity']).toBe('value 39')
    expect(late.log.digest()).toBe(home.log.digest())
  })

  it('sends what each lacks and nothing else', () => {
    const [home, second] = team() as [TestDevice, TestDevice]
    settle([home, second])
    expect(batches(home, second)).toEqual([])
    write(home, uuidv7(), 'one')
    const sent = batches(home, second).flatMap((batch) => unpackBatch(batch))
    expect(sent.map(({ seq }) => seq)).toEqual([home.log.versionVector()[home.log.stream]])
    expect(takeBatch(second, packBatch([])).applied).toBe(0)
  })

  it('leaves a log that verifies', async () => {
    const devices = team()
    const note = uuidv7()
    for (const device of devices) write(device, device === devices[0] ? note : uuidv7(), 'value')
    settle(devices)
    for (const { db, workspace } of devices) {
      const { findings } = await verifyLog(db, workspace, shapesOf(TEST_TYPES), {
        progress: () => true,
      })
      expect(findings.list).toEqual([])
    }
  })

  it('takes in parts what it takes at once, and refuses a wrong signature among signatures that are checked ahead', async () => {
    const [home, second, third] = team() as [TestDevice, TestDevice, TestDevice]
    settle([home, second, third])
    for (let count = 0; count < 130; count++) write(home, uuidv7(), `value ${count}`)
    const commits = batches(home, second).flatMap((batch) => unpackBatch(batch))
    const forged = commits.map((commit, at) =>
      at === 100 ? { ...commit, signature: commits[99]?.signature ?? commit.signature } : commit,
    )
    const report = await takeInParts(second, forged)
    expect(report).toMatchObject({ applied: 100, held: 29, refused: [{ reason: 'signature' }] })
    expect(await takeInParts(second, commits)).toMatchObject({ applied: 30, held: 0, refused: [] })
    expect(third.log.receive(commits)).toMatchObject({ applied: 130, refused: [] })
    expect([second.log.digest(), third.log.digest()]).toEqual([
      home.log.digest(),
      home.log.digest(),
    ])
  })

  it('takes no altered byte', () => {
    const [home, second] = team() as [TestDevice, TestDevice]
    write(home, uuidv7(), 'one')
    const [batch] = batches(home, second)
    const before = second.log.digest()
    fc.assert(
      fc.property(fc.nat((batch?.length ?? 1) - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Uint8Array.from(batch ?? [])
        altered[at] = (altered[at] ?? 0) ^ by
        let applied = 0
        // Some bits of zstd's frame carry nothing.
        if (isSame(batch, altered)) return
        try {
          applied = takeBatch(second, altered).applied
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBatch)
        }
        expect(applied).toBe(0)
        expect(second.log.digest()).toBe(before)
      }),
      { numRuns: 300 },
    )
  })
})
