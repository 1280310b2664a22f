import { describe, expect, it } from 'vitest'
import type { RecordType, Transition } from '../contract/record-type.ts'
import type { FeatureModule } from './feature.ts'
import { FEATURES } from './features.ts'
import { guardsOf } from './guards.ts'
import { typeRegistry } from './type-registry.ts'

const label = { 'zh-CN': '名', en: 'Name' }
const close: Transition = {
  name: 'close',
  label,
  from: ['open'],
  to: 'closed',
  roles: ['lead'],
}
const sound: RecordType = {
  name: 'sample',
  label,
  plural: label,
  icon: 'doc',
  title: 'title',
  fields: {
    title: { kind: 'text', label },
    due: { kind: 'date', label },
    every: { kind: 'integer', label },
    parent: { kind: 'ref', ref: 'sample', label },
    state: {
      kind: 'choice',
      label,
      choices: [
        { value: 'open', label },
        { value: 'closed', label },
      ],
    },
  },
  workflow: {
    field: 'state',
    transitions: [close],
  },
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const register = (type: Partial<RecordType>) =>
  typeRegistry(FEATURES, [{ ...sound, ...type } satisfies RecordType])

describe('a declaration that names what is not there', () => {
  it('passes when everything it names is there', () => {
    expect(() =>
      register({
        board: 'state',
        calendar: { from: 'due' },
        children: [{ type: 'sample', field: 'parent' }],
        deadlines: [{ field: 'due', open: ['open'], label: { 'zh-CN': '{title}', en: '{due}' } }],
        recurs: { every: 'every', from: 'due', next: 'due' },
        ready: [{ key: 'a', fields: { title: label } }],
      }),
    ).not.toThrow()
  })

  it.each([
    [{ board: 'due' }, 'board cannot use due'],
    [{ calendar: { from: 'when' } }, 'unknown field when'],
    [{ children: [{ type: 'sample', field: 'state' }] }, 'does not point here'],
    [{ deadlines: [{ field: 'due', open: ['gone'], label }] }, 'unknown state gone'],
    [{ deadlines: [{ field: 'due', who: 'parent', label }] }, 'neither a person'],
    [{ deadlines: [{ field: 'due', label: { 'zh-CN': '{x}', en: '{x}' } }] }, 'unknown field x'],
    [{ recurs: { every: 'title', from: 'due', next: 'due' } }, 'cannot use title'],
    [{ ready: [{ key: 'a', fields: { x: 1 } }] }, 'unknown field x'],
    [{ writers: { fields: { x: 'all' } } }, 'unknown field x'],
    [{ writers: { marks: [{ fields: ['x'] }] } }, 'unknown field x'],
    [
      {
        ready: [
          { key: 'a', fields: {} },
          { key: 'a', fields: {} },
        ],
      },
      'declared twice',
    ],
    [
      { workflow: { field: 'state', transitions: [{ ...close, to: 'gone' }] } },
      'unknown state gone',
    ],
    [{ workflow: { field: 'state', transitions: [], locked: { open: ['x'] } } }, 'unknown field x'],
  ] as [Partial<RecordType>, string][])('refuses %j', (type, message) => {
    expect(() => register(type)).toThrow(message)
  })

  it('refuses a guard that no feature has, and one that two have', () => {
    const guarded = register({
      workflow: { field: 'state', transitions: [{ ...close, guards: ['done'] }] },
    })
    const feature = (name: string): FeatureModule => ({
      name,
      types: [],
      handlers: {},
      guards: { done: () => undefined },
    })
    expect(() => guardsOf(FEATURES, guarded)).toThrow('unknown guard done')
    expect(guardsOf([...FEATURES, feature('a')], guarded).has('done')).toBe(true)
    expect(() => guardsOf([...FEATURES, feature('a'), feature('b')], guarded)).toThrow(
      'declared twice',
    )
  })
})
