import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import { entriesByDay, questions } from './calendar.ts'

const label = { 'zh-CN': '名', en: 'Name' }
const type: RecordType = {
  name: 'window',
  label,
  plural: label,
  icon: 'doc',
  title: 'title',
  fields: {
    title: { kind: 'text', label },
    from: { kind: 'instant', label },
    to: { kind: 'instant', label },
    day: { kind: 'date', label },
  },
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const record = (title: string, fields: RecordView['fields']): RecordView => ({
  id: title,
  type: 'window',
  title,
  level: 1,
  fields,
  createdAt: 0,
  createdBy: '',
  updatedAt: 0,
  updatedBy: '',
  deleted: false,
  conflicts: [],
  seen: '{}',
})
const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime()
const days = ['2026-03-16', '2026-03-17', '2026-03-18']

describe('records on the days of a calendar', () => {
  it('asks for what begins in the days and for what reaches into them', () => {
    expect(questions(type, { from: 'day' }, '2026-03-16', '2026-03-18')).toEqual([
      [{ field: 'day', op: 'between', value: ['2026-03-16', '2026-03-18'] }],
    ])
    expect(questions(type, { from: 'from', to: 'to' }, '2026-03-16', '2026-03-18')).toEqual([
      [{ field: 'from', op: 'between', value: [at(16, 0), at(19, 0) - 1] }],
      [
        { field: 'from', op: 'before', value: at(16, 0) },
        { field: 'to', op: 'after', value: at(16, 0) },
      ],
    ])
  })

  it('puts a stretch on every day that it touches, and not on the midnight it ends at', () => {
    const found = entriesByDay(
      { from: 'from', to: 'to' },
      [
        record('night', { from: at(16, 22), to: at(17, 6) }),
        record('to midnight', { from: at(17, 20), to: at(18, 0) }),
        record('open', { from: at(17, 8), to: null }),
        record('none', { from: null }),
      ],
      days,
    )
    const titles = (day: string) => found.get(day)?.map(({ record: { title } }) => title)
    expect(titles('2026-03-16')).toEqual(['night'])
    expect(titles('2026-03-17')).toEqual(['night', 'open', 'to midnight'])
    expect(titles('2026-03-18')).toEqual([])
  })

  it('takes dates as they are', () => {
    const found = entriesByDay({ from: 'day' }, [record('due', { day: '2026-03-18' })], days)
    expect(found.get('2026-03-18')?.map(({ at: time }) => time)).toEqual([undefined])
  })
})
