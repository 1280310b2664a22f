import { computed } from 'vue'
import type { Reading } from './format.ts'
import { useLabels } from '../stores/labels.ts'
import { language } from '../language.ts'

/** The reader's language and the names of records, for everything that shows values. */
export function useReading() {
  const labels = useLabels()
  return computed<Reading>(() => ({ language: language.value, label: labels.title }))
}
