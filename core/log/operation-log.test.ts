import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { copy, openTestLog } from './testing.ts'

const person = uuidv7()

describe('one device', () => {
  it('writes a record, reads it back and keeps its history', () => {
    const { log } = openTestLog()
    const id = uuidv7()
    log.append({
      actor: person,
      act: 'register.create',
      ops: [
        {
          create: 'note',
          id,
          fields: { title: 'Pump', body: 'a\nb', count: 3, tags: ['x'], done: true, ratio: 2 },
        },
      ],
    })
    log.append({
      actor: person,
      act: 'register.update',
      ops: [{ patch: 'note', id, fields: { title: 'Pump 2', body: null } }],
    })
    const row = log.row('note', id)
    expect(row?.fields).toMatchObject({
      title: 'Pump 2',
      body: null,
      count: 3,
      tags: ['x'],
      done: true,
      ratio: 2,
      status: null,
    })
    expect(row?.conflicts).toEqual([])
    expect(log.commitsOf(id).map((commit) => commit.act)).toEqual([
      'register.create',
      'register.update',
    ])
  })

  it('refuses a final field, keeps what was there', () => {
    const { log } = openTestLog()
    const id = uuidv7()
    log.append({
      actor: person,
      act: 'a',
      ops: [{ create: 'note', id, fields: { title: 'x', origin: 'paper' } }],
    })
    log.append({
      actor: person,
      act: 'b',
      ops: [{ patch: 'note', id, fields: { approval: 'yes' } }],
    })
    const before = log.heads()
    expect(() =>
      log.append({
        actor: person,
        act: 'c',
        ops: [{ patch: 'note', id, fields: { approval: 'no' } }],
      }),
    ).toThrow('alreadyDecided')
    expect(() =>
      log.append({
        actor: person,
        act: 'c',
        ops: [{ patch: 'note', id, fields: { origin: 'no' } }],
      }),
    ).toThrow('appendOnly')
    expect(log.heads()).toEqual(before)
    expect(log.row('note', id)?.fields['approval']).toBe('yes')
  })

  it('rebuilds its tables byte for byte', () => {
    const { log } = openTestLog()
    const ids = Array.from({ length: 20 }, () => uuidv7())
    for (const id of ids)
      log.append({
        actor: person,
        act: 'a',
        ops: [{ create: 'note', id, fields: { title: id, body: 'text', at: 5 } }],
      })
    for (const id of ids.slice(5))
      log.append({
        actor: person,
        act: 'b',
        ops: [{ patch: 'note', id, fields: { status: 'open', body: 'more' } }],
      })
    const before = log.digest()
    expect(log.rebuild()).toEqual({ operations: 36, digest: before })
  })
})

describe('two devices', () => {
  it('shows concurrent edits of a reviewed field as a conflict and takes its resolution', () => {
    const a = openTestLog()
    const b = openTestLog({ like: a })
    const id = uuidv7()
    a.log.append({
      actor: person,
      act: 'a',
      ops: [{ create: 'note', id, fields: { title: 'x', severity: 'low' } }],
    })
    copy(a.log, b.log)
    a.log.append({
      actor: person,
      act: 'a',
      ops: [{ patch: 'note', id, fields: { severity: 'high', title: 'A' } }],
    })
    b.log.append({
      actor: person,
      act: 'b',
      ops: [{ patch: 'note', id, fields: { severity: 'mid', title: 'B' } }],
    })
    copy(a.log, b.log)
    copy(b.log, a.log)
    expect(a.log.digest()).toBe(b.log.digest())
    expect(a.log.row('note', id)?.conflicts).toEqual(['severity'])
    expect(
      a.log
        .values('note', id, 'severity')
        .map(({ value }) => value)
        .sort(),
    ).toEqual(['high', 'mid'])
    a.log.append({
      actor: person,
      act: 'resolve',
      ops: [{ patch: 'note', id, fields: { severity: 'high' } }],
    })
    copy(a.log, b.log)
    expect(b.log.row('note', id)).toMatchObject({ conflicts: [], fields: { severity: 'high' } })
    expect(b.log.digest()).toBe(a.log.digest())
  })
})
