import { describe, expect, it } from 'vitest'
import { FEATURES } from '../../../../../core/features.ts'
import { FAMILIES } from '../../../records/families.ts'
import { PURPOSES } from './texts.ts'

/** Shown by a screen of their own, which says itself what it is for. */
const OWN = new Set(
  FAMILIES.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part])))
    .filter(({ path }) => path !== '/security' && path !== '/people/duties')
    .map(({ reads }) => reads),
)
const listed = new Set(
  FAMILIES.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string')),
)

describe('an empty register', () => {
  it('says what it is for', () => {
    const registers = FEATURES.flatMap(({ types }) => types)
      .filter(({ area, managed, name }) => (area && !managed) || listed.has(name))
      .map(({ name }) => name)
      .filter((name) => !OWN.has(name))
    expect(Object.keys(PURPOSES).toSorted()).toEqual(registers.toSorted())
  })
})
