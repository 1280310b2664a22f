import { expect, it } from 'vitest'
import type { MonitorView } from '../../../../../contract/monitors.ts'
import { arrange, isWrong } from './arrange.ts'

const monitor = (
  name: string,
  status: Partial<MonitorView['status']> = {},
  more: Partial<MonitorView> = {},
): MonitorView =>
  ({
    id: name,
    name,
    enabled: true,
    target: { kind: 'tcp', host: 'h', port: 1 },
    items: [],
    tags: [],
    status: { state: 'up', samples: [], alerts: 0, unacknowledged: 0, ...status },
    ...more,
  }) as unknown as MonitorView

const ALL = [
  monitor('a'),
  monitor('b', { state: 'unknown' }),
  monitor('c', { state: 'down', severity: 'crit', alerts: 1 }),
  monitor('d', { severity: 'crit', alerts: 1, unacknowledged: 1 }),
  monitor('e', { state: 'down', maintenanceUntil: 9 }),
  monitor('f', { state: 'down' }, { enabled: false }),
]

it('shows first what is wrong and nobody has answered, last what is switched off', () => {
  const names = (sort: 'state' | 'name') =>
    arrange(ALL, 'none', sort).flatMap(({ monitors }) => monitors.map(({ name }) => name))
  expect(names('state').join('')).toBe('dcbeaf')
  expect(names('name').join('')).toBe('abcdef')
  expect(ALL.filter(isWrong).map(({ name }) => name)).toEqual(['b', 'c', 'd'])
})

it('stands in each of its groups; what has none comes last', () => {
  const tagged = [
    monitor('a', {}, { tags: ['db', 'core'] }),
    monitor('b'),
    monitor('c', {}, { tags: ['db'] }),
  ]
  expect(arrange(tagged, 'tag', 'name').map(({ key, monitors }) => [key, monitors.length])).toEqual(
    [
      ['core', 1],
      ['db', 2],
      ['', 1],
    ],
  )
})
