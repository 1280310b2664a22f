import { ERROR_TEXTS } from '../../../../contract/errors.ts'
import type { Failure } from '../../../../contract/result.ts'
import { fill, type Language } from '../../../../contract/text.ts'

/** An expected failure in the reader's language; lists among its values are joined. */
export function failureText(failure: Failure, language: Language): string {
  const params = Object.fromEntries(
    Object.entries(failure.params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(language === 'en' ? ', ' : '、') : value,
    ]),
  )
  return fill(ERROR_TEXTS[failure.code][language], params)
}
