import { reactive, ref, shallowReactive } from 'vue'
import { expect, it } from 'vitest'
import { toPlain } from './plain.ts'

it('copies what is reactive, however deep, into what can be cloned', () => {
  const form = reactive({
    login: 'wangxm',
    roles: ['operator'],
    tags: ref(['a']),
    at: { from: 1, to: undefined },
    none: null,
  })
  const input = shallowReactive({ form, list: [form.roles] })
  expect(() => structuredClone(input)).toThrow()
  expect(structuredClone(toPlain(input))).toEqual({
    form: {
      login: 'wangxm',
      roles: ['operator'],
      tags: ['a'],
      at: { from: 1, to: undefined },
      none: null,
    },
    list: [['operator']],
  })
})

it('leaves bytes and dates as they are', () => {
  const bytes = new Uint8Array([1, 2])
  const at = new Date(0)
  const plain = toPlain(reactive({ bytes, at }))
  expect(plain.bytes).toBe(bytes)
  expect(structuredClone(plain)).toEqual({ bytes, at })
})

it('keeps what is no object', () => {
  for (const value of [undefined, null, 0, '', false]) expect(toPlain(value)).toBe(value)
})
