import { shallowRef } from 'vue'

type Pinyin = typeof import('pinyin-pro').pinyin

/** The dictionary is large: it comes after the first picture, and what depends on it looks again then. */
const pinyin = shallowRef<Pinyin>()
const initials = new Map<string, string>()

async function load(): Promise<void> {
  pinyin.value = (await import('pinyin-pro')).pinyin
}
setTimeout(() => void load(), 500)

function initialsOf(text: string): string {
  const known = initials.get(text)
  if (known !== undefined || !pinyin.value) return known ?? ''
  const letters = pinyin.value(text, { pattern: 'first', toneType: 'none', type: 'array' })
  const made = letters.join('').toLowerCase()
  initials.set(text, made)
  return made
}

/** True when a title holds what was typed: every word of it, or the pinyin initials. */
export function matches(title: string, typed: string): boolean {
  const words = typed.trim().toLowerCase().split(/\s+/u)
  const low = title.toLowerCase()
  return words.every((word) => low.includes(word)) || initialsOf(title).includes(words.join(''))
}
