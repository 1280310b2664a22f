import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FEATURES } from '../../core/features.ts'
import { createCore } from '../../core/host.ts'
import { contentCipher } from '../../core/keys/content-cipher.ts'
import { verifyWorkspace } from '../../core/log/verify.ts'
import { useProjections } from '../../core/projections.ts'
import { done, FOUNDER } from '../../core/testing.ts'
import { typeRegistry } from '../../core/type-registry.ts'
import { readDescription } from '../../core/workspace/description.ts'
import { openWorkspace, type OpenWorkspace } from '../../core/workspace/open-workspace.ts'

const types = typeRegistry(FEATURES)
const cipher = contentCipher(new Map())

/** What the child was told is on the disk. */
export interface Acknowledged {
  readonly id: string
  /** Empty where the commit gets another place. */
  readonly commit: string
  /** SHA-256 of the entry's attachment. */
  readonly blob?: string
}

/** Text and attachment of an entry follow from its id, so that the check needs no copy. */
export const textOf = (id: string): string => `巡检 ${id}：机房温度正常，无告警`
export const bytesOf = (id: string): Buffer => Buffer.from(`照片 ${id}\n`.repeat(200))

/**
 * Killing and cutting the power are as true in memory, where a sync costs nothing: a killed process leaves
 * what it wrote to the system, and the preloaded library says what was synced. FAULT_FOLDER chooses another place.
 */
const MEMORY = '/dev/shm'
const parent = process.env['FAULT_FOLDER'] ?? (existsSync(MEMORY) ? MEMORY : tmpdir())

export const newFolder = (name: string): string => mkdtempSync(join(parent, `watchkeeper-${name}-`))
export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true })

/** A new workspace, closed; answers the key of its database and its founder. */
export async function makeWorkspace(folder: string): Promise<{ key: Uint8Array; person: string }> {
  const core = createCore({ workspacePath: folder })
  await done(core, 'workspace.create', FOUNDER)
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('not signed in')
  const made = { key: Uint8Array.from(workspace.databaseKey), person: session.person }
  await core.close()
  return made
}

/** Opens with the raw key, as signing in does after the password. */
export function openRaw(folder: string, key: Uint8Array): OpenWorkspace {
  const description = readDescription(folder)
  if (!description) throw new Error(`no workspace in ${folder}`)
  const workspace = openWorkspace({ folder, databaseKey: key, types, now: Date.now }, description)
  useProjections(workspace, types, FEATURES)
  return workspace
}

/** Entries that are not in the log, the table or the attachments as they were acknowledged. */
export function lostIn(
  workspace: OpenWorkspace,
  acknowledged: readonly Acknowledged[],
): readonly string[] {
  return acknowledged.flatMap(({ id, commit, blob }) => {
    const commits = commit === '' ? workspace.log.commitsOf(id) : [workspace.log.commit(commit)]
    const inLog = commits.some((one) => one?.ops.some((op) => op.id === id) === true)
    const inTable = workspace.log.row('log-entry', id)?.fields['text'] === textOf(id)
    return [
      ...(inLog ? [] : [`${commit} of ${id} is not in the log`]),
      ...(inTable ? [] : [`${id} is not in the table`]),
      ...(blob === undefined || holds(workspace, id, blob) ? [] : [`attachment of ${id}`]),
    ]
  })
}

const holds = (workspace: OpenWorkspace, id: string, blob: string): boolean =>
  workspace.blobs.has(blob) && bytesOf(id).equals(workspace.blobs.get(blob, cipher))

/** Everything that can be wrong with a workspace after a fault; nothing when it is whole. */
export async function faultsOf(
  folder: string,
  key: Uint8Array,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const workspace = openRaw(folder, key)
  try {
    const integrity = workspace.db.pragma('integrity_check', { simple: true })
    const { findings } = await verifyWorkspace(workspace, { cipher, progress: () => true })
    return [
      ...lostIn(workspace, acknowledged),
      ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
      ...findings.map(({ kind, where, detail }) => `${kind} ${where}: ${detail}`),
    ]
  } finally {
    workspace.close()
  }
}
