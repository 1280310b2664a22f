import { uuidv7 } from 'uuidv7'
import type { Json } from '../../../../contract/record-type.ts'
import type { Level } from '../../../../contract/roles.ts'
import type { Core } from '../../../host.ts'
import type { BackgroundHost, Context, FeatureModule } from '../../../feature.ts'
import { createOp, patchOp } from '../../../records/write.ts'
import type { ExtractedPart, ExtractedPiece } from '../extracted.ts'
import { documentType, documentVersionType } from '../types/document.types.ts'
import { indexOf, keeperOf } from './library-index.ts'

/** A feature that tells tests the context of whoever is at the window. */
export function spy(): { readonly feature: FeatureModule; context(): Context } {
  let host: BackgroundHost | undefined
  return {
    feature: {
      name: 'spy',
      types: [],
      handlers: {},
      background(started) {
        host = started
        return { close: () => undefined }
      },
    },
    context() {
      const context = host?.context()
      if (context === undefined) throw new Error('nobody is signed in')
      return context
    },
  }
}

export interface Sample {
  readonly title: string
  readonly text?: string
  readonly parts?: readonly ExtractedPart[]
  readonly level?: Level
  readonly fields?: Readonly<Record<string, Json>>
}

export const piece = (text: string, more: Partial<ExtractedPiece> = {}): ExtractedPiece => ({
  page: 0,
  anchor: '',
  heading: '',
  depth: 0,
  text,
  ...more,
})

/** Documents of one commit, as an import makes them. */
const BATCH = 50

/** Makes published documents and hands their texts to the index, as an import does; answers their ids. */
export async function addDocuments(
  context: Context,
  samples: readonly Sample[],
): Promise<string[]> {
  const made = samples.map(({ title, level = 1, fields = {} }) => {
    const [document, version] = [uuidv7(), uuidv7()]
    const also = new Set([document, version])
    const ops = [
      createOp(
        context,
        {
          type: documentType.name,
          id: document,
          level,
          fields: { title, kind: 'reference', current: version, ...fields },
        },
        { system: true, also },
      ),
      createOp(
        context,
        {
          type: documentVersionType.name,
          id: version,
          level,
          fields: {
            document,
            label: '1',
            format: 'text',
            state: 'published',
            publishedAt: context.now(),
          },
        },
        { system: true, also },
      ),
    ]
    return { document, version, level, ops }
  })
  for (let at = 0; at < made.length; at += BATCH) {
    const ops = made.slice(at, at + BATCH).flatMap((one) => one.ops)
    context.workspace.log.append({ actor: context.session.person, act: 'library.import', ops })
  }
  await indexOf(context).put(
    made.map(({ document, version, level }, at) => {
      const { parts, text = '' } = samples[at] ?? {}
      return {
        document,
        version,
        level,
        extracted: { parts: parts ?? [{ path: '', title: '', pieces: [piece(text)] }] },
      }
    }),
  )
  return made.map(({ document }) => document)
}

export function changeDocument(
  context: Context,
  id: string,
  fields: Readonly<Record<string, Json>>,
  level?: Level,
): void {
  const { log } = context.workspace
  const patch = (type: typeof documentType, of: string, what: typeof fields) => {
    const row = log.row(type.name, of)
    if (row === undefined) throw new Error(`no such ${type.name}`)
    return patchOp(context, type, row, what, { level, system: true }) ?? []
  }
  const version = log.row(documentType.name, id)?.fields['current']
  const ops = [
    patch(documentType, id, fields),
    level === undefined ? [] : patch(documentVersionType, String(version), {}),
  ].flat()
  log.append({ actor: context.session.person, act: 'library.change', ops })
}

/** Until the index is as the records are. */
export async function settled(core: Core, context: Context, seconds = 10): Promise<void> {
  const keeper = keeperOf(context)
  for (let round = 0; round < seconds * 40; round++) {
    if (keeper.waiting === 0 && keeper.index.pending === 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${core.manager.folder}: the index does not settle, ${keeper.waiting} wait`)
}
