import { FORMATS, type DocumentFormat } from '../../../../contract/library.ts'
import type { Level } from '../../../../contract/roles.ts'
import { tableOf } from '../../../log/shape.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import { documentType, documentVersionType } from '../types/document.types.ts'

/** What a search asks of a document beside its words. None of it is sealed. */
export interface Facts {
  readonly level: Level
  readonly kind: string
  readonly collection: string | null
  readonly owner: string | null
  readonly language: string | null
  readonly pinned: boolean
  /** The version that everybody reads; a document without one is not in the index. */
  readonly version: string
  readonly format: DocumentFormat
  /** When that version was published, milliseconds. */
  readonly at: number
}

interface Row {
  readonly id: string
  readonly level: number
  readonly kind: string | null
  readonly collection: string | null
  readonly owner: string | null
  readonly language: string | null
  readonly pinned: number | null
  readonly version: string
  readonly format: string | null
  readonly at: number | null
}

const SELECT = `SELECT d.id, max(d._level, v._level) AS level, d.kind, d.collection, d.owner, d.language, d.pinned,
    v.id AS version, v.format, v.publishedAt AS at
  FROM ${tableOf(documentType.name)} AS d JOIN ${tableOf(documentVersionType.name)} AS v ON v.id = d.current
  WHERE d._deleted = 0 AND v._deleted = 0 AND v.state NOT IN ('withdrawn', 'superseded')`

/** Facts of all documents with a published version, held in memory and kept as records change. */
export class DocumentFacts {
  readonly #workspace: Workspace
  readonly #facts = new Map<string, Facts>()
  readonly #stop: () => void
  #whole = false

  /** `changed` is told of documents whose facts may be others now. */
  constructor(workspace: Workspace, changed: (documents: readonly string[]) => void) {
    this.#workspace = workspace
    this.#stop = workspace.log.onChange((records) => {
      const documents = [
        ...(records.get(documentType.name) ?? []),
        ...this.#documentsOf(records.get(documentVersionType.name) ?? []),
      ]
      if (documents.length === 0) return
      if (this.#whole) this.#read(documents)
      changed(documents)
    })
  }

  get all(): ReadonlyMap<string, Facts> {
    if (!this.#whole) {
      for (const row of this.#workspace.db.prepare<[], Row>(SELECT).all()) this.#take(row)
      this.#whole = true
    }
    return this.#facts
  }

  get(document: string): Facts | undefined {
    return this.all.get(document)
  }

  /** Published documents up to a level. */
  count(clearance: Level): number {
    return [...this.all.values()].filter(({ level }) => level <= clearance).length
  }

  close(): void {
    this.#stop()
  }

  #documentsOf(versions: readonly string[]): string[] {
    return versions.flatMap((version) => {
      const document = this.#workspace.log.row(documentVersionType.name, version)?.fields[
        'document'
      ]
      return typeof document === 'string' ? [document] : []
    })
  }

  #read(documents: readonly string[]): void {
    for (const document of documents) this.#facts.delete(document)
    const rows = this.#workspace.db
      .prepare<[string], Row>(`${SELECT} AND d.id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(documents))
    for (const row of rows) this.#take(row)
  }

  #take(row: Row): void {
    this.#facts.set(row.id, {
      level: row.level as Level,
      kind: row.kind ?? '',
      collection: row.collection,
      owner: row.owner,
      language: row.language,
      pinned: row.pinned === 1,
      version: row.version,
      format: FORMATS.find((format) => format === row.format) ?? 'text',
      at: row.at ?? 0,
    })
  }
}
