import type { Archive } from '../archive.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { coreTitle, relationsOf } from '../office.ts'
import { walkXml } from '../xml.ts'

const SHOW = 'ppt/presentation.xml'

/** A presentation: each slide is a page with its title, its text and its notes. */
export function pptx(
  archive: Archive,
  budget: Budget,
  _bytes: Uint8Array,
  progress: () => void,
): Found {
  const pieces = slidesOf(archive).map((file, at) => {
    const { title, lines } = textOf(archive.read(file))
    const notes = [...relationsOf(archive, file).values()].find(({ type }) => type === 'notesSlide')
    const said = notes === undefined ? [] : textOf(archive.read(notes.target)).lines
    const slide = piece([...lines, ...said].join('\n'), {
      page: at + 1,
      heading: title,
      depth: title === '' ? 0 : 1,
    })
    budget.add([slide])
    progress()
    return slide
  })
  const title = coreTitle(archive) || pieces[0]?.heading || ''
  return { title, pages: pieces.length, parts: [onePart(title, pieces)] }
}

function slidesOf(archive: Archive): string[] {
  const relations = relationsOf(archive, SHOW)
  const slides: string[] = []
  walkXml(archive.read(SHOW) ?? new Uint8Array(), {
    open(name, attributes) {
      const target = relations.get(attributes['r:id'] ?? '')?.target
      if (name === 'sldId' && target !== undefined) slides.push(target)
    },
  })
  return slides
}

function textOf(bytes: Uint8Array | undefined): { title: string; lines: string[] } {
  const titles: string[] = []
  const lines: string[] = []
  let line = ''
  let isTitle = false
  let isText = false
  // The number of the slide, its date and its foot say nothing.
  let isField = false
  walkXml(bytes ?? new Uint8Array(), {
    open(name, { type = '' }) {
      if (name === 'sp') isTitle = isField = false
      if (name === 'ph') {
        isTitle = type === 'title' || type === 'ctrTitle'
        isField = ['sldNum', 'dt', 'ftr'].includes(type)
      }
      if (name === 'br') line += '\n'
      isText = name === 't'
    },
    text: (data) => {
      if (isText && !isField) line += data
    },
    close(name) {
      isText = false
      if (name === 'tc') line += '\t'
      if (name !== 'p') return
      const text = line.trim()
      if (text !== '') (isTitle ? titles : lines).push(text)
      line = ''
    },
  })
  return { title: titles.join(' ').replaceAll(/\s+/gu, ' '), lines }
}
