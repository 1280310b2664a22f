import { expect, it } from 'vitest'
import { failureText, reasonText } from './failure-text.ts'

it('names fields, reasons and roles in the language of the reader', () => {
  const field = { 'zh-CN': '压力', en: 'Pressure' }
  const tooLarge = {
    code: 'fieldInvalid' as const,
    params: { field, name: 'pressure', reason: 'tooLarge', limit: 1.6 },
  }
  expect(failureText(tooLarge, 'zh-CN')).toBe('“压力”有误：不大于1.6')
  expect(failureText(tooLarge, 'en')).toBe('“Pressure” is not valid: at most 1.6')
  expect(
    failureText(
      { code: 'missingFields', params: { fields: [field, { 'zh-CN': '名称', en: 'Name' }] } },
      'zh-CN',
    ),
  ).toBe('先填写：压力、名称')
  expect(failureText({ code: 'denied', params: { roles: ['lead', 'manager'] } }, 'zh-CN')).toBe(
    '没有权限。可由值班长、运维主管办理',
  )
  expect(failureText({ code: 'storageFailed', params: { detail: 'EIO' } }, 'en')).toContain('EIO')
  const open = { 'zh-CN': '还有{open}个问题没有销号', en: '{open} findings are not closed yet' }
  expect(failureText({ code: 'notYet', params: { reason: open, open: 2 } }, 'en')).toBe(
    '2 findings are not closed yet',
  )
  expect(reasonText('out of paper', 'en')).toBe('out of paper')
})
