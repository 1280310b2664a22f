import { describe, expect, it } from 'vitest'
import { suggestedRoles } from './run/roles.ts'

const duty = [
  { person: 'lead', lead: true },
  { person: 'a', lead: false },
  { person: 'b', lead: false },
]

describe('who fills the roles', () => {
  it('is whose it is, then who stands in, then somebody of the shift', () => {
    expect(
      suggestedRoles(
        [
          { id: 'command', name: '', fill: 'lead' },
          { id: 'own', name: '', person: 'a' },
          { id: 'stood', name: '', person: 'away', standIns: ['gone', 'b'] },
          { id: 'called', name: '', person: 'away' },
          { id: 'empty', name: '' },
        ],
        duty,
      ),
    ).toEqual([
      { role: 'command', person: 'lead' },
      { role: 'own', person: 'a' },
      { role: 'stood', person: 'b', standsFor: 'away' },
      { role: 'called', person: 'away' },
      { role: 'empty' },
    ])
  })

  it('gives no two roles to one member while others are free', () => {
    const filled = suggestedRoles(
      [
        { id: 'x', name: '', fill: 'member' },
        { id: 'y', name: '', fill: 'member' },
        { id: 'z', name: '', fill: 'member', person: 'away' },
      ],
      duty,
    )
    expect(filled).toEqual([
      { role: 'x', person: 'a' },
      { role: 'y', person: 'b' },
      { role: 'z', person: 'away' },
    ])
  })
})
