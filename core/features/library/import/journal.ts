import { z } from 'zod'
import {
  importLine,
  importOptions,
  importView,
  type ImportLine,
} from '../../../../contract/library-import.ts'
import type { Session } from '../../../session/session.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import { guarded } from '../../../db/errors.ts'
import { lightly } from '../../../db/open.ts'
import { localState, setLocalState } from '../../../workspace/local-state.ts'

const head = z.object({
  view: importView,
  options: importOptions,
  roots: z.array(z.string()),
  /** Batches of lines that are written. */
  batches: z.int(),
  /** The collection, once it is there. */
  collection: z.string().nullable(),
})
export type JournalHead = z.output<typeof head>

/**
 * An import as it survives a crash: what was chosen and how, and what became of each document, written with
 * each batch. Beside the log, in the person's own key: names of files tell of what is above other people.
 */
export class Journal {
  readonly #workspace: Workspace
  readonly #session: Pick<Session, 'own' | 'person'>

  constructor(workspace: Workspace, session: Pick<Session, 'own' | 'person'>) {
    this.#workspace = workspace
    this.#session = session
  }

  #key = (part: string | number): string => `library.import ${this.#session.person} ${part}`

  #write(part: string | number, value: unknown): void {
    const key = this.#key(part)
    setLocalState(this.#workspace.db, key, this.#session.own.seal(key, JSON.stringify(value)))
  }

  #read(part: string | number): unknown {
    const key = this.#key(part)
    const sealed = localState(this.#workspace.db, key)
    const plain = sealed === undefined ? undefined : this.#session.own.open(key, sealed)
    return plain === undefined ? undefined : JSON.parse(plain)
  }

  /** Undefined where there is none, or none that the person's present key opens. */
  head(): JournalHead | undefined {
    const parsed = head.safeParse(this.#read('head'))
    return parsed.success ? parsed.data : undefined
  }

  writeHead(value: JournalHead): void {
    this.#write('head', value)
  }

  /** The lines of a batch with the head after it; what of them is lost is found again by its content. */
  writeBatch(batch: number, lines: readonly ImportLine[], after: JournalHead): void {
    lightly(this.#workspace.db, () => {
      this.#write(batch, lines)
      this.#write('head', after)
    })
  }

  lines(batches: number): ImportLine[] {
    const all: ImportLine[] = []
    for (let batch = 0; batch < batches; batch += 1) {
      const parsed = z.array(importLine).safeParse(this.#read(batch))
      if (parsed.success) all.push(...parsed.data)
    }
    return all
  }

  forget(): void {
    guarded(() =>
      this.#workspace.db
        .prepare("DELETE FROM local_state WHERE key LIKE ? || '%'")
        .run(this.#key('')),
    )
  }
}
