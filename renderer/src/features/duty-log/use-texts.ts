import { LOG_CATEGORIES } from '../../../../contract/duty-log.ts'
import { language, textIn, textsOf } from '../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** A category's name; one that this version does not know is shown as it was written. */
function category(value: string): string {
  const known = LOG_CATEGORIES.find((one) => one.value === value)
  return known ? textIn(known.label) : value
}

/** The duty log's texts in the language of the interface. */
export const useTexts = () => ({ language, t, category })
