import { describe, expect, it } from 'vitest'
import type { LogEntry, LogQuery } from '../../../../../contract/duty-log.ts'
import { fail, ok } from '../../../../../contract/result.ts'
import { logPages, type LogMemory, type LogPage, type LogSource } from './log-pages.ts'

const entry = (n: number): LogEntry => ({
  id: `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  at: n,
  enteredAt: n,
  late: false,
  person: 'p',
  personName: '周敏',
  category: 'round',
  text: `第${n}条`,
  originalText: `第${n}条`,
  tags: [],
  links: [],
  attachments: [],
  level: 1,
  amendments: [],
  commit: `s/${n}`,
  device: 'A3',
})

/** A log of `size` entries, newest first. */
function source(size: () => number): { readonly ask: LogSource; readonly calls: number[] } {
  const calls: number[] = []
  return {
    calls,
    ask: async (_query, limit, after) => {
      calls.push(limit)
      const from = after === undefined ? size() : Number(after)
      const entries = Array.from({ length: Math.min(limit, from) }, (_, index) =>
        entry(from - index),
      )
      const rest = from - entries.length
      return ok({ entries, next: rest > 0 ? String(rest) : null, total: size(), capped: false })
    },
  }
}

describe('pages of the log', () => {
  it('shows what it showed last of the same question until the answer is there', async () => {
    let size = 100
    const kept = new Map<string, LogPage>()
    const memory: LogMemory = {
      recall: (query) => kept.get(JSON.stringify(query)),
      keep: (query, page) => void kept.set(JSON.stringify(query), page),
    }
    await logPages(source(() => size).ask, memory).ask({ from: 1 })
    size = 101
    const pages = logPages(source(() => size).ask, memory)
    const asking = pages.ask({ from: 1 })
    expect([pages.waiting.value, pages.total.value, pages.asked.value]).toEqual([false, 100, 1])
    await asking
    expect([pages.entries.value[0]?.at, pages.total.value, pages.asked.value]).toEqual([
      101, 101, 1,
    ])
    const other = logPages(source(() => size).ask, memory)
    void other.ask({ from: 2 })
    expect(other.waiting.value).toBe(true)
  })

  it('shows a first page and goes on to the last entry once each', async () => {
    const pages = logPages(source(() => 1000).ask)
    await pages.ask({})
    expect(pages.entries.value).toHaveLength(80)
    while (pages.entries.value.length < 1000) await pages.more()
    expect(new Set(pages.entries.value.map(({ id }) => id)).size).toBe(1000)
    await pages.more()
    expect(pages.entries.value).toHaveLength(1000)
  })

  it('refreshes as far as it was fetched, new entries first', async () => {
    let size = 600
    const pages = logPages(source(() => size).ask)
    await pages.ask({})
    await pages.more()
    size = 601
    await pages.refresh()
    expect(pages.entries.value).toHaveLength(480)
    expect(pages.entries.value[0]?.at).toBe(601)
  })

  it('keeps the answer of the latest question only', async () => {
    const waits: (() => void)[] = []
    const slow: LogSource = async (query: LogQuery) => {
      await new Promise<void>((resolve) => waits.push(resolve))
      return ok({ entries: [entry(query.from ?? 0)], next: null, total: 1, capped: false })
    }
    const pages = logPages(slow)
    const first = pages.ask({ from: 1 })
    const second = pages.ask({ from: 2 })
    waits[1]?.()
    await second
    waits[0]?.()
    await first
    expect(pages.entries.value.map(({ at }) => at)).toEqual([2])
  })

  it('keeps what is shown when a later page fails', async () => {
    const healthy = source(() => 500).ask
    const pages = logPages(async (query, limit, after) =>
      after ? fail('internal', { reference: 'x' }) : healthy(query, limit, after),
    )
    await pages.ask({})
    await pages.more()
    expect(pages.entries.value).toHaveLength(80)
    expect(pages.failure.value?.code).toBe('internal')
  })
})

it('counts an answered question, and no refresh of it', async () => {
  const log = source(() => 3)
  const pages = logPages(log.ask)
  await pages.ask({})
  await pages.refresh()
  expect(pages.asked.value).toBe(1)
  await pages.ask({ text: 'x' })
  expect(pages.asked.value).toBe(2)
})
