import mammoth from 'mammoth'
import type { Archive } from '../archive.ts'
import { onePart, type Budget, type Found } from '../build.ts'
import { coreTitle } from '../office.ts'
import { htmlText } from './html.ts'

/** Word: as the HTML that the reader shows, without its pictures. */
export async function docx(archive: Archive, budget: Budget, bytes: Uint8Array): Promise<Found> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
  )
  const { pieces } = htmlText(value)
  budget.add(pieces)
  const title = coreTitle(archive) || pieces.find(({ depth }) => depth > 0)?.heading || ''
  return { title, parts: [onePart(title, pieces)] }
}
