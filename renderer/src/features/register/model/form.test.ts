import { describe, expect, it } from 'vitest'
import {
  addTags,
  changedFields,
  filledFields,
  formFields,
  formSections,
  initialValues,
  problemOf,
  problemText,
  problemsOf,
} from './form.ts'
import { SAMPLE } from '../../../records/sample-type.ts'

const noon = new Date(2026, 2, 17, 12).getTime()
const { pressure, stages, name, checked, installed } = SAMPLE.fields
const code = (field: typeof name, value: Parameters<typeof problemOf>[1]) =>
  field && problemOf(field, value)?.code

describe('form', () => {
  it('puts declared sections first, the rest after them, and leaves out what is not written by hand', () => {
    const sections = formSections(SAMPLE)
    expect(sections[0]?.fields).toEqual(['name', 'place'])
    expect(formFields(SAMPLE)).not.toContain('number')
    expect(formFields(SAMPLE)).not.toContain('curve')
    expect(formFields(SAMPLE)).not.toContain('state') // moved by its workflow
    expect(formFields(SAMPLE)).toContain('notes')
  })

  it('starts with declared values', () => {
    expect(initialValues(SAMPLE, { me: 'p1', now: noon })).toEqual({
      state: 'idle',
      installed: '2026-03-17',
      owner: 'p1',
    })
    expect(initialValues(SAMPLE, { me: 'p1', now: noon }, { owner: 'p2' })['owner']).toBe('p2')
  })

  it('finds what core would refuse', () => {
    expect(code(name, ' ')).toBe('required')
    expect(code(name, 'x'.repeat(21))).toBe('tooLong')
    expect(code(pressure, '1.2')).toBe('notNumber')
    expect(code(pressure, -0.1)).toBe('tooSmall')
    expect(code(pressure, 1.7)).toBe('tooLarge')
    expect(code(stages, 1.5)).toBe('notInteger')
    expect(code(installed, '2026-02-3')).toBe('notDate')
    expect(code(checked, 'yesterday')).toBe('notInstant')
    expect(problemsOf(SAMPLE, { name: 'P-1', pressure: 0 })).toEqual({})
    expect(problemText({ code: 'tooLarge', params: { limit: 1.6 } }, 'zh-CN')).toBe('不大于1.6')
  })

  it('sends only what changed, and null for what was cleared', () => {
    const base = { name: 'P-1', place: 'A', tags: ['x'], pressure: 0 }
    expect(changedFields(base, { ...base, place: '', tags: ['x'], pressure: 0.5 })).toEqual({
      place: null,
      pressure: 0.5,
    })
    expect(changedFields(base, { ...base, name: 'P-1  ' })).toEqual({})
    expect(filledFields({ name: 'P', place: '', spare: false, tags: [] })).toEqual({
      name: 'P',
      spare: false,
    })
  })

  it('takes several tags at once, each once', () => {
    expect(addTags(['冷却'], '水泵、冷却，A区')).toEqual(['冷却', '水泵', 'A区'])
  })
})
