import type { Attachment } from '../../../../contract/common.ts'
import type { Context } from '../../../feature.ts'
import { opened } from '../../../records/seal.ts'
import { documentType, documentVersionType } from '../types/document.types.ts'

const PAGE = 500

interface Known {
  readonly document: string
  readonly title: string
  readonly source: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** What the library holds already, by SHA-256 of content: as far as this person may see it. */
export class KnownContent {
  readonly #documents = new Map<string, string>()

  /** Reads the versions that are there, a page at a time, so that others get their turn. */
  async load(context: Context): Promise<void> {
    const rows = context.workspace.db.prepare<[string, number, number], { id: string }>(
      'SELECT id FROM r_document_version WHERE id > ? AND _level <= ? AND _deleted = 0 ORDER BY id LIMIT ?',
    )
    for (let last = ''; ;) {
      const page = rows.all(last, context.session.clearance, PAGE)
      for (const { id } of page) this.#read(context, id)
      const end = page.at(-1)
      if (end === undefined) return
      last = end.id
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #read(context: Context, id: string): void {
    const row = context.workspace.log.row(documentVersionType.name, id)
    if (row === undefined) return
    const { file, document } = opened(context, documentVersionType, id, row.fields)
    if (!Array.isArray(file) || typeof document !== 'string') return
    for (const { sha256 } of file as unknown as Attachment[]) this.add(sha256, document)
  }

  add(sha256: string, document: string): void {
    this.#documents.set(sha256, document)
  }

  /** The document that has the content, while it is there. */
  find(context: Context, sha256: string): Known | undefined {
    const document = this.#documents.get(sha256)
    const row = document && context.workspace.log.row(documentType.name, document)
    if (!row || row.deleted || row.level > context.session.clearance) return undefined
    const { title, source } = opened(context, documentType, row.id, {
      title: row.fields['title'] ?? null,
      source: row.fields['source'] ?? null,
    })
    return {
      document: row.id,
      title: String(title ?? ''),
      source: String(source ?? ''),
      createdAt: Math.floor(row.created / 1000),
    }
  }
}
