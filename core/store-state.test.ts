import { describe, expect, it } from 'vitest'
import type { Events } from '../contract/events.ts'
import { CoreError } from './error.ts'
import { StoreState } from './store-state.ts'

function watched(problem?: string) {
  const told: Events['storage.changed']['state'][] = []
  const state = new StoreState({
    tell: (change) => told.push(change.state),
    check: () => Promise.resolve(problem),
  })
  return { state, told }
}

describe('StoreState', () => {
  it('tells of a full disk once, and of the first commit after it', () => {
    const { state, told } = watched()
    state.failed(new CoreError('diskFull'))
    state.failed(new CoreError('diskFull'))
    expect(state.current).toBe('diskFull')
    state.written()
    state.written()
    state.failed(new CoreError('workspaceReadOnly'))
    expect(told).toEqual(['diskFull', 'ok', 'readOnly'])
  })

  it('takes what is no matter of the disk as none', () => {
    const { state, told } = watched('page 7 is not ours')
    state.failed(new CoreError('clearance'))
    expect([state.current, told]).toEqual(['ok', []])
  })

  it('calls a workspace damaged only after its database was read, and then until it is closed', async () => {
    const elsewhere = watched()
    elsewhere.state.failed(new CoreError('workspaceDamaged'))
    await new Promise(setImmediate)
    expect(elsewhere.told).toEqual([])
    const here = watched('page 7 is not ours')
    here.state.failed(new CoreError('workspaceDamaged'))
    await new Promise(setImmediate)
    here.state.written()
    expect(here.state.current).toBe('damaged')
    here.state.reset()
    expect(here.told).toEqual(['damaged', 'ok'])
  })
})
