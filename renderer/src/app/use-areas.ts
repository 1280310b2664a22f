import { computed } from 'vue'
import { useTypes } from '../stores/types.ts'
import { areasOf } from './areas.ts'

/** The areas that the signed-in person may open. */
export function useAreas() {
  const types = useTypes()
  return computed(() =>
    areasOf([...types.views.values()].filter(({ may }) => may.read).map(({ type }) => type)),
  )
}
