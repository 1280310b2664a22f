import { fileBytes, pictureAddress } from '../files.ts'
import { preparedAs } from '../prepared.ts'
import type { FlowSource } from './flow-view.ts'
import { pageText } from './decode.ts'
import { asHtml } from './as-html.ts'
import { cleaned } from './html.ts'
import { Whole } from './whole.ts'

const ALONE = { path: '', has: () => false, picture: () => undefined }

/** Word files and manual pages: one page of HTML. */
export async function convertedSource(): Promise<FlowSource> {
  const { html } = await preparedAs('html')
  return {
    entry: '',
    order: [],
    sections: [],
    load: (path) => Promise.resolve({ path, content: cleaned(html, ALONE) }),
  }
}

/** What all pages of a tree or a book say. */
export async function wholeOf(letter: string): Promise<Whole> {
  const { chapters } = await preparedAs('book')
  return new Whole(chapters, letter)
}

/** A book: its chapters in the order of reading, as they lie in its archive. */
export async function bookSource(): Promise<FlowSource> {
  const { chapters } = await preparedAs('book')
  const order = chapters.map(({ path }) => path)
  const known = new Set(order)
  return {
    entry: order[0] ?? '',
    order,
    whole: () => Promise.resolve(new Whole(chapters, 'c')),
    sections: chapters.map(({ path, title }, at) => ({
      id: `c${at}`,
      title: (title || path).slice(0, 500),
      depth: 1,
      page: at + 1,
      path,
    })),
    async load(path) {
      const { text } = pageText(await fileBytes(`f/${path}`))
      return {
        path,
        content: cleaned(asHtml(text), {
          path,
          has: (other) => known.has(other),
          picture: pictureAddress,
        }),
      }
    },
  }
}

/** A presentation: slides as text, below each other. */
export async function slidesSource(): Promise<FlowSource> {
  const { pages } = await preparedAs('pages')
  const order = pages.map((_page, at) => `slide-${at + 1}`)
  return {
    entry: '',
    order: [],
    sections: [],
    load(path) {
      const content = document.createDocumentFragment()
      pages.forEach(({ title, text }, at) => {
        const section = document.createElement('section')
        section.id = order[at] ?? ''
        const heading = document.createElement('h2')
        heading.textContent = title || String(at + 1)
        section.append(heading)
        for (const line of text.split('\n')) {
          const paragraph = document.createElement('p')
          paragraph.textContent = line
          section.append(paragraph)
        }
        content.append(section)
      })
      return Promise.resolve({ path, content })
    },
  }
}
