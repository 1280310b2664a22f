import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { LOG_CATEGORIES } from '../../../../contract/duty-log.ts'
import { fill, type Language } from '../../../../contract/text.ts'
import { TEXTS, type TextKey } from './texts.ts'

/** The duty log's texts in the language of the interface. */
export function useTexts() {
  const { locale } = useI18n()
  const language = computed<Language>(() => (locale.value === 'en' ? 'en' : 'zh-CN'))
  const t = (key: TextKey, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(TEXTS[key][language.value], params)
  /** A category's name; one that this version does not know is shown as it was written. */
  const category = (value: string): string =>
    LOG_CATEGORIES.find((known) => known.value === value)?.label[language.value] ?? value
  return { language, t, category }
}
