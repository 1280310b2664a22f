import { expect, it } from 'vitest'
import { actOf, type Key } from './grid-keys.ts'

const press = (code: string, with_: Partial<Key> = {}) =>
  actOf(
    {
      code,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      isComposing: false,
      ...with_,
    },
    20,
  )

it.each([
  ['ArrowDown', {}, { kind: 'move', by: 1, extend: false }],
  ['PageUp', { shiftKey: true }, { kind: 'move', by: -19, extend: true }],
  ['End', {}, { kind: 'edge', end: 'last', extend: false }],
  ['Enter', {}, { kind: 'open' }],
  ['Space', {}, { kind: 'select' }],
  ['KeyN', {}, { kind: 'create' }],
  ['KeyE', {}, { kind: 'edit' }],
  ['KeyT', {}, { kind: 'step' }],
  ['Delete', {}, { kind: 'remove' }],
  ['Slash', {}, { kind: 'find' }],
  ['KeyA', { ctrlKey: true }, { kind: 'selectAll' }],
  ['KeyZ', { ctrlKey: true }, { kind: 'undo' }],
])('%s', (code, with_, act) => expect(press(code, with_)).toEqual(act))

it('leaves other shortcuts and composed text alone', () => {
  expect(press('KeyN', { ctrlKey: true })).toBeUndefined()
  expect(press('KeyE', { altKey: true })).toBeUndefined()
  expect(press('Enter', { isComposing: true })).toBeUndefined()
  expect(press('KeyK')).toBeUndefined()
})
