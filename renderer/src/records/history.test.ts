import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../contract/register.ts'
import type { Reading } from './format.ts'
import { historySentence } from './history.ts'
import { SAMPLE } from './sample-type.ts'

const NAMES: Readonly<Record<string, string>> = { p1: '陈立远', p2: '周敏', u1: 'P-01' }
const zh: Reading = { language: 'zh-CN', label: (_type, id) => NAMES[id] }
const en: Reading = { ...zh, language: 'en' }

const entry = (
  kind: HistoryEntry['kind'],
  changes: HistoryEntry['changes'] = [],
  act?: string,
): HistoryEntry => ({
  commit: 's/1',
  at: 0,
  actor: 'p1',
  actorName: '陈立远',
  device: 'A3',
  kind,
  changes,
  ...(act === undefined ? {} : { act }),
})
const said = (what: HistoryEntry): [string, string] => [
  historySentence(what, SAMPLE, zh),
  historySentence(what, SAMPLE, en),
]

describe('historySentence', () => {
  it('tells a creation with its values', () => {
    expect(
      said(
        entry('created', [
          { field: 'name', before: null, after: 'P-02' },
          { field: 'pressure', before: null, after: 0.6 },
        ]),
      ),
    ).toEqual([
      '陈立远新建：名称填为“P-02”；压力填为“0.6 MPa”。',
      '陈立远 created the record: set Name to “P-02”; set Pressure to “0.6 MPa”.',
    ])
  })

  it('tells changes of choices, references and lists by their names, in the order of the form', () => {
    expect(
      said(
        entry('changed', [
          { field: 'state', before: 'idle', after: 'running' },
          { field: 'owner', before: 'p1', after: 'p2' },
          { field: 'feeds', before: [], after: ['u1'] },
          { field: 'tags', before: ['a', 'b'], after: ['b', 'c'] },
        ]),
      ),
    ).toEqual([
      '陈立远修改：状态由“停用”改为“运行”；标签添加“c”，去掉“a”；责任人由“陈立远”改为“周敏”；供给添加“P-01”。',
      '陈立远 changed State from “Idle” to “Running”; in Tags added “c” and removed “a”; changed Owner from “陈立远” to “周敏”; added “P-01” to Feeds.',
    ])
  })

  it('does not quote long texts, and names a record that is not visible as such', () => {
    const long = '一'.repeat(80)
    expect(said(entry('changed', [{ field: 'notes', before: long, after: `${long}二` }]))).toEqual([
      '陈立远修改：改写备注。',
      '陈立远 rewrote Notes.',
    ])
    expect(said(entry('changed', [{ field: 'owner', before: 'px', after: null }]))[0]).toBe(
      '陈立远修改：清空责任人（原为“不可见的记录”）。',
    )
  })

  it('names transitions and signatures by their labels', () => {
    expect(
      said(entry('signed', [{ field: 'state', before: 'idle', after: 'running' }], 'start')),
    ).toEqual([
      '陈立远签署“投运”：状态由“停用”改为“运行”。',
      '陈立远 signed “Start”: changed State from “Idle” to “Running”.',
    ])
  })

  it('tells of a signature that is no step of a workflow', () => {
    const change = { field: 'state', before: 'idle', after: 'running' }
    expect(said(entry('signed', [change]))).toEqual([
      '陈立远签字：状态由“停用”改为“运行”。',
      '陈立远 signed it: changed State from “Idle” to “Running”.',
    ])
  })

  it.each(['deleted', 'restored', 'commented', 'resolved', 'undone', 'amended'] as const)(
    'has a sentence for %s',
    (kind) => {
      const [chinese, english] = said(
        entry(kind, [{ field: '$deleted', before: false, after: true }]),
      )
      expect(chinese).toMatch(/^陈立远\p{Script=Han}+。$/u)
      expect(english).toMatch(/^陈立远 [a-z ]+\.$/u)
    },
  )
})
