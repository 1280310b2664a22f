import { expect, it } from 'vitest'
import { answerIssue } from '../../../../contract/checklist-judge.ts'
import { shippedChecklists } from '../shipped.ts'
import { answerTo } from './readings.ts'

const THREE_YEARS = 1100

it('are ones that the instruments can show, however long the story is', () => {
  const items = shippedChecklists('zh-CN').flatMap(({ body }) =>
    body.sections.flatMap((section) => section.items.filter(({ kind }) => kind === 'number')),
  )
  expect(items.length).toBeGreaterThan(50)
  const issues = new Set<string>()
  for (let day = -THREE_YEARS; day <= 1; day++)
    for (const hour of [1, 15])
      for (const item of items) {
        const moment = { day, hour, language: 'zh-CN' as const, random: Math.random }
        const answer = answerTo(item, 0, moment)
        if (answer && answerIssue(item, answer))
          issues.add(`${item.id} on day ${day}: ${String(answer.value)}`)
      }
  expect([...issues]).toEqual([])
})
