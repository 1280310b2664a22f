/** Of texts that name none. */
const USUAL_SIZE = 13

/**
 * A drawing with its words over it, where they stand: unseen, but found, marked and selected like those of any page.
 * `drawing` is the text of its SVG; of that nothing but words and numbers is taken.
 */
export function withWords(image: HTMLImageElement, drawing: string): HTMLElement {
  const holder = Object.assign(document.createElement('div'), { className: 'wk-drawn' })
  holder.append(image)
  const svg = new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement
  const [width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '')
    .split(/[\s,]+/u)
    .slice(2)
    .map(Number)
  if (!(width > 0 && height > 0)) return holder
  holder.style.width = `${width}px`
  for (const text of svg.querySelectorAll('text')) {
    const size = numberOf(text, 'font-size', USUAL_SIZE)
    const lines = [...text.querySelectorAll('tspan')]
    const middle = numberOf(text, 'y', 0)
    ;(lines.length > 0 ? lines : [text]).forEach((line, at, { length }) => {
      const word = Object.assign(document.createElement('div'), {
        className: 'wk-word',
        textContent: line.textContent,
      })
      const anchor = text.getAttribute('text-anchor')
      const top = middle + (at - (length - 1) / 2) * size * 1.3
      Object.assign(word.style, {
        left: `${(numberOf(line, 'x', numberOf(text, 'x', 0)) / width) * 100}%`,
        top: `${(top / height) * 100}%`,
        fontSize: `${(size / width) * 100}cqw`,
        translate: `${anchor === 'middle' ? '-50%' : anchor === 'end' ? '-100%' : '0'} -50%`,
      })
      holder.append(word)
    })
  }
  return holder
}

function numberOf(element: Element, name: string, otherwise: number): number {
  const value = Number.parseFloat(element.getAttribute(name) ?? '')
  return Number.isFinite(value) ? value : otherwise
}
