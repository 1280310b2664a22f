const HAN = /\p{Script=Han}/gu
const OTHER =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Greek}\p{Script=Hebrew}]/gu
const LETTERS = /[A-Za-z]/gu
const ACCENTED = /[\u00c0-\u024f]/gu
const ENGLISH = /\b(?:the|of|and|to|is|in|for|a|this|that|with|or|be|are|as|on|by|if|not|it)\b/giu

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** A character of Chinese says about as much as this many letters of English. */
const LETTERS_OF_HAN = 3

/** `zh`, `en`, `mixed` or `other`, by the characters of a sample from all over the text. */
export function languageOf(texts: readonly string[]): string {
  const text = sampleOf(texts)
  const han = count(text, HAN) * LETTERS_OF_HAN
  const latin = count(text, LETTERS)
  const other = count(text, OTHER) * 2
  const all = han + latin + other
  if (all === 0 || other > all / 5) return 'other'
  if (han > all * 0.6) return 'zh'
  if (han > all * 0.15) return 'mixed'
  // French or German have their accents and few of the small words of English.
  const words = count(text, /[A-Za-z]+/gu)
  const foreign = count(text, ACCENTED) > latin / 100 && count(text, ENGLISH) < words / 20
  return foreign ? 'other' : 'en'
}

const SAMPLE = 60_000

function sampleOf(texts: readonly string[]): string {
  const total = texts.reduce((sum, { length }) => sum + length, 0)
  if (total <= SAMPLE) return texts.join('\n')
  const share = SAMPLE / total
  return texts
    .map((text) => text.slice(0, Math.ceil(text.length * share)))
    .join('\n')
    .slice(0, 2 * SAMPLE)
}
