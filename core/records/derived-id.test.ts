import { expect, it } from 'vitest'
import { recordId } from '../../contract/common.ts'
import { derivedId } from './derived-id.ts'

it('an id that follows from its parts is the same on every device, for ever', () => {
  // A change of this value would part the records of devices with older programs from ours.
  const id = derivedId('checklist-run', 'a', 'b')
  expect(id).toBe('7fc0799c-6411-8d89-a6e1-f5c245abbf8f')
  expect(recordId.safeParse(id).success).toBe(true)
  expect(id[14]).toBe('8')
  expect(derivedId('checklist-run', 'ab', '')).not.toBe(derivedId('checklist-run', 'a', 'b'))
  expect(derivedId('checklist-miss', 'a', 'b')).not.toBe(id)
})
