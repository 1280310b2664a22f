import { normalise } from '../../core/search/text.ts'
import type { Manual } from './corpus.ts'

export interface Question {
  readonly text: string
  readonly kind: 'chinese' | 'english' | 'phrase'
  /** The same asked of one normalised text, without any index. */
  test(plain: string): boolean
}

/** Repeatable numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The texts of a manual as they are compared, each by itself: title, headings, pages. */
export const plainTexts = ({ title, parts }: Manual): string[] =>
  [
    title,
    ...parts.flatMap((part) => [
      part.title,
      ...part.pieces.flatMap((one) => [one.heading, one.text]),
    ]),
  ].map(normalise)

/** Of some lines each by itself, as far as they go on without a sign. */
function pick(manuals: readonly Manual[], next: () => number, pattern: RegExp): string | undefined {
  const manual = manuals[Math.floor(next() * manuals.length)]
  const pieces = manual?.parts.flatMap((part) => part.pieces) ?? []
  const text = normalise(pieces[Math.floor(next() * pieces.length)]?.text ?? '')
  const found = [...text.matchAll(pattern)]
  return found[Math.floor(next() * found.length)]?.[0]
}

const WORD = '[\\p{L}\\p{N}\\p{M}]'
const HAN = '[\\p{Script=Han}々〇]'
/** No letter of a word before or after; a Han letter ends a word. */
const before = `(?<![${WORD}--${HAN}])`
const after = `(?![${WORD}--${HAN}])`

/** Questions out of the texts themselves: Chinese of 1–8 characters, English words, phrases. */
export function questionsOf(
  manuals: readonly Manual[],
  counts: { readonly chinese: number; readonly english: number; readonly phrases: number },
  seed = 7,
): Question[] {
  const next = random(seed)
  const questions = new Map<string, Question>()
  const collect = (count: number, make: () => Question | undefined) => {
    const goal = questions.size + count
    for (let tries = 0; questions.size < goal && tries < count * 200; tries++) {
      const made = make()
      if (made) questions.set(made.text, made)
    }
  }
  collect(counts.chinese, () => {
    const run = pick(manuals, next, /\p{Script=Han}{2,}/gu)
    if (run === undefined) return undefined
    const letters = [...run]
    const length = Math.min(letters.length, 1 + Math.floor(next() * 8))
    const from = Math.floor(next() * (letters.length - length + 1))
    const text = letters.slice(from, from + length).join('')
    return { text, kind: 'chinese', test: (plain) => plain.includes(text) }
  })
  collect(counts.english, () => {
    const text = pick(manuals, next, new RegExp(`${before}[a-z]{3,12}${after}`, 'gv'))
    if (text === undefined) return undefined
    // The last word may go on: it is still being typed.
    const pattern = new RegExp(`${before}${text}`, 'v')
    return { text, kind: 'english', test: (plain) => plain.includes(text) && pattern.test(plain) }
  })
  collect(counts.phrases, () => {
    const length = 2 + Math.floor(next() * 3)
    const run = new RegExp(`${before}[a-z]{2,}(?: [a-z]{2,}){${length - 1}}${after}`, 'gv')
    const phrase = pick(manuals, next, run)
    if (phrase === undefined) return undefined
    const words = phrase.split(' ')
    const pattern = new RegExp(`${before}${words.join('[^\\p{L}\\p{N}\\p{M}]+')}${after}`, 'v')
    return {
      text: `"${phrase}"`,
      kind: 'phrase',
      test: (plain) => words.every((word) => plain.includes(word)) && pattern.test(plain),
    }
  })
  return [...questions.values()]
}
