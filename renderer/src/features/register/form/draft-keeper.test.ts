import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Json } from '../../../../../contract/record-type.ts'
import { keepDraft, type DraftState } from './draft-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function memory() {
  const kept = new Map<string, Json>()
  const told: DraftState[] = []
  let full = false
  return {
    kept,
    told,
    fill: (): void => {
      full = true
    },
    tell: (state: DraftState): void => {
      told.push(state)
    },
    store: {
      save: async (key: string, value: Json) => {
        if (full) return { ok: false as const, error: { code: 'diskFull' as const, params: {} } }
        kept.set(key, value)
        return Promise.resolve({ ok: true as const, value: {} })
      },
      discard: async (key: string) =>
        Promise.resolve({ ok: true as const, value: kept.delete(key) }),
    },
  }
}

it('saves within a second although typing goes on', async () => {
  const { kept, store, tell, told } = memory()
  const draft = keepDraft('form', store, tell)
  for (let n = 1; n <= 9; n += 1) {
    draft.changed({ name: 'x'.repeat(n) })
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(kept.get('form')).toEqual({ name: 'xxxxxx' })
  await vi.advanceTimersByTimeAsync(600)
  expect(kept.get('form')).toEqual({ name: 'x'.repeat(9) })
  expect(told.every(({ failure }) => failure === undefined)).toBe(true)
})

it('saves at once when asked, and forgets a draft that became a record', async () => {
  const { kept, store, tell } = memory()
  const draft = keepDraft('form', store, tell)
  draft.changed('a')
  await draft.flush()
  expect(kept.get('form')).toBe('a')
  draft.changed('b')
  await draft.discard()
  await vi.advanceTimersByTimeAsync(2000)
  expect(kept.size).toBe(0)
})

it('tells when a draft could not be kept', async () => {
  const { fill, store, tell, told } = memory()
  fill()
  const draft = keepDraft('form', store, tell)
  draft.changed('a')
  await draft.flush()
  expect(told.at(-1)?.failure?.code).toBe('diskFull')
})
