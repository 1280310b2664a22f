import { describe, expect, it } from 'vitest'
import { LOG_CATEGORIES } from '../../../contract/duty-log.ts'
import { CAST, teamOnDuty } from '../../demonstration/cast.ts'
import { FIRST_WEEK } from './demonstration/first-week.ts'
import { LAST_NIGHT } from './demonstration/last-night.ts'
import { routineScenes } from './demonstration/routine.ts'
import { SECOND_WEEK } from './demonstration/second-week.ts'

const numbers = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const story = [...FIRST_WEEK, ...SECOND_WEEK, ...LAST_NIGHT]
const all = [...story, ...routineScenes(14, numbers(7))]

describe('the demonstration of the duty log', () => {
  it('lets only people write who are on duty then, or work outside the shifts', () => {
    const wrong = all.filter((scene) => {
      const person = CAST.find(({ login }) => login === scene.who)
      const hour = Number(scene.time.slice(0, 2))
      return !person || (person.team !== undefined && person.team !== teamOnDuty(scene.day, hour))
    })
    expect(wrong.map((scene) => `${scene.day} ${scene.time} ${scene.who}`)).toEqual([])
  })

  it('knows every category it uses, and uses every one but other', () => {
    const used = new Set(all.map((scene) => scene.category))
    expect([...used].sort()).toEqual(
      LOG_CATEGORIES.map(({ value }) => value as string)
        .filter((value) => value !== 'other')
        .sort(),
    )
  })

  it('has both languages without Chinese in the English one, and is the same for the same numbers', () => {
    expect(
      all.filter((scene) => /\p{Script=Han}/u.test(scene.text.en) || scene.text['zh-CN'] === ''),
    ).toEqual([])
    expect(routineScenes(14, numbers(7))).toEqual(routineScenes(14, numbers(7)))
    expect(all.length).toBeGreaterThan(250)
  })

  it('lets each team work a day, a night and rest', () => {
    expect([teamOnDuty(0, 2), teamOnDuty(0, 9), teamOnDuty(0, 21)]).toEqual(['b', 'c', 'a'])
    expect([teamOnDuty(1, 2), teamOnDuty(1, 9), teamOnDuty(1, 21)]).toEqual(['a', 'b', 'c'])
    expect([teamOnDuty(-1, 2), teamOnDuty(-1, 9), teamOnDuty(-1, 21)]).toEqual(['c', 'a', 'b'])
  })
})
