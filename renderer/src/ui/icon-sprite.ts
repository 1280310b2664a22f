import sprite from './icons.svg?raw'

/** Puts the icons into the page once, so that two-coloured parts take the page's styles. */
export function installIcons(page: Document = document): void {
  const parsed = new DOMParser().parseFromString(sprite, 'image/svg+xml').documentElement
  parsed.setAttribute('aria-hidden', 'true')
  parsed.classList.add('wk-sprite')
  page.body.prepend(page.adoptNode(parsed))
}
