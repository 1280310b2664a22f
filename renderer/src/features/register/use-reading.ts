import { computed } from 'vue'
import type { Reading } from './model/format.ts'
import { useLabels } from '../../stores/labels.ts'
import { useTexts } from './use-texts.ts'

/** The reader's language and the names of records, for everything that shows values. */
export function useReading() {
  const labels = useLabels()
  const { language } = useTexts()
  return computed<Reading>(() => ({ language: language.value, label: labels.title }))
}
