import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it } from 'vitest'
import { copy, noteType, openTestLog, type TestDevice } from './testing.ts'

const devices: TestDevice[] = []
afterEach(() => {
  for (const { db } of devices.splice(0)) db.close()
})
function device(like?: TestDevice): TestDevice {
  const made = openTestLog(like ? { like } : {})
  devices.push(made)
  return made
}

const id = uuidv7()
const note = (title: string) => ({ create: 'note', id, fields: { title } })
const renamed = (title: string) => ({ patch: 'note', id, fields: { title } })
const titleOn = ({ log }: TestDevice) => log.row('note', id)?.fields['title']
const act = { actor: 'somebody', act: 'test' }

describe('a row that is held in memory', () => {
  it('is read from the table once, until it is written', () => {
    const here = device()
    here.log.append({ ...act, ops: [note('one')] })
    expect(here.log.row('note', id)).toBe(here.log.row('note', id))
    here.log.append({ ...act, ops: [renamed('two')] })
    expect(titleOn(here)).toBe('two')
  })

  it('is what the table says after a commit that failed half-way', () => {
    const here = device()
    here.log.append({ ...act, ops: [note('one')] })
    const stranger = { patch: 'note', id: uuidv7(), fields: { title: 'nobody' } }
    expect(() => here.log.append({ ...act, ops: [renamed('two'), stranger] })).toThrow()
    expect(titleOn(here)).toBe('one')
    here.log.append({ ...act, ops: [renamed('three')] })
    expect(titleOn(here)).toBe('three')
  })

  it('follows what other devices wrote, and tables that were made anew', () => {
    const here = device()
    const there = device(here)
    here.log.append({ ...act, ops: [note('one')] })
    copy(here.log, there.log)
    expect(titleOn(there)).toBe('one')
    here.log.append({ ...act, ops: [renamed('two')] })
    copy(here.log, there.log)
    expect(titleOn(there)).toBe('two')
    there.db.prepare('UPDATE r_note SET title = ? WHERE id = ?').run('changed behind the log', id)
    there.log.rebuild()
    expect(titleOn(there)).toBe('two')
  })

  it('stands apart for each of more records than are held', () => {
    const here = device()
    const ids = Array.from({ length: 2500 }, () => uuidv7())
    here.log.append({
      ...act,
      ops: ids.map((one, n) => ({ create: noteType.name, id: one, fields: { title: `${n}` } })),
    })
    for (const pass of [1, 2])
      expect(
        ids.every((one, n) => here.log.row('note', one)?.fields['title'] === `${n}`),
        `pass ${pass}`,
      ).toBe(true)
  })
})
