import MarkdownIt from 'markdown-it'
import { slugger } from '../../../contract/heading-anchors.ts'
import { fileBytes, pictureAddress } from '../files.ts'
import { CannotShow, type Opening } from '../view.ts'
import { pageText } from './decode.ts'
import type { FlowSource } from './flow-view.ts'
import { cleaned, type Base } from './html.ts'

const MOST_TEXT = 8 << 20
/** Raw HTML in Markdown stays text. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

/** Pictures of a written document are named by their hash: `![](picture:<sha256>)`. */
const PICTURE = /^(?:picture|attachment):([0-9a-f]{64})$/u

/** Name of the language in which diagrams are described. */
const DIAGRAMS = 'mermaid'

const BASE: Base = {
  path: '',
  has: () => false,
  picture: (path) => pictureAddress(path),
}

/** Markdown, written here or imported. */
export function markdownSource(opening: Opening): FlowSource {
  let written = opening.text
  return {
    entry: '',
    order: [],
    sections: [],
    ...(opening.file === 'f/document' ? { encoding: opening.encoding || 'utf-8' } : {}),
    rewrite(text) {
      written = text
    },
    async load(path, encoding) {
      if (written !== undefined) return { path, content: page(written) }
      const bytes = await fileBytes(opening.file)
      if (bytes.length > MOST_TEXT) throw new CannotShow('tooLarge')
      const { text } = pageText(bytes, encoding ?? opening.encoding)
      return { path, content: page(text) }
    },
  }
}

/** Blocks that describe a diagram are marked once everything foreign is gone. */
function page(source: string): DocumentFragment {
  const content = cleaned(markdownHtml(source), BASE)
  for (const code of content.querySelectorAll(`pre > code[lang=${DIAGRAMS}]`))
    code.parentElement?.setAttribute('data-wk-diagram', '')
  return content
}

/** HTML of a Markdown text, its headings with the ids that links expect. */
export function markdownHtml(source: string): string {
  const slug = slugger()
  const tokens = markdown.parse(withoutFront(source), {})
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') {
      const text = tokens[at + 1]?.children?.map(({ content }) => content).join('') ?? ''
      token.attrSet('id', slug(text))
    }
    if (token.type === 'fence' && token.info.trim().split(/\s/u, 1)[0] === DIAGRAMS)
      token.attrSet('lang', DIAGRAMS)
    for (const child of token.children ?? []) {
      if (child.type !== 'image') continue
      const hash = PICTURE.exec(String(child.attrGet('src') ?? ''))?.[1]
      if (hash !== undefined) child.attrSet('src', `picture/${hash}`)
    }
  })
  return markdown.renderer.render(tokens, markdown.options, {})
}

const withoutFront = (source: string): string =>
  source.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/u, '')
