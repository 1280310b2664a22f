import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'

const LINE = 18
/** The date and the space around. */
const HEAD = 28
const LEAST = 2

/** How many lines a cell of the calendar has under its date, by the height that the window leaves. */
export function useRoom(grid: Readonly<Ref<HTMLElement | null>>, view: () => string) {
  const room = ref(LEAST + 1)
  const measure = (): void => {
    const table = grid.value
    const sheet = table?.parentElement
    if (!table || !sheet) return
    // What the window leaves, not the cells themselves: they grow with what stands in them.
    const top = table.querySelector('tbody')?.getBoundingClientRect().top ?? 0
    const height = sheet.getBoundingClientRect().bottom - top - sheet.scrollTop
    const weeks = table.querySelectorAll('tbody tr').length
    if (weeks > 0) room.value = Math.max(LEAST, Math.floor((height / weeks - HEAD) / LINE))
  }
  const sizes = new ResizeObserver(measure)
  watch(grid, (table, before) => {
    if (before?.parentElement) sizes.unobserve(before.parentElement)
    if (table?.parentElement) sizes.observe(table.parentElement)
  })
  // The table stays as tall as it was, its cells do not.
  watch(view, () => void nextTick(measure))
  onScopeDispose(() => sizes.disconnect())
  return room
}
