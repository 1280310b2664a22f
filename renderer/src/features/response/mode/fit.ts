/** Sizes of the emergency mode in parts of the screen's height, chosen so that a step's texts fit whole. */

/** Width of a text in units of one Han character. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += /[\u2E80-\uFFEF]/u.test(character) ? 1 : 0.54
  return width
}

/** Title sizes in vh with their line heights, the mockup's first; the smallest is still read from two metres. */
const SIZES = [
  { name: 'large', size: 9, line: 11.4 },
  { name: 'middle', size: 7, line: 8.8 },
  { name: 'small', size: 5.4, line: 6.8 },
] as const
export type TitleSize = (typeof SIZES)[number]['name']

/** Height for title, caution and mark of completion; width of the step's pane; both in vh. */
const HEIGHT = 45
const NOTE = { size: 4, line: 5.6, indent: 5.6 }

/** The largest size of the title with which everything of the step fits. `aspect`: width of its pane by the height of the window. */
export function titleSize(
  texts: { readonly title: string; readonly notes: readonly string[] },
  aspect: number,
): TitleSize {
  const pane = 100 * aspect - 6.4
  const linesOf = (text: string, size: number, width: number): number =>
    Math.max(1, Math.ceil((widthOf(text) * size) / width))
  const notes = texts.notes.reduce(
    (sum, text) => sum + linesOf(text, NOTE.size, pane - NOTE.indent) * NOTE.line + 1.7,
    0,
  )
  const fits = SIZES.find(
    ({ size, line }) => linesOf(texts.title, size, pane) * line + notes <= HEIGHT,
  )
  return (fits ?? SIZES[2]).name
}

/** A name where there is little room: of several words the first, and the letters of the others. */
export const shortName = (name: string): string => {
  const [first = '', ...rest] = name.split(' ')
  return [first, ...rest.map((word) => `${word.slice(0, 1)}.`)].join(' ')
}
