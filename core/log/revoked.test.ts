import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { rawPublicKey } from './identity.ts'
import { copy, openTestLog, type TestDevice } from './testing.ts'

const person = uuidv7()
let home: TestDevice
let lost: TestDevice
let other: TestDevice

const write = (device: TestDevice, title: string): string => {
  const id = uuidv7()
  device.log.append({ actor: person, act: 'a', ops: [{ create: 'note', id, fields: { title } }] })
  return id
}
const has = (device: TestDevice, id: string): boolean => device.log.row('note', id) !== undefined

function revoke(device: TestDevice): void {
  const key = Buffer.from(rawPublicKey(device.device)).toString('base64url')
  const [record] = home.db
    .prepare<[string], string>('SELECT id FROM r_device WHERE "publicKey" = ?')
    .pluck()
    .all(key)
  const { stream } = device.log
  const seq = home.log.versionVector()[stream] ?? 0
  home.log.append({
    actor: person,
    act: 'device.revoke',
    ops: [
      {
        patch: 'device',
        id: record ?? '',
        fields: { revokedAt: 1, revokedHolds: { [stream]: seq } },
      },
    ],
  })
}

beforeEach(() => {
  home = openTestLog()
  lost = openTestLog({ like: home })
  other = openTestLog({ like: home })
  for (const one of [home, lost, other])
    for (const from of [home, lost, other]) copy(from.log, one.log)
})

describe('a revoked device', () => {
  it('has what was here before counted, and nothing after', () => {
    const before = write(lost, 'before')
    copy(lost.log, home.log)
    revoke(lost)
    const after = write(lost, 'after')
    const report = copy(lost.log, home.log)
    expect(report).toMatchObject({ applied: 0, refused: [] })
    expect([has(home, before), has(home, after)]).toEqual([true, false])
    expect(report.held).toBe(1)
    // Another way and another order make no difference.
    copy(home.log, other.log)
    copy(lost.log, other.log)
    expect([has(other, before), has(other, after)]).toEqual([true, false])
    expect(other.log.digest()).toBe(home.log.digest())
  })

  it('gains nothing by a new stream', () => {
    copy(lost.log, home.log)
    revoke(lost)
    lost.log.begin(7)
    const after = write(lost, 'after')
    copy(lost.log, home.log)
    expect(has(home, after)).toBe(false)
  })

  it('has what somebody had before he knew counted everywhere, once he writes', () => {
    copy(lost.log, home.log)
    const seen = write(lost, 'seen by another')
    const unseen = write(other, 'nothing to do with it')
    copy(lost.log, other.log)
    revoke(lost)
    copy(lost.log, home.log)
    expect(has(home, seen)).toBe(false)
    const next = write(other, 'written after having seen it')
    copy(other.log, home.log)
    expect([seen, unseen, next].map((id) => has(home, id))).toEqual([true, true, true])
    copy(home.log, other.log)
    expect(home.log.digest()).toBe(other.log.digest())
  })

  it('has its rest counted where the permission comes after it in one delivery', () => {
    copy(lost.log, home.log)
    revoke(lost)
    copy(home.log, other.log)
    const after = write(lost, 'after')
    copy(lost.log, home.log)
    const [record] = home.db
      .prepare<[], string>('SELECT id FROM r_device WHERE "revokedAt" IS NOT NULL')
      .pluck()
      .all()
    home.log.append({
      actor: person,
      act: 'device.acceptRest',
      ops: [
        { patch: 'device', id: record ?? '', fields: { revokedHolds: { [lost.log.stream]: 1 } } },
      ],
    })
    home.log.receive([])
    expect(has(home, after)).toBe(true)
    other.log.receive([
      ...lost.log.read(lost.log.stream, 1, 10),
      ...home.log.read(home.log.stream, 1, 100),
    ])
    expect(has(other, after)).toBe(true)
    expect(other.log.digest()).toBe(home.log.digest())
  })

  it('cannot be vouched for by itself or by a forged commit', () => {
    copy(lost.log, home.log)
    revoke(lost)
    const after = write(lost, 'after')
    copy(lost.log, other.log)
    write(other, 'saw it')
    const [genuine] = other.log.read(other.log.stream, 1, 100).slice(-1)
    if (!genuine) throw new Error('nothing written')
    copy(lost.log, home.log)
    home.log.receive([{ ...genuine, signature: new Uint8Array(64) }])
    expect(has(home, after)).toBe(false)
    home.log.receive(other.log.read(other.log.stream, 1, 100))
    expect(has(home, after)).toBe(true)
  })
})
