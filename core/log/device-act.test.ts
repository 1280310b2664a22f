import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import type { RecordType } from '../../contract/record-type.ts'
import { DEVICE } from './device-act.ts'
import { shapesOf } from './open-log.ts'
import { copy, openTestLog, TEST_TYPES } from './testing.ts'
import { verifyLog } from './verify.ts'

const note = TEST_TYPES.find(({ name }) => name === 'note')
if (!note) throw new Error('no type')
const leaving = (byDevice: readonly string[]): RecordType[] =>
  TEST_TYPES.map((type) => (type.name === 'note' ? { ...type, byDevice } : type))
/** A program that lets devices write more than this one does. */
const LOOSE = leaving(['title', 'status'])
const STRICT = leaving(['title'])

describe('what a device writes in its own name', () => {
  it('is refused beyond its fields when it is written and when it is received', () => {
    const strict = openTestLog({ types: STRICT })
    const create = (fields: Record<string, string>) => ({
      actor: DEVICE,
      act: 'x',
      ops: [{ create: 'note', id: uuidv7(), fields }],
    })
    strict.log.append(create({ title: 'seen' }))
    expect(() => strict.log.append(create({ title: 'x', status: 'open' }))).toThrow(/note.status/u)
    expect(() =>
      strict.log.append({ ...create({}), ops: [{ create: 'device', id: uuidv7(), fields: {} }] }),
    ).toThrow(/by itself/u)

    const loose = openTestLog({ types: LOOSE })
    const receiver = openTestLog({ types: STRICT, like: loose })
    loose.log.append(create({ title: 'x', status: 'open' }))
    expect(copy(loose.log, receiver.log).refused).toMatchObject([
      { reason: expect.stringContaining('note.status') as string },
    ])
  })

  it('is found when it stands in a log', async () => {
    const loose = openTestLog({ types: LOOSE })
    loose.log.append({
      actor: DEVICE,
      act: 'x',
      ops: [{ create: 'note', id: uuidv7(), fields: { title: 'x', status: 'open' } }],
    })
    const verified = async (types: readonly RecordType[]) => {
      const report = await verifyLog(loose.db, loose.workspace, shapesOf(types), {
        progress: () => true,
      })
      return report.findings.list.map(({ kind }) => kind)
    }
    expect(await verified(LOOSE)).toEqual([])
    expect(await verified(STRICT)).toEqual(['deviceAct'])
  })
})
