import { expect, it } from 'vitest'
import type { Concern } from '../../../contract/duty.ts'
import { newlyWrong } from './newly-wrong.ts'

const concern = (
  key: string,
  tone: Concern['tone'],
  state: Concern['state'] = 'open',
): Concern => ({
  key,
  source: 'monitoring',
  tone,
  title: key,
  since: 0,
  state,
  acts: [],
})

it('tells each thing once, again when it becomes graver, never what somebody has answered', () => {
  const first = newlyWrong([concern('a', 'crit')], undefined)
  expect(first.fresh).toEqual([])
  const second = newlyWrong(
    [
      concern('a', 'crit'),
      concern('b', 'warn'),
      concern('c', 'crit', 'acknowledged'),
      concern('d', 'unknown'),
    ],
    first.heard,
  )
  expect(second.fresh.map(({ key }) => key)).toEqual(['b'])
  expect(newlyWrong([concern('b', 'warn')], second.heard).fresh).toEqual([])
  expect(newlyWrong([concern('b', 'crit')], second.heard).fresh).toHaveLength(1)
  // It was over in between.
  const gone = newlyWrong([], second.heard)
  expect(newlyWrong([concern('a', 'crit')], gone.heard).fresh).toHaveLength(1)
})
