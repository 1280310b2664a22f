import { language, textsOf } from '../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** The register's texts in the language of the interface. */
export const useTexts = () => ({ language, t })
