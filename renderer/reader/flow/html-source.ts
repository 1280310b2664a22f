import { fileBytes, pictureAddress } from '../files.ts'
import { CannotShow, type Opening } from '../view.ts'
import { asHtml } from './as-html.ts'
import { pageText } from './decode.ts'
import type { FlowSource } from './flow-view.ts'
import { cleaned, type Base } from './html.ts'
import { wholeOf } from './prepared-source.ts'

/** Largest page that the engine is given to lay out. */
const MOST_PAGE = 24 << 20

/** Pages of a tree or a book lie beside each other; a single file stands alone. */
export function htmlSource(opening: Opening): FlowSource {
  const single = opening.format === 'html'
  const baseOf = (path: string): Base => ({
    path,
    has: () => !single,
    picture: (picture) => (single ? undefined : pictureAddress(picture)),
  })
  return {
    entry: single ? '' : opening.entry,
    order: [],
    sections: [],
    ...(single ? { encoding: opening.encoding || 'utf-8' } : {}),
    ...(single ? {} : { whole: () => wholeOf('p') }),
    async load(path, encoding) {
      const bytes = await fileBytes(single ? opening.file : `f/${path}`)
      if (bytes.length > MOST_PAGE) throw new CannotShow('tooLarge')
      const { text } = pageText(bytes, encoding ?? (single ? opening.encoding : ''))
      return { path, content: cleaned(asHtml(text), baseOf(path)) }
    },
  }
}
