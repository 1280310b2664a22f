import { expect, it } from 'vitest'
import { MONITOR_KINDS, monitorTarget, type TargetOf } from '../../../../../contract/monitoring.ts'
import { emptyTarget, metricsFrom, metricsText, missingIn, setField } from './target-form.ts'

it('begins with a target of each kind that says what it lacks, or can be saved', () => {
  for (const kind of MONITOR_KINDS) {
    const target = emptyTarget(kind)
    expect(monitorTarget.safeParse(target).success || missingIn(target).length > 0, kind).toBe(true)
  }
  expect(missingIn(emptyTarget('http'))).toEqual(['url'])
  expect(missingIn({ kind: 'http', url: 'https://a.example/' })).toEqual([])
})

it('lets go of a field that is emptied', () => {
  const target: TargetOf<'http'> = { kind: 'http', url: 'https://a/', keyword: 'OK' }
  expect(setField(target, 'keyword', '')).toEqual({ kind: 'http', url: 'https://a/' })
  expect(setField(target, 'without', 'x')).toMatchObject({ without: 'x', keyword: 'OK' })
})

it('reads metrics as people write them, and writes them back', () => {
  const text = 'node_load1\nrate http_requests_total{code="500",job="a"}\n# no metric'
  const metrics = metricsFrom(text)
  expect(metrics).toEqual([
    { name: 'node_load1' },
    { name: 'http_requests_total', rate: true, labels: { code: '500', job: 'a' } },
  ])
  expect(metricsText(metrics)).toBe('node_load1\nrate http_requests_total{code="500",job="a"}')
})
