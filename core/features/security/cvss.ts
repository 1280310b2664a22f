/**
 * Base score of CVSS 3.0 and 3.1 (FIRST, Common Vulnerability Scoring System v3.1: Specification
 * Document, section 7.1). Undefined for anything that is not a complete base vector.
 */
export function cvssScore(vector: string): number | undefined {
  const values = parsed(vector)
  if (!values) return undefined
  const changed = values.get('S') === 'C'
  const weight = (metric: string): number => {
    const value = values.get(metric) ?? ''
    const table = WEIGHTS[metric === 'PR' && changed ? 'PR:C' : metric]
    return table?.[value] ?? 0
  }
  const iss = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'))
  const impact = changed ? 7.52 * (iss - 0.029) - 3.25 * (iss - 0.02) ** 15 : 6.42 * iss
  if (impact <= 0) return 0
  const exploitability = 8.22 * weight('AV') * weight('AC') * weight('PR') * weight('UI')
  const sum = changed ? 1.08 * (impact + exploitability) : impact + exploitability
  return roundUp(Math.min(sum, 10))
}

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  'PR:C': { N: 0.85, L: 0.68, H: 0.5 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
}
const BASE: Readonly<Record<string, string>> = {
  AV: 'NALP',
  AC: 'LH',
  PR: 'NLH',
  UI: 'NR',
  S: 'UC',
  C: 'HLN',
  I: 'HLN',
  A: 'HLN',
}

function parsed(vector: string): ReadonlyMap<string, string> | undefined {
  const match = /^CVSS:3\.[01]((?:\/[A-Z]{1,3}:[A-Z])+)$/u.exec(vector.trim())
  if (!match) return undefined
  const parts = (match[1] ?? '').slice(1).split('/')
  const values = new Map(parts.map((part) => part.split(':') as [string, string]))
  if (values.size !== parts.length) return undefined
  const isWhole = Object.entries(BASE).every(([metric, allowed]) => {
    const value = values.get(metric)
    return value !== undefined && allowed.includes(value)
  })
  return isWhole ? values : undefined
}

/** The smallest number of one decimal that is not below; as the specification's appendix A has it. */
function roundUp(value: number): number {
  const whole = Math.round(value * 100_000)
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10
}

export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** Qualitative rating of a score (section 5); a score of 0 needs no remedy and counts as low. */
export function severityOf(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}
