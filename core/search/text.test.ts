import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, FOUNDER, TestPlace } from '../testing.ts'
import { Bytes } from './bytes.ts'
import { FIELD_BREAK, ftsQuery, indexBytes, matches, normalise } from './text.ts'

/** Few letters, so that repeated ones and near misses are frequent; what stands between runs of Han, too. */
const LETTERS = [...'机房电池温度机机', 'UPS', 'a', '12', ' ', '，', '\n', '\u{20000}']
const texts = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 30 })
  .map((letters) => letters.join(''))
const words = fc
  .array(fc.constantFrom(...[...'机房电池温度'], '\u{20000}'), { minLength: 1, maxLength: 8 })
  .map((letters) => letters.join(''))

/** What is indexed, by the tokenizer of now and by the one that indexes of earlier releases keep. They find the same. */
function index(documents: readonly string[]): (query: string) => number[] {
  const finds = ['ascii', 'unicode61 remove_diacritics 2'].map((tokenizer) => {
    const db = new Sqlite(':memory:')
    db.exec(`CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='${tokenizer}')`)
    const add = db.prepare('INSERT INTO t (rowid, body) VALUES (?, ?)')
    documents.forEach((text, at) => add.run(BigInt(at), bytes(text)))
    return db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid').pluck()
  })
  return (query) => {
    const [first, second] = finds.map((find) => find.all(ftsQuery(query) ?? '""') as number[])
    expect(second, query).toEqual(first)
    return first ?? []
  }
}

function bytes(text: string): Uint8Array {
  const out = new Bytes()
  indexBytes(text, out)
  return out.written
}

describe('Chinese of one to eight characters', () => {
  it('is found where it stands and nowhere else, as a plain scan finds it', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 12 }), words, (documents, word) => {
        const scan = documents.flatMap((text, at) => (normalise(text).includes(word) ? [at] : []))
        expect(index(documents)(word)).toEqual(scan)
        const asked = documents.flatMap((text, at) => (matches(word, text) ? [at] : []))
        expect(asked).toEqual(scan)
      }),
      { numRuns: 1500 },
    )
  })

  it('is found by every piece of a text that was cut out of it', () => {
    const text = '核心机房二号空调高压报警，值班员已联系维保单位'
    const find = index([text, '无关的一条'])
    for (let length = 1; length <= 8; length++)
      for (let at = 0; at + length <= text.length; at++) {
        const word = text.slice(at, at + length)
        if (!word.includes('，')) expect(find(word), word).toEqual([0])
      }
  })
})

describe('one text path', () => {
  const cases: readonly (readonly [text: string, query: string, found: boolean])[] = [
    ['ＵＰＳ　电池', 'ups电池', true],
    ['UPS电池', 'ＵＰＳ', true],
    ['机\n房', '机房', true],
    ['机房\n  温度', '房温', true],
    [`机房${FIELD_BREAK}温度`, '房温', false],
    [`机房${FIELD_BREAK}温度`, '温度 机房', true],
    ['機房發電機已啟動', '机房发电机', true],
    ['机房发电机已启动', '機房發電機', true],
    ['switch-07 down', 'swit', true],
    ['switch-07 down', 'switch-0', true],
    ['switch-07 down', 'swit down', false],
    ['10.20.3.4', '10.20.3', true],
    ['10.20.3.4', '20.10', false],
    ['C++ "quoted" NEAR', '"quoted" near', true],
    ['Handover sheet of the shift', '"handover sheet"', true],
    ['sheet of handover', '"handover sheet"', false],
    ['handover sheets', '"handover sheet"', false],
    ['handover sheets', '"handover sheet', true],
    ['更换UPS电池两组', '“UPS电池”', true],
    ['更换UPS、电池两组', '"ups 电池"', true],
    ['更换电池，UPS两组', '"ups 电池"', false],
    ['机房，温度', '"机房 温度"', true],
    ['机房温度', '"机房 温度"', false],
    ['机房，温湿度', '"机房 温度"', false],
    ['café au lait', 'cafe', true],
    ['Cafe au lait', 'café', true],
    ['机房', '', false],
    ['机房', '，。', false],
  ]
  it.each(cases)('%j for %j: %s', (text, query, found) => {
    expect(index([text])(query)).toEqual(found ? [0] : [])
    expect(matches(query, text)).toBe(found)
  })
})

describe('records', () => {
  const place = new TestPlace()
  const core = place.core()
  beforeAll(() => done(core, 'workspace.create', FOUNDER))
  afterAll(() => place.clear())

  it('are found by what stands in one field, not by what two make together, at every level', async () => {
    const fields = { title: '更换機房电池', kind: 'normal', reason: '到期', rollback: '换回旧件' }
    for (const level of [1, 2] as const)
      await done(core, 'register.create', { type: 'change', fields, level })
    const found = async (text: string) => [
      (await done(core, 'search.all', { text, limit: 10 })).total,
      (await done(core, 'register.list', { type: 'change', text, limit: 10 })).total,
    ]
    expect(await found('机房')).toEqual([2, 2])
    expect(await found('機房電池')).toEqual([2, 2])
    expect(await found('到期 机房')).toEqual([2, 2])
    expect(await found('期换')).toEqual([0, 0])
    const { hits } = await done(core, 'search.all', { text: '机房', limit: 10 })
    expect(hits.map(({ snippet }) => snippet)).toEqual(Array(2).fill('更换\u0002機房\u0003电池'))
  })
})
