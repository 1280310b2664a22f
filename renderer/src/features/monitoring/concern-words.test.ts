import { expect, it } from 'vitest'
import type { Concern } from '../../../../contract/duty.ts'
import { concernLimit, concernMark, concernReading, concernState } from './concern-words.ts'

const NOW = new Date(2026, 2, 17, 2, 17).getTime()
const concern = (more: Partial<Concern>): Concern => ({
  key: 'k',
  source: 'monitoring',
  tone: 'crit',
  title: 'db-core-01',
  since: NOW,
  state: 'open',
  acts: [],
  path: '/alerts/1',
  ...more,
})

it('tells what is wrong as the desk writes it', () => {
  const slow = concern({ value: 84, unit: 'ms', limit: 50 })
  expect(concernReading(slow, 'zh-CN')).toBe('84 ms')
  expect(concernLimit(slow, 'zh-CN')).toBe('限50')
  expect(concernState(slow, NOW, 'zh-CN')).toBe('未确认')
  expect(concernMark(slow).icon).toBe('s-crit')
  const taken = concern({ words: '丢失', state: 'acknowledged', by: '王雪梅' })
  expect(concernReading(taken, 'zh-CN')).toBe('丢失')
  expect(concernState(taken, NOW, 'zh-CN')).toBe('已确认 王雪梅')
  expect(concernMark(taken).icon).toBe('s-crit-ack')
  const until = new Date(2026, 2, 17, 4, 0).getTime()
  expect(concernState(concern({ tone: 'maint', state: 'maintenance', until }), NOW, 'zh-CN')).toBe(
    '至04:00不告警',
  )
})
