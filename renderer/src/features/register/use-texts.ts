import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { fill, type Language } from '../../../../contract/text.ts'
import { TEXTS, type TextKey } from './texts.ts'

/** The register's texts in the language of the interface. */
export function useTexts() {
  const { locale } = useI18n()
  const language = computed<Language>(() => (locale.value === 'en' ? 'en' : 'zh-CN'))
  const t = (key: TextKey, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(TEXTS[key][language.value], params)
  return { language, t }
}
