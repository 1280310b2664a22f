import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { WORK_SCOPES, type WorkScope } from '../../../../contract/work.ts'

export const VIEWS = ['list', 'week', 'month'] as const
export type View = (typeof VIEWS)[number]
export const HORIZONS = [1, 7, 30] as const

/** What the screen shows stands in its address, so that going back brings it back. */
export function useFilters() {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const field = <T extends string | number>(name: string, read: (value: string) => T, usual: T) =>
    computed<T>({
      get: () => read(text(name)),
      set: (value) =>
        void router.replace({
          query: { ...route.query, [name]: value === usual ? undefined : String(value) },
        }),
    })
  return {
    scope: field<WorkScope>(
      'scope',
      (value) => WORK_SCOPES.find((one) => one === value) ?? 'mine',
      'mine',
    ),
    view: field<View>('view', (value) => VIEWS.find((one) => one === value) ?? 'list', 'list'),
    source: field<string>('source', (value) => value, ''),
    text: field<string>('text', (value) => value, ''),
    days: field<number>('days', (value) => HORIZONS.find((one) => String(one) === value) ?? 1, 1),
    /** `2026-03-17`: the day that the calendar stands at. */
    day: field<string>('day', (value) => (/^\d{4}-\d{2}-\d{2}$/u.test(value) ? value : ''), ''),
  }
}
