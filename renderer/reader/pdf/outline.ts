import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Section } from '../../../contract/reader-frame.ts'

type Items = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>
const DEEPEST = 9
const MOST = 20_000

/** The outline with the page of each entry; what leads nowhere has none. */
export async function sectionsOf(pdf: PDFDocumentProxy): Promise<Section[]> {
  const flat: { title: string; depth: number; dest: unknown }[] = []
  const walk = (items: Items, depth: number): void => {
    for (const { title, dest, items: below } of items) {
      if (flat.length >= MOST) return
      flat.push({ title: title.trim().slice(0, 500), depth: Math.min(depth, DEEPEST), dest })
      walk(below as Items, depth + 1)
    }
  }
  walk((await pdf.getOutline()) ?? [], 1)
  return Promise.all(
    flat.map(async ({ title, depth, dest }, index) => {
      const page = await pageOf(pdf, dest)
      return { id: String(index), title, depth, ...(page === undefined ? {} : { page }) }
    }),
  )
}

async function pageOf(pdf: PDFDocumentProxy, dest: unknown): Promise<number | undefined> {
  const explicit: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
  const first: unknown = Array.isArray(explicit) ? explicit[0] : undefined
  if (typeof first === 'number') return first < pdf.numPages ? first + 1 : undefined
  if (!isReference(first)) return undefined
  try {
    return (await pdf.getPageIndex(first)) + 1
  } catch (error) {
    // An entry that points at a page which is not there.
    if (error instanceof Error) return undefined
    throw error
  }
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === 'object' && value !== null && 'num' in value && 'gen' in value
