import { describe, expect, it } from 'vitest'
import { FEATURES } from '../../core/features.ts'
import { PANES } from '../../renderer/src/app/desk/panes.ts'

const types = new Map(FEATURES.flatMap(({ types = [] }) => types).map((type) => [type.name, type]))

// The desk knows some registers by name; what it asks has to be what they declare.
describe.each(PANES)('desk pane $key', (pane) => {
  const fields = types.get(pane.type)?.fields ?? {}

  it('asks for values that the register declares', () => {
    expect(pane.where.length).toBeGreaterThan(0)
    for (const { field, value } of pane.where) {
      const choices = fields[field]?.choices?.map((choice) => choice.value)
      expect(choices).toEqual(expect.arrayContaining(Array.isArray(value) ? value : [value]))
    }
  })

  it('shows fields that the register declares', () => {
    expect(fields[pane.status]?.kind).toBe('choice')
    if (pane.who) expect(Object.keys(fields)).toContain(pane.who)
    if (!pane.due) return
    expect(fields[pane.due.field]?.kind).toBe('instant')
    expect(fields[pane.status]?.choices?.map(({ value }) => value)).toContain(pane.due.while)
  })
})

it('every pane has a letter of its own', () => {
  expect(new Set(PANES.map(({ code }) => code)).size).toBe(PANES.length)
})
