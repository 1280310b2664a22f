import { pinyin } from 'pinyin-pro'

const initials = new Map<string, string>()

function initialsOf(text: string): string {
  const known = initials.get(text)
  if (known !== undefined) return known
  const made = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
  initials.set(text, made)
  return made
}

/** True when a title holds what was typed: every word of it, or the pinyin initials. */
export function matches(title: string, typed: string): boolean {
  const words = typed.trim().toLowerCase().split(/\s+/u)
  const low = title.toLowerCase()
  return words.every((word) => low.includes(word)) || initialsOf(title).includes(words.join(''))
}
