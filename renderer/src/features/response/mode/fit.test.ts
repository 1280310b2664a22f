import { describe, expect, it } from 'vitest'
import { shortName, titleSize, widthOf } from './fit.ts'

describe('the size of a step', () => {
  it('is that of the mockup for what the mockup shows', () => {
    const step = {
      title: '将社保核心库切换到备库 db-core-02',
      notes: ['先确认备库延迟低于5秒。不要重启控制器A。', '完成标志：备库可写，心跳正常'],
    }
    expect(titleSize(step, 1.07)).toBe('large')
  })

  it('becomes smaller before anything is cut off', () => {
    const long = { title: '长'.repeat(30), notes: ['注'.repeat(60), '标'.repeat(50)] }
    expect(titleSize(long, 1.07)).toBe('small')
    expect(titleSize({ ...long, notes: [] }, 1.07)).toBe('large')
  })

  it('counts Latin letters as about half as wide', () => {
    expect(widthOf('备库 db')).toBeCloseTo(2 + 3 * 0.54)
  })
})

it('shortens names of several words', () => {
  expect(shortName('Wang Xuemei')).toBe('Wang X.')
  expect(shortName('李国栋')).toBe('李国栋')
})
