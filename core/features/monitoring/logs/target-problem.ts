import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import { patternProblem, type PatternSource } from './pattern.ts'

/** Why the patterns of a target cannot be used; undefined: they can. */
export function targetProblem(target: MonitorTarget): 'double' | 'pattern' | undefined {
  const patterns = patternsOf(target)
  if (new Set(patterns.map(({ key }) => key)).size < patterns.length) return 'double'
  return patterns.some((pattern) => patternProblem(pattern) !== undefined) ? 'pattern' : undefined
}

function patternsOf(target: MonitorTarget): readonly PatternSource[] {
  switch (target.kind) {
    case 'log':
    case 'journal':
    case 'windows-event':
      return target.patterns
    case 'behaviour':
    case 'usage':
      return target.source.from === 'log' ? (target.source.patterns ?? []) : []
    default:
      return []
  }
}
