import { describe, expect, it } from 'vitest'
import { actOf, type Press, type Where } from './keys.ts'

const press = (code: string, more: Partial<Press> = {}): Press => ({
  code,
  key: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})
const tick: Where = { kind: 'tick', field: 'line', empty: true }
const choice: Where = { kind: 'choice', field: 'line', empty: true }
const reading: Where = { kind: 'number', field: 'reading', empty: true }
const text: Where = { kind: 'text', field: 'text', empty: false }

describe('one hand on the numeric pad', () => {
  it('confirms with either Enter', () => {
    for (const code of ['Enter', 'NumpadEnter'])
      for (const where of [tick, choice, reading, text])
        expect(actOf(press(code), where)).toEqual({ act: 'confirm' })
    expect(actOf(press('NumpadEnter', { ctrlKey: true }), reading)).toEqual({ act: 'submit' })
  })
  it('answers without typing', () => {
    for (const one of [press('Space'), press('NumpadAdd'), press('Equal', { key: '+' })])
      expect(actOf(one, tick)).toEqual({ act: 'normal' })
    expect(actOf(press('NumpadSubtract'), tick)).toEqual({ act: 'failed' })
    expect(actOf(press('Numpad2'), choice)).toEqual({ act: 'choose', at: 1 })
    expect(actOf(press('Numpad2'), tick)).toBeUndefined()
  })
  it('leaves figures and signs to a reading', () => {
    for (const code of ['Numpad7', 'NumpadSubtract', 'NumpadAdd', 'NumpadDecimal', 'Space'])
      expect(actOf(press(code), reading)).toBeUndefined()
  })
})

it('takes letters as acts where they cannot be typed, with Alt everywhere', () => {
  expect(actOf(press('KeyS'), reading)).toEqual({ act: 'skip' })
  expect(actOf(press('KeyN'), tick)).toEqual({ act: 'remark' })
  expect(actOf(press('KeyP'), text)).toBeUndefined()
  expect(actOf(press('KeyP', { altKey: true }), text)).toEqual({ act: 'file' })
})

it('takes back only what is not being typed', () => {
  expect(actOf(press('Backspace'), tick)).toEqual({ act: 'undo' })
  expect(actOf(press('Backspace'), reading)).toEqual({ act: 'undo' })
  expect(actOf(press('Backspace'), { ...reading, empty: false })).toBeUndefined()
  expect(actOf(press('Delete'), tick)).toEqual({ act: 'clear' })
  expect(actOf(press('Backspace'), text)).toBeUndefined()
})

it('moves by lines and sections', () => {
  expect(actOf(press('ArrowDown'), reading)).toEqual({ act: 'down' })
  expect(actOf(press('PageUp'), text)).toEqual({ act: 'sectionUp' })
})

it('is silent while an input method composes, and to keys of the system', () => {
  expect(actOf(press('Enter', { isComposing: true }), text)).toBeUndefined()
  expect(actOf(press('Enter', { metaKey: true }), tick)).toBeUndefined()
  expect(actOf(press('Enter', { shiftKey: true }), text)).toBeUndefined()
})
