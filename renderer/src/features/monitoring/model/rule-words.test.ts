import { describe, expect, it } from 'vitest'
import type { MonitorRule } from '../../../../../contract/monitoring.ts'
import { ruleWords } from './rule-words.ts'

const CPU: MonitorRule = {
  kind: 'threshold',
  key: 'cpu-high',
  metric: 'cpu',
  side: 'above',
  raise: 80,
  clear: 70,
  forSeconds: 300,
  clearForSeconds: 60,
  averageSeconds: 0,
  severity: 'warn',
  advice: 'optimise',
}

describe('a rule in words', () => {
  it('says when it is raised, how grave, and when it is over', () => {
    expect(ruleWords(CPU, 'zh-CN')).toBe(
      'CPU使用率高于80%持续5分，报预警；低于70%持续1分后恢复；建议优化或扩容',
    )
    expect(ruleWords(CPU, 'en')).toBe(
      'CPU above 80 % for 5 min: Warning; cleared below 70 % for 1 min; advice: Optimise or extend',
    )
  })
  it('of a state, of matches and of what users do', () => {
    expect(
      ruleWords(
        {
          kind: 'state',
          key: 'down',
          state: 'down',
          severity: 'crit',
          forSeconds: 0,
          clearForSeconds: 0,
        },
        'zh-CN',
      ),
    ).toBe('停止，报严重')
    expect(
      ruleWords(
        {
          kind: 'matches',
          key: 'm',
          pattern: 'failed-sign-in',
          count: 5,
          withinSeconds: 600,
          quietSeconds: 1_800,
          severity: 'warn',
        },
        'zh-CN',
      ),
    ).toBe('10分内登录失败达5次，报预警；30分不再出现即恢复')
  })
})
