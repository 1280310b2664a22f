/**
 * A page that is written while it is shown: only what changed is put in again, so that pictures stay and
 * nothing jumps.
 */
export class Rewriting {
  readonly #article: Element
  #blocks: readonly string[]
  #turn = 0

  /** `content`: what is put into the article first, as it came. */
  constructor(article: Element, content: ParentNode) {
    this.#article = article
    this.#blocks = texts(content)
  }

  /** What of the next page is not there yet; undefined: nothing. */
  changed(content: DocumentFragment): Changed | undefined {
    const mine = ++this.#turn
    const before = this.#blocks
    const next = [...content.children]
    const after = texts(content)
    const shorter = Math.min(before.length, after.length)
    let from = 0
    while (from < shorter && before[from] === after[from]) from++
    let kept = 0
    while (kept < shorter - from && before.at(-1 - kept) === after.at(-1 - kept)) kept++
    if (from === before.length && from === after.length) return undefined
    const fragment = document.createDocumentFragment()
    fragment.append(...next.slice(from, next.length - kept))
    let first: Element | null = null
    return {
      content: fragment,
      put: () => {
        if (mine !== this.#turn) return false
        this.#blocks = after
        const there = [...this.#article.children]
        first = fragment.firstElementChild ?? there[from - 1] ?? null
        for (const old of there.slice(from, there.length - kept)) old.remove()
        this.#article.insertBefore(fragment, there[there.length - kept] ?? null)
        return true
      },
      first: () => first,
    }
  }
}

interface Changed {
  readonly content: DocumentFragment
  /** False when something newer was asked for since. */
  put(): boolean
  /** Where the change is seen. */
  first(): Element | null
}

const texts = (content: ParentNode): string[] =>
  [...content.children].map(({ outerHTML }) => outerHTML)
