import { z } from 'zod'
import { instant, nothing, password, recordId } from './common.ts'
import { command, may, open, query } from './procedure.ts'
import { loginName } from './workspace.ts'

/** A folder that was chosen in the host's dialog. */
const chosen = z.string().max(100)
const name = z.string().max(120)

const failed = z.object({
  at: instant,
  code: z.string(),
  params: z.record(z.string(), z.json()),
})

/** One backup as it stands on a medium. */
const standing = z.object({
  name,
  /** False: it cannot be read as one. */
  whole: z.boolean(),
  madeAt: instant,
  /** Of its database; attachments are shared by the backups beside each other. */
  bytes: z.int(),
  commits: z.int(),
  blobs: z.int(),
  findings: z.int(),
})

const makeErrors = [
  'notFound',
  'backupPlaceMissing',
  'backupRunning',
  'backupDamaged',
  'blobDamaged',
  'diskFull',
  'storageFailed',
  'workspaceReadOnly',
  'workspaceDamaged',
  'cancelled',
] as const

export const backupProcedures = {
  /** The plan of this device, what became of the last ones, and what stands at the place. */
  'backup.status': query(
    may('backup.manage'),
    nothing,
    z.object({
      on: z.boolean(),
      /** Where they are kept, as this computer names it. */
      place: z.string(),
      /** Nobody chose it: beside the workspace's own files. */
      isUsual: z.boolean(),
      /** One failure of a disk takes both. */
      sameDisk: z.boolean(),
      at: z.string(),
      keep: z.int(),
      testDays: z.int(),
      running: z.boolean(),
      nextAt: instant.nullable(),
      madeAt: instant.nullable(),
      failed: failed.nullable(),
      testedAt: instant.nullable(),
      testFailed: failed.nullable(),
      /** When this store was found to be a copy, or was put back. */
      copiedAt: instant.nullable(),
      standing: z.array(standing),
    }),
    ['storageFailed', 'workspaceReadOnly'],
  ),
  /** `folder`: a chosen one; null: beside the workspace's own files again; absent: as it is. */
  'backup.set': command(
    may('backup.manage'),
    z.strictObject({
      on: z.boolean(),
      at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u),
      keep: z.int().min(1).max(365),
      testDays: z.int().min(1).max(90),
      folder: chosen.nullable().optional(),
    }),
    nothing,
    ['notFound', 'diskFull', 'storageFailed', 'workspaceReadOnly'],
  ),
  /** Makes one now; into a chosen folder once, to take it to another machine. */
  'backup.make': command(
    may('backup.manage'),
    z.strictObject({ folder: chosen.optional() }),
    z.object({
      name,
      bytes: z.int(),
      commits: z.int(),
      blobs: z.int(),
      findings: z.int(),
    }),
    makeErrors,
  ),
  /** Restores the newest one for trial and takes it away again. */
  'backup.test': command(
    may('backup.manage'),
    nothing,
    z.object({ commits: z.int(), blobs: z.int(), findings: z.int() }),
    makeErrors,
  ),
  /** The backups in a chosen folder, newest first; nothing is opened. */
  'workspace.backups': query(
    open,
    z.strictObject({ folder: chosen }),
    z.object({
      backups: z.array(
        standing.extend({
          /** Names it among those of this folder. */
          place: z.string(),
          workspace: z.string(),
          device: recordId,
          deviceName: z.string(),
          code: z.string(),
          people: z.array(z.object({ login: z.string(), name: z.string() })),
        }),
      ),
      /** How many stand there that cannot be read. */
      broken: z.int(),
    }),
    ['notFound', 'storageFailed', 'workspaceReadOnly'],
  ),
  /**
   * Makes this machine's workspace out of a backup. `secret` is the password of that person when it was made, or the
   * recovery key. With `replace` what stands here is set aside.
   */
  'workspace.restore': command(
    open,
    z.strictObject({
      folder: chosen,
      place: z.string().max(300),
      login: loginName,
      secret: z.union([
        z.strictObject({ password }),
        z.strictObject({ recoveryKey: z.string().max(200) }),
      ]),
      replace: z.boolean(),
    }),
    z.object({
      workspace: z.string(),
      name: z.string(),
      code: z.string(),
      commits: z.int(),
      blobs: z.int(),
      findings: z.int(),
    }),
    [
      'notFound',
      'passwordWrong',
      'recoveryKeyWrong',
      'backupDamaged',
      'backupNewer',
      'backupOtherWorkspace',
      'workspaceExists',
      'workspaceInUse',
      'workspaceDamaged',
      'diskFull',
      'storageFailed',
      'workspaceReadOnly',
    ],
  ),
} as const
