import { shallowRef } from 'vue'
import { fill, type Language, type Text } from '../../contract/text.ts'

/** Language of the interface; texts that were rendered follow it. */
export const language = shallowRef<Language>('zh-CN')

export function setLanguage(next: Language): void {
  language.value = next
  document.documentElement.lang = next
}

type Params = Readonly<Record<string, string | number>>

/** A text in the language of the interface, `{name}` replaced by the parameter of that name. */
export const textIn = (text: Text, params: Params = {}): string =>
  fill(text[language.value], params)

/** Texts of one part of the interface by their keys. */
export const textsOf =
  <K extends string>(texts: Readonly<Record<K, Text>>) =>
  (key: K, params: Params = {}): string =>
    textIn(texts[key], params)

/** A name as it stands inside a sentence: in English without its capital, unless it is an abbreviation. */
export function inSentence(text: Text): string {
  const name = textIn(text)
  return language.value === 'en' && /^\p{Lu}\p{Ll}/u.test(name)
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name
}
