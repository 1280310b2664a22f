import { language, textsOf } from '../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

export const useTexts = () => ({ t, language })
