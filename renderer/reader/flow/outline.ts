import type { Section } from '../../../contract/reader-frame.ts'
import type { Whole } from './whole.ts'

/** The document's own table of contents, else its pages with the headings of the open one, else those. */
export function outline(
  contents: readonly Section[],
  whole: Whole | undefined,
  open: string,
  headings: readonly Section[],
): Section[] {
  if (contents.length > 0) return [...contents]
  if (whole === undefined) return [...headings]
  return whole.pages.flatMap(({ path, title }) => [
    { id: whole.idOf(path) ?? '', title: (title || path).slice(0, 500), depth: 1, path },
    ...(path === open ? below(title, headings) : []),
  ])
}

/** Headings of the open page under its name, which is not said twice. */
const below = (title: string, headings: readonly Section[]): Section[] =>
  headings
    .filter((heading, at) => at > 0 || heading.title !== title)
    .map((heading) => ({ ...heading, depth: Math.min(9, heading.depth + 1) }))
