/**
 * Ids of headings, the same for the reader and for the index. A heading with an id of its own keeps it;
 * the n-th heading of a page, from 1, is `wk-n` where it has none.
 */
export const headingAnchor = (own: string | undefined, n: number): string => own || `wk-${n}`

/** Ids of Markdown headings as its writers expect them in links: `#install-the-server`, `#安装`. */
export function slugger(): (heading: string) => string {
  const taken = new Map<string, number>()
  return (heading) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/gu, '-')
    const before = taken.get(slug) ?? 0
    taken.set(slug, before + 1)
    return before === 0 ? slug : `${slug}-${before}`
  }
}
