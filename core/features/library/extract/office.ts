import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { walkXml } from './xml.ts'

/** Title of an Office file as its properties tell it; empty where they do not. */
export function coreTitle(archive: Archive): string {
  const bytes = archive.read('docProps/core.xml')
  let title = ''
  let isTitle = false
  if (bytes !== undefined)
    walkXml(bytes, {
      open: (name) => (isTitle = name === 'title'),
      close: () => (isTitle = false),
      text: (data) => {
        if (isTitle) title += data
      },
    })
  return title.trim()
}

export interface Relation {
  readonly type: string
  /** Name of the file within the archive. */
  readonly target: string
}

/** What a part of an Office file refers to, by id. Targets outside of the file are left out. */
export function relationsOf(archive: Archive, part: string): Map<string, Relation> {
  const folder = posix.dirname(part)
  const bytes = archive.read(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
  const relations = new Map<string, Relation>()
  if (bytes !== undefined)
    walkXml(bytes, {
      open(name, { Id, Type = '', Target = '', TargetMode }) {
        if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
        relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target })
      },
    })
  return relations
}
