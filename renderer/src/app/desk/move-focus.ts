/** Arrows move among the links of a list; the list is one tab stop. */
export function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code]
  if (step === undefined || !(list instanceof HTMLElement)) return
  const links = [...list.querySelectorAll<HTMLElement>('a')]
  const at = links.findIndex((link) => link === document.activeElement)
  event.preventDefault()
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus()
}
