import type { Language } from '../../../contract/text.ts'

const kept = new Map<string, Intl.DateTimeFormat>()

/** The formatter of a language, made once for each form: a month of shifts asks for hundreds. */
export function dateFormat(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  // A computer may be carried into another time zone while the program runs.
  const key = `${language} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`
  const known = kept.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options)
  kept.set(key, made)
  return made
}
