import { expect, it, vi } from 'vitest'

const answers: ((titles: readonly string[]) => void)[] = []
vi.mock('../call.ts', () => ({
  call: () =>
    new Promise((resolve) => {
      answers.push((titles) =>
        resolve({
          ok: true,
          value: {
            labels: titles.map((title) => ({ type: 't', id: title, title, deleted: false })),
          },
        }),
      )
    }),
}))
const { useLookup } = await import('./use-lookup.ts')

it('Enter before the answer takes the first of the answer, once', async () => {
  const taken: string[] = []
  const lookup = useLookup(8, (index) => taken.push(lookup.found.value[index]?.title ?? 'none'))
  const [first, second] = [lookup.look('w'), lookup.look('web-07')]
  // The letters before found something else, which comes late.
  answers[0]?.(['wall'])
  await first
  expect(lookup.found.value).toEqual([])
  lookup.enter()
  expect(taken).toEqual([])
  answers[1]?.(['web-07', 'web-071'])
  await second
  expect(taken).toEqual(['web-07'])
  lookup.active.value = 1
  lookup.enter()
  expect(taken).toEqual(['web-07', 'web-071'])
})

it('an Enter is forgotten when more is typed, or the field is left', async () => {
  const take = vi.fn()
  const lookup = useLookup(8, take)
  answers.length = 0
  const first = lookup.look('a')
  lookup.enter()
  const second = lookup.look('ab')
  lookup.enter()
  lookup.stop()
  for (const answer of answers) answer(['ab'])
  await Promise.all([first, second])
  expect(take).not.toHaveBeenCalled()
  expect(lookup.found.value).toEqual([])
})
