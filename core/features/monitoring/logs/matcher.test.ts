import { describe, expect, it } from 'vitest'
import { LogMatcher } from './matcher.ts'
import { lineShape } from './line-shape.ts'
import { lineTime } from './line-time.ts'
import { compilePattern, patternProblem } from './pattern.ts'
import { RecentHits } from './recent-hits.ts'

const failed = {
  key: 'failed',
  text: 'Failed password for (?:invalid user )?(\\S+) from (\\S+)',
  regex: true,
}

describe('patterns', () => {
  it('are texts, or expressions with groups', () => {
    const text = compilePattern({ key: 'a', text: 'timeout (', ignoreCase: true })
    expect(text.matches('ERROR: Timeout (30 s)')).toBe(true)
    expect(text.groups('ERROR: Timeout (30 s)')).toEqual([])
    const expression = compilePattern(failed)
    const line = 'sshd[81]: Failed password for invalid user admin from 10.0.0.9 port 5122 ssh2'
    expect(expression.matches(line)).toBe(true)
    expect(expression.groups(line)).toEqual(['admin', '10.0.0.9'])
    expect(expression.groups('Accepted publickey')).toEqual([])
  })

  it('leave out what holds another text', () => {
    const { matches } = compilePattern({ key: 'a', text: '错误', without: '重试成功' })
    expect(matches('错误：写入失败')).toBe(true)
    expect(matches('错误：写入失败，重试成功')).toBe(false)
  })

  it('take time in proportion to the line, whatever the expression and the line', () => {
    const began = performance.now()
    for (const text of ['(a+)+$', '(a|aa)*b', '(.*a){12}c', '^(\\w+\\s?)*$']) {
      const pattern = compilePattern({ key: 'a', text, regex: true })
      pattern.matches(`${'a'.repeat(60_000)}!`)
    }
    expect(performance.now() - began).toBeLessThan(1_500)
  })

  it('say what is wrong with an expression', () => {
    expect(patternProblem({ key: 'a', text: '(a', regex: true })).toMatch(/missing closing/u)
    expect(patternProblem({ key: 'a', text: '(?=ahead)', regex: true })).toBeDefined()
    expect(patternProblem({ key: 'a', text: '(a' })).toBeUndefined()
    expect(patternProblem(failed)).toBeUndefined()
  })
})

describe('matches in a log', () => {
  it('have the lines before and after them, over several readings', () => {
    const matcher = new LogMatcher([{ key: 'error', text: 'ERROR' }], { before: 2, after: 2 })
    expect(matcher.take(['one', 'two', 'three'])).toEqual([])
    const [hit] = matcher.take(['ERROR disk 7 full', 'four'])
    expect(hit).toMatchObject({
      pattern: 'error',
      line: 'ERROR disk 7 full',
      before: ['two', 'three'],
      after: ['four'],
      shape: 'ERROR disk # full',
    })
    matcher.take(['five', 'six'])
    expect(hit?.after).toEqual(['four', 'five'])
  })

  it('name the first pattern that fits, and stand in each other’s context', () => {
    const matcher = new LogMatcher([failed, { key: 'any', text: 'password' }], {
      before: 1,
      after: 1,
    })
    const hits = matcher.take(['password changed', 'Failed password for root from 10.0.0.9 port 1'])
    expect(hits.map(({ pattern, shape }) => [pattern, shape])).toEqual([
      ['any', 'password changed'],
      ['failed', 'root 10.0.0.9'],
    ])
    expect(hits[0]?.after).toEqual(['Failed password for root from 10.0.0.9 port 1'])
  })

  it('that say the same are one with a count', () => {
    const matcher = new LogMatcher([{ key: 'e', text: 'ERROR' }], { before: 0, after: 0 })
    const recent = new RecentHits()
    const lines = ['ERROR order 17 late 3.5 s', 'ERROR pool empty', 'ERROR order 18 late 9.1 s']
    for (const [at, hit] of matcher.take(lines).entries()) recent.add(hit, 100 + at)
    expect(recent.list().map(({ count, firstAt, lastAt }) => [count, firstAt, lastAt])).toEqual([
      [2, 100, 102],
      [1, 101, 101],
    ])
    expect(recent.list()[0]?.hit.line).toBe('ERROR order 18 late 9.1 s')
  })

  it('have a shape without what differs each time', () => {
    expect(lineShape('2026-11-28 07:36:15,123 ERROR 10.0.0.8:443 id 7f3a9c0b1d2e  x')).toBe(
      '# # ERROR # id # x',
    )
    expect(lineShape('req 018f4c1e-9b7a-7c3d-8e5f-112233445566 交易失败 第3次')).toBe(
      'req # 交易失败 第#次',
    )
  })
})

describe('the time of a line', () => {
  const now = Date.parse('2026-11-28T08:00:00Z')
  const zone = 'Asia/Shanghai'
  it.each([
    ['2026-11-28T07:36:15.250Z ERROR', '2026-11-28T07:36:15.250Z'],
    ['2026-11-28 15:36:15,250 ERROR', '2026-11-28T07:36:15.250Z'],
    ['[2026/11/28 15:36:15] 错误', '2026-11-28T07:36:15Z'],
    ['2026年11月28日 15:36:15 错误', '2026-11-28T07:36:15Z'],
    ['2026-11-28T15:36:15+08:00 ERROR', '2026-11-28T07:36:15Z'],
    ['Nov  8 15:36:15 db-core-01 sshd[7]: Failed', '2026-11-08T07:36:15Z'],
    ['Dec 31 23:59:59 db-core-01 sshd[7]: Failed', '2025-12-31T15:59:59Z'],
    ['10.0.0.9 - - [28/Nov/2026:07:36:15 +0000] "GET / HTTP/1.1" 500', '2026-11-28T07:36:15Z'],
  ])('%s', (line, expected) => {
    expect(new Date(lineTime(line, now, zone) ?? 0).toISOString()).toBe(
      new Date(expected).toISOString(),
    )
  })

  it.each(['no time here', '2026-02-31 10:00:00 no such day', 'Foo 12 15:36:15 no month', '9999'])(
    'none in: %s',
    (line) => expect(lineTime(line, now, zone)).toBeUndefined(),
  )
})
