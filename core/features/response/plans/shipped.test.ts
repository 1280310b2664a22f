import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../../contract/text.ts'
import { shippedPlans } from './shipped.ts'

/** What fits the screen of the emergency mode in large type. */
const LONGEST_TITLE = { 'zh-CN': 30, en: 75 }

describe('plans that ship', () => {
  it.each(LANGUAGES)('are whole in %s', (language) => {
    const plans = shippedPlans(language)
    expect(plans.length).toBeGreaterThanOrEqual(14)
    for (const { key, name, notes, body } of plans) {
      const steps = [...body.steps, ...body.recovery]
      expect([name, notes, body.trigger, body.scope].includes(''), key).toBe(false)
      expect(steps.length, key).toBeGreaterThanOrEqual(8)
      expect(steps.length, key).toBeLessThanOrEqual(14)
      expect(body.recovery.length, key).toBeGreaterThan(0)
      expect(body.levels.length, key).toBeGreaterThanOrEqual(3)
      for (const { title, role, minutes } of steps) {
        expect([...title].length, title).toBeLessThanOrEqual(LONGEST_TITLE[language])
        expect(role !== undefined && minutes !== undefined, title).toBe(true)
      }
    }
  })

  it('have the same steps in both languages', () => {
    const [zh, en] = LANGUAGES.map((language) =>
      shippedPlans(language).map(({ key, body }) => [key, body.steps.map(({ id }) => id)]),
    )
    expect(zh).toEqual(en)
  })
})
