import { effectScope, nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import { useStill } from './use-still.ts'

it('holds still under the pointer and follows when it leaves', async () => {
  const scope = effectScope()
  const source = ref('a')
  const still = scope.run(() => useStill(source))
  if (!still) throw new Error('no scope')
  source.value = 'b'
  await nextTick()
  expect(still.shown.value).toBe('b')
  still.point(true)
  source.value = 'c'
  await nextTick()
  expect(still.shown.value).toBe('b')
  still.point(false)
  expect(still.shown.value).toBe('c')
  scope.stop()
})
