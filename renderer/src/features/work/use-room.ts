import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'

const LINE = 18
/** The date and the space around. */
const HEAD = 28
const LEAST = 2

/** How many lines a cell of the calendar has under its date, by the height that the window leaves. */
export function useRoom(grid: Readonly<Ref<HTMLElement | null>>, view: () => string) {
  const room = ref(LEAST + 1)
  const measure = (): void => {
    const cell = grid.value?.querySelector('td')?.clientHeight
    if (cell) room.value = Math.max(LEAST, Math.floor((cell - HEAD) / LINE))
  }
  const sizes = new ResizeObserver(measure)
  watch(grid, (table, before) => {
    if (before) sizes.unobserve(before)
    if (table) sizes.observe(table)
  })
  // The table stays as tall as it was, its cells do not.
  watch(view, () => void nextTick(measure))
  onScopeDispose(() => sizes.disconnect())
  return room
}
