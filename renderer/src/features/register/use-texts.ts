import type { RecordType } from '../../../../contract/record-type.ts'
import { inSentence, language, textIn, textsOf } from '../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** What there is none of yet. In Chinese a register's name is that of the list: 通讯录 holds 联系人. */
export const recordsOf = ({ label, plural }: RecordType): string =>
  language.value === 'en' ? inSentence(plural) : textIn(label)

/** The register's texts in the language of the interface. */
export const useTexts = () => ({ language, t })
