import type { z } from 'zod'
import type { Text } from '../contract/text.ts'

/** What of an input is not as it must be, in both languages, with the place in the input. */
export const issuesOf = ({ issues }: z.ZodError): Text[] =>
  issues.map((issue) => {
    const { 'zh-CN': zh, en } = wordsOf(issue)
    const place = issue.path.join('.')
    return place === ''
      ? { 'zh-CN': zh, en }
      : { 'zh-CN': `${zh}（${place}）`, en: `${en} (${place})` }
  })

function wordsOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue.origin, issue.maximum)
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum)
    case 'invalid_type':
    case 'invalid_value':
      return { 'zh-CN': '不是可用的值', en: 'not a value that can be used' }
    case 'invalid_format':
      return { 'zh-CN': '写法不对', en: 'not written as it must be' }
    default:
      return { 'zh-CN': issue.message, en: issue.message }
  }
}

function tooBig(origin: string, most: number | bigint): Text {
  if (origin === 'string')
    return { 'zh-CN': `超过${most}个字符`, en: `longer than ${most} characters` }
  if (origin === 'array') return { 'zh-CN': `多于${most}项`, en: `more than ${most} entries` }
  return { 'zh-CN': `大于${most}`, en: `above ${most}` }
}

function tooSmall(origin: string, least: number | bigint): Text {
  if (origin === 'string')
    return least === 1
      ? { 'zh-CN': '没有填', en: 'left empty' }
      : { 'zh-CN': `少于${least}个字符`, en: `shorter than ${least} characters` }
  if (origin === 'array') return { 'zh-CN': `少于${least}项`, en: `fewer than ${least} entries` }
  return { 'zh-CN': `小于${least}`, en: `below ${least}` }
}
