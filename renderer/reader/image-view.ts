import type { Zoom } from '../../contract/reader-frame.ts'
import { pictureAddress } from './files.ts'
import { CannotShow, type Opening, type Tell, type View } from './view.ts'

/** A picture, as large as wanted; dragging moves it. */
export async function imageView(root: HTMLElement, opening: Opening, tell: Tell): Promise<View> {
  const scroller = Object.assign(document.createElement('div'), { className: 'picture' })
  scroller.tabIndex = 0
  const image = document.createElement('img')
  image.alt = opening.name
  image.src = pictureAddress('document')
  await image.decode().catch(() => {
    throw new CannotShow('broken', opening.name)
  })
  scroller.append(image)
  root.replaceChildren(scroller)
  let zoom: Zoom = 'page'
  const show = (): void => {
    const { naturalWidth: width, naturalHeight: height } = image
    const room = { width: scroller.clientWidth - 32, height: scroller.clientHeight - 32 }
    const wide = room.width / width
    const factor =
      typeof zoom === 'number'
        ? zoom
        : Math.min(1, zoom === 'width' ? wide : Math.min(wide, room.height / height))
    image.style.width = `${width * factor}px`
    tell({ kind: 'zoomed', percent: Math.max(1, Math.round(factor * 100)), zoom })
  }
  new ResizeObserver(show).observe(scroller)
  scroller.addEventListener('pointermove', (event) => {
    if (event.buttons === 1) scroller.scrollBy(-event.movementX, -event.movementY)
  })
  image.draggable = false
  return {
    pages: 0,
    sections: [],
    zoomable: true,
    go: () => Promise.resolve(true),
    page: () => undefined,
    turn: (by) => scroller.scrollBy({ top: (by * scroller.clientHeight) / 2 }),
    zoom(next) {
      zoom = next
      show()
    },
    find: (text) => tell({ kind: 'found', text, current: 0, total: 0, sections: {}, done: true }),
    step: () => undefined,
    marks: () => undefined,
    async *paper() {
      yield { image: await createImageBitmap(image) }
    },
    selection: () => null,
  }
}
