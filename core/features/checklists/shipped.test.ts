import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../contract/text.ts'
import { judge } from '../../../contract/checklist-judge.ts'
import { shippedChecklists } from './shipped.ts'
import { itemsOf } from './views.ts'

const folder = new URL('../../../resources/templates/checklists', import.meta.url)

describe('the checklists that ship with the application', () => {
  it('are all in the library, once', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''))
    const keys = shippedChecklists('zh-CN').map(({ key }) => key)
    expect(keys.toSorted()).toEqual(files.toSorted())
  })

  it('cover every area of the daily checks, weekly and monthly rounds and the handover', () => {
    const kinds = shippedChecklists('en').map(({ category, area }) => `${category} ${area}`)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'shift facility',
        'day server',
        'day network',
        'day database',
        'day middleware',
        'day application',
        'day backup',
        'day security',
        'day facility',
        'week general',
        'month general',
        'shift handover',
      ]),
    )
  })

  it.each(LANGUAGES)('have 8 to 40 items, each readable in %s', (language) => {
    for (const template of shippedChecklists(language)) {
      const items = itemsOf(template)
      expect(items.length, template.key).toBeGreaterThanOrEqual(8)
      expect(items.length, template.key).toBeLessThanOrEqual(40)
      const texts = JSON.stringify(template)
      if (language === 'en') expect(texts).not.toMatch(/\p{Script=Han}/u)
      for (const item of items)
        if (item.kind === 'number') expect(item.unit, `${template.key} ${item.id}`).toBeDefined()
    }
  })

  it('have limits in an order that can be, within what can be read', () => {
    for (const template of shippedChecklists('en')) {
      for (const item of itemsOf(template)) {
        const { limits = [], range } = item
        const value = (side: string, level: string) =>
          limits.find((limit) => limit.side === side && limit.level === level)?.value
        const order = [
          range?.min,
          value('low', 'alarm'),
          value('low', 'warn'),
          value('high', 'warn'),
          value('high', 'alarm'),
          range?.max,
        ].filter((bound) => bound !== undefined)
        expect(order, `${template.key} ${item.id}`).toEqual(order.toSorted((a, b) => a - b))
      }
    }
  })

  it('ask the same in both languages', () => {
    const [chinese, english] = LANGUAGES.map((language) =>
      shippedChecklists(language).map((template) =>
        itemsOf(template).map(({ id, kind, limits, decimals }) => ({
          id,
          kind,
          decimals,
          limits: limits?.map(({ side, level, value }) => ({ side, level, value })),
        })),
      ),
    )
    expect(chinese).toEqual(english)
  })
})

describe('judging', () => {
  const item = shippedChecklists('zh-CN')
    .flatMap(itemsOf)
    .find(({ id }) => id === 'cold-aisle-a')
  const status = (value: number) => item && judge(item, { item: item.id, value }).status

  it('takes a reading on a limit as within it, and the worst of several beyond', () => {
    expect([20.9, 21, 25, 25.1, 28, 28.1, 17.9].map(status)).toEqual([
      'warn',
      'ok',
      'ok',
      'warn',
      'warn',
      'alarm',
      'alarm',
    ])
    expect(item && judge(item, { item: item.id, value: 25.6 }).message).toContain('滤网')
  })
})
