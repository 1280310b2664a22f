import { uuidv7 } from 'uuidv7'
import type { DocumentFormat } from '../../contract/library.ts'
import type { Level } from '../../contract/roles.ts'
import { contributionsOf } from '../../core/contributions.ts'
import type { Context } from '../../core/feature.ts'
import { FEATURES } from '../../core/features.ts'
import type { Core } from '../../core/host.ts'
import { commit, createOp } from '../../core/records/write.ts'

export interface TestDocument {
  readonly title: string
  readonly format: DocumentFormat
  readonly level?: Level
  /** Of a file; absent: the document is written here. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
  readonly body?: string
  readonly entry?: string
  readonly encoding?: string
  readonly label?: string
  readonly pictures?: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Document and version as an import makes them, in the name of the person at the window. */
export function addDocument(
  core: Core,
  given: TestDocument,
): { readonly document: string; readonly version: string } {
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  const shared = contributionsOf(FEATURES)
  const context = { workspace, session, shared, now: Date.now } as unknown as Context
  const stored = ({ name, bytes }: { name: string; bytes: Uint8Array }) => ({
    sha256: workspace.blobs.put(bytes),
    name,
    mime: 'application/octet-stream',
    size: bytes.length,
  })
  const document = uuidv7()
  const version = uuidv7()
  const level = given.level ?? 1
  const also = new Set([document, version])
  commit(context, 'library.import', [
    createOp(
      context,
      {
        type: 'document',
        id: document,
        level,
        fields: { title: given.title, kind: 'reference', current: version },
      },
      { system: true, also },
    ),
    createOp(
      context,
      {
        type: 'document-version',
        id: version,
        level,
        fields: {
          document,
          label: given.label ?? 'V1.0',
          state: 'published',
          format: given.format,
          publishedAt: Date.now(),
          ...(given.file ? { file: [stored(given.file)] } : {}),
          ...(given.body === undefined ? {} : { body: given.body }),
          ...(given.pictures ? { pictures: given.pictures.map(stored) } : {}),
          ...(given.entry === undefined ? {} : { entry: given.entry }),
          ...(given.encoding === undefined ? {} : { encoding: given.encoding }),
        },
      },
      { system: true, also },
    ),
  ])
  return { document, version }
}
