import { describe, expect, it } from 'vitest'
import type { SearchHit } from '../../../contract/oversight.ts'
import { mergeFound, titlePieces } from './palette-hits.ts'

const label = (id: string, title = id) => ({
  type: 'configuration-item',
  id,
  title,
  deleted: false,
})
const hit = (id: string, snippet: string, title = id): SearchHit => ({
  ...label(id, title),
  snippet,
  field: 'text',
  at: 0,
  score: 1,
})

describe('what the palette finds', () => {
  it('puts records of that name before those that tell of it, each once', () => {
    const found = mergeFound(
      [label('UPS-1'), label('cly')],
      [hit('reading', 'UPS'), hit('UPS-1', '\u0002UPS\u0003-1')],
    )
    expect(found.map(({ id }) => id)).toEqual(['UPS-1', 'cly', 'reading'])
    expect(found[0]?.snippet).toBe('\u0002UPS\u0003-1')
  })

  it('marks the match in the title, and shows its place where the title ends before', () => {
    const marked = '…市电A 400 V，\u0002UPS\u0003-1负载42%'
    expect(titlePieces(hit('1', marked, '抄表：市电A 400 V，UPS-1负载42%'), 'text')).toEqual([
      '抄表：市电A 400 V，',
      'UPS',
      '-1负载42%',
    ])
    expect(titlePieces(hit('1', marked, '抄表：…'), 'text')).toEqual([
      '…市电A 400 V，',
      'UPS',
      '-1负载42%',
    ])
    expect(titlePieces(hit('1', marked, '抄表'), 'name')).toEqual(['抄表'])
  })
})
