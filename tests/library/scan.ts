import type { Core } from '../../core/host.ts'
import { done } from '../../core/testing.ts'
import type { Question } from './questions.ts'

const PAGE = 500

/** Ids of all documents that the product's own search finds. */
export async function foundBy(core: Core, text: string): Promise<string[]> {
  const ids: string[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { hits, total } = await done(core, 'library.search', {
      text,
      limit: PAGE,
      offset,
      exact: true,
    })
    ids.push(...hits.map(({ id }) => id))
    if (offset + PAGE >= total) return ids
  }
}

/** The same by reading every text, without any index. */
export const scannedFor = (
  texts: readonly { readonly id: string; readonly plain: readonly string[] }[],
  question: Question,
): string[] =>
  texts.filter(({ plain }) => plain.some((text) => question.test(text))).map(({ id }) => id)
