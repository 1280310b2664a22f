/** Marks without touching the page: ranges of text under a name that the style sheet colours. */
export type HighlightName = 'find' | 'find-current' | 'place' | 'note'

export function highlight(name: HighlightName, ranges: readonly Range[]): void {
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

/** Brings a range into the middle of what scrolls. */
export function reveal(scroller: Element, range: Range): void {
  const box = range.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  if (box.height === 0 && box.width === 0) return
  if (box.top >= frame.top + 40 && box.bottom <= frame.bottom - 40) return
  scroller.scrollTop += box.top - frame.top - frame.height / 3
}
