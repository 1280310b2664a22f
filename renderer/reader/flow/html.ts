import DOMPurify from 'dompurify'
import { headingAnchor } from '../../../contract/heading-anchors.ts'

/** Where a page stands: what its relative addresses lead to. */
export interface Base {
  /** Path of the page within the document; empty for a single file, which has nothing beside it. */
  readonly path: string
  /** True when the document has such a file. */
  has(path: string): boolean
  /** Address of a picture of the document at this origin; undefined: it is not there. */
  picture(path: string): string | undefined
}

export interface Heading {
  readonly anchor: string
  readonly title: string
  readonly depth: number
}

/** Colours and places of their own would make pages unreadable in the dark, and look like the program. */
const FORBIDDEN_ATTRIBUTES = [
  'style',
  'class',
  'bgcolor',
  'color',
  'background',
  'width',
  'height',
  'srcset',
  'ping',
  'autofocus',
  'tabindex',
  'draggable',
  'popover',
]
const FORBIDDEN_TAGS = [
  'style',
  'form',
  'input',
  'button',
  'select',
  'option',
  'textarea',
  'dialog',
  'audio',
  'video',
  'source',
  'track',
  'map',
  'area',
  'link',
  'meta',
  'base',
]

/**
 * A page cleaned by the engine's own parser: no script, no form, no style, pictures of the document
 * itself only, links within the document as data, and those that leave it as text with their address.
 */
export function cleaned(source: string, base: Base): DocumentFragment {
  const page = DOMPurify.sanitize(source, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, svg: true, mathMl: true },
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ADD_URI_SAFE_ATTR: [],
    ADD_ATTR: ['href', 'name', 'start', 'align', 'valign'],
    // Addresses are settled below, whatever they say.
    ALLOWED_URI_REGEXP: /^/u,
  })
  // Nothing loads yet: the page is not in the window's document.
  for (const element of page.querySelectorAll('*')) settle(element, base)
  return page
}

const NAVIGATION = 'nav, [role=navigation], [hidden], noscript'

/** Headings of a page in order, each with an id afterwards. Those of menus are none. */
export function headings(root: ParentNode): Heading[] {
  const found: Heading[] = []
  let n = 0
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (heading.closest(NAVIGATION)) continue
    n++
    heading.id = headingAnchor(heading.id, n)
    const title = heading.textContent.replaceAll(/\s+/gu, ' ').trim()
    if (title !== '') found.push({ anchor: heading.id, title, depth: Number(heading.tagName[1]) })
  }
  return found
}

function settle(element: Element, base: Base): void {
  for (const name of ['src', 'xlink:href', 'poster', 'data', 'action', 'cite', 'longdesc']) {
    const value = element.getAttribute(name)
    if (value === null) continue
    element.removeAttribute(name)
    if (name === 'src' && element instanceof HTMLImageElement) setPicture(element, value, base)
    else if (name === 'xlink:href' && value.startsWith('#')) element.setAttribute('href', value)
  }
  const href = element.getAttribute('href')
  if (href === null) return
  if (element.tagName.toLowerCase() === 'a') return setLink(element, href, base)
  // Parts of a drawing refer to each other; nothing refers elsewhere.
  if (!href.startsWith('#')) element.removeAttribute('href')
}

function setPicture(image: HTMLImageElement, source: string, base: Base): void {
  image.loading = 'lazy'
  if (/^data:image\/(?:png|jpeg|gif|webp|bmp);base64,/iu.test(source)) {
    image.src = source
    return
  }
  const target = targetOf(source, base.path)
  const address = target && base.picture(target.path)
  if (address !== undefined) image.src = address
  else image.replaceWith(missing(image.alt, source))
}

/** A picture that is not in the document: its name and where it would be. */
function missing(alt: string, source: string): Element {
  const note = document.createElement('span')
  note.className = 'wk-missing'
  note.textContent = alt.trim() || source.slice(0, 200)
  return note
}

function setLink(link: Element, href: string, base: Base): void {
  link.removeAttribute('href')
  link.removeAttribute('target')
  const target = targetOf(href, base.path)
  if (target !== undefined && (target.path === base.path || base.has(target.path))) {
    link.setAttribute('data-wk-path', target.path)
    link.setAttribute('data-wk-anchor', target.anchor)
    link.setAttribute('role', 'link')
    link.setAttribute('tabindex', '0')
    return
  }
  const address = href.trim().slice(0, 2000)
  if (address === '') return
  link.classList.add('wk-outside')
  if (link.textContent.trim() !== address) {
    const shown = document.createElement('span')
    shown.className = 'wk-address'
    shown.textContent = address
    link.after(' ', shown)
  }
}

/** The file and the anchor that a relative address leads to; undefined for one that has an origin. */
export function targetOf(
  address: string,
  from: string,
): { readonly path: string; readonly anchor: string } | undefined {
  const trimmed = address.trim()
  if (/^[a-z][a-z0-9+.-]*:/iu.test(trimmed) || /^[\\/]{2}/u.test(trimmed)) return undefined
  const [before = '', anchor = ''] = trimmed.split('#', 2)
  const [file = ''] = before.split('?', 1)
  if (file === '') return { path: from, anchor: decoded(anchor) }
  const parts = file.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of decoded(file).split(/[\\/]/u)) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return { path: parts.join('/'), anchor: decoded(anchor) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
