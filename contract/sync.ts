import { z } from 'zod'
import { instant, password, recordId } from './common.ts'
import { CONTRADICTIONS } from './checkpoint.ts'
import { command, may, open, query, signedIn } from './procedure.ts'

/** Long enough that nobody finds it by trying: whoever gets the stick has the file for ever. */
const passphrase = z.string().min(12).max(200)
/** Bytes of one medium that a bundle is split for. */
const mediumSize = z
  .int()
  .min(8 << 20)
  .max(2 ** 44)
/** A file or folder that was chosen in the host's dialog. */
const chosen = z.string().max(100)

const bundleErrors = [
  'notFound',
  'bundleLocked',
  'bundleDamaged',
  'bundleNewer',
  'bundleForeign',
  'bundleUnknownDevice',
  'storageFailed',
] as const

const made = z.object({
  name: z.string(),
  bytes: z.int(),
  commits: z.int(),
  blobs: z.int(),
  /** Files that were written: one for each medium. */
  parts: z.int(),
})
/** A moment of a server's log, as the server signed it: how many commits, the hash over them (hex), when. */
const signedPart = z.object({ size: z.int(), root: z.string(), time: z.int() })

const refusedCommit = z.object({
  /** Device whose stream it is, where it is known. */
  device: z.string().nullable(),
  seq: z.int(),
  reason: z.string(),
})

/** What a device and its server are at; waiting: it does not answer and is tried again. */
export const hubPhase = z.enum([
  'connecting',
  'sending',
  'receiving',
  'attachments',
  'live',
  'waiting',
])
export type HubPhase = z.infer<typeof hubPhase>

const hubErrors = [
  'hubAddress',
  'hubUnreachable',
  'hubCertificate',
  'hubNewer',
  'hubOther',
  'hubClaimed',
  'hubUnclaimed',
  'hubCode',
  'deviceUnknown',
  'deviceRevoked',
  'invitationUnknown',
  'tooMany',
] as const

export const syncProcedures = {
  /** The devices of the workspace, what each is known to lack, and what was not taken. */
  'sync.status': query(
    may('sync.carry'),
    z.strictObject({}),
    z.object({
      devices: z.array(
        z.object({
          id: recordId,
          name: z.string(),
          code: z.string(),
          own: z.boolean(),
          /** The shared server. */
          server: z.boolean(),
          /** When it last wrote or told what it holds, as far as it came here; null: never. */
          heardAt: instant.nullable(),
          /** Commits that a stick has to carry there: it is not known to hold them. */
          lacks: z.int(),
          /** When it was revoked; null: it takes part. */
          revokedAt: instant.nullable(),
          /** Commits of it that are here and do not count yet. */
          waiting: z.int(),
        }),
      ),
      commits: z.int(),
      /** Commits that wait for others. */
      held: z.int(),
      refused: z.array(refusedCommit.extend({ at: instant })),
    }),
  ),
  /** The shared server and how far this device is with it; null: the workspace has none. */
  'sync.hub': query(
    signedIn,
    z.strictObject({}),
    z
      .object({
        url: z.string(),
        phase: hubPhase,
        /** When it last answered; null: never. */
        contactAt: instant.nullable(),
        /** Why it does not go on. */
        failure: z
          .object({ code: z.string(), params: z.record(z.string(), z.unknown()) })
          .nullable(),
        /** Commits that it is not known to hold; null while that is not known. */
        toSend: z.int().nullable(),
        /** Its clock less the one here, milliseconds; null while it was not heard. */
        clockOffset: z.number().nullable(),
        /** What it did not take. */
        refused: z.array(refusedCommit),
        /** What it signed of its log, as this device could check. */
        witnessed: z.object({
          newest: signedPart.pick({ size: true, time: true }).nullable(),
          /** Commits that it had signed before it was put back, and that are not all there again. */
          missing: z.int(),
          /** Where it is not what it had signed, or lacks what it acknowledged. */
          contradictions: z.array(
            z.object({
              why: z.enum(CONTRADICTIONS),
              at: instant,
              told: signedPart,
              known: signedPart.nullable(),
            }),
          ),
        }),
      })
      .nullable(),
  ),
  /** Gives a server that has none this workspace, by the code on its screen. */
  'sync.connect': command(
    may('accounts.manage'),
    z.strictObject({ address: z.string().trim().min(1).max(200), code: z.string().max(60) }),
    z.object({ url: z.string() }),
    [...hubErrors, 'hubExists'],
  ),
  /** The workspace goes on without the server; what is there stays there. */
  'sync.disconnect': command(may('accounts.manage'), z.strictObject({}), z.object({}), [
    'notFound',
  ]),
  /** Tries the server at once. */
  'sync.now': command(may('sync.carry'), z.strictObject({}), z.object({})),
  /** Makes another workstation that joins by the server; the code serves once and for a day. */
  'device.invite': command(
    may('accounts.manage'),
    z.strictObject({
      name: z.string().trim().min(1).max(80),
      code: z.string().regex(/^[A-Z0-9]{1,4}$/u),
    }),
    z.object({ device: recordId, invitation: z.string(), url: z.string(), expiresAt: instant }),
    ['notFound', 'codeTaken', ...hubErrors],
  ),
  /** Nothing that the device writes from now on counts; what is here of it stays. */
  'device.revoke': command(
    may('accounts.manage'),
    z.strictObject({ device: recordId }),
    z.object({}),
    ['notFound', 'deviceOwn'],
  ),
  /** Lets what came of a revoked device afterwards count: it was written before. */
  'device.acceptRest': command(
    may('accounts.manage'),
    z.strictObject({ device: recordId }),
    z.object({ applied: z.int() }),
    ['notFound'],
  ),
  /** Makes this machine a workstation by the code that an administrator was given. */
  'workspace.joinServer': command(
    open,
    z.strictObject({ address: z.string().trim().min(1).max(200), code: z.string().max(60) }),
    z.object({ workspace: z.string(), name: z.string(), code: z.string() }),
    [...hubErrors, 'workspaceExists', 'diskFull', 'workspaceReadOnly'],
  ),
  /**
   * Writes a bundle into a chosen folder: for one device what it is not known to hold, else everything. Without a
   * passphrase it opens for everybody who has an active account.
   */
  'sync.exportBundle': command(
    may('sync.carry'),
    z.strictObject({
      folder: chosen,
      device: recordId.optional(),
      passphrase: passphrase.optional(),
      /** Bytes of one medium: the bundle becomes as many files as are needed, each taken by itself in any order. */
      split: mediumSize.optional(),
    }),
    made,
    ['notFound', 'diskFull', 'storageFailed', 'workspaceReadOnly'],
  ),
  /** Reads a whole bundle and says what is in it; nothing is taken. */
  'sync.inspectBundle': query(
    may('sync.carry'),
    z.strictObject({ file: chosen, passphrase: z.string().max(200).optional() }),
    z.object({
      deviceName: z.string(),
      madeAt: instant,
      commits: z.int(),
      /** Commits that are not here yet. */
      fresh: z.int(),
      blobs: z.int(),
      blobBytes: z.int(),
      enrols: z.boolean(),
      /** Where it is one of several: which, and of how many when it is the last one. */
      part: z.object({ number: z.int(), of: z.int().nullable() }).nullable(),
    }),
    bundleErrors,
  ),
  'sync.importBundle': command(
    may('sync.carry'),
    z.strictObject({ file: chosen, passphrase: z.string().max(200).optional() }),
    z.object({
      applied: z.int(),
      known: z.int(),
      held: z.int(),
      blobs: z.int(),
      refused: z.array(refusedCommit),
      /** Parts of its set that did not come yet; `last` while nobody knows how many there are. */
      missing: z.array(z.union([z.int(), z.literal('last')])),
    }),
    bundleErrors,
  ),
  /** Makes another workstation and writes the bundle with which it joins, once. */
  'device.enrol': command(
    may('accounts.manage'),
    z.strictObject({
      name: z.string().trim().min(1).max(80),
      code: z.string().regex(/^[A-Z0-9]{1,4}$/u),
      folder: chosen,
      passphrase,
    }),
    made.extend({ device: recordId }),
    ['notFound', 'codeTaken', 'diskFull', 'storageFailed', 'workspaceReadOnly'],
  ),
  /** Makes this machine a workstation of the workspace that the bundle is of; people sign in with their passwords. */
  'workspace.join': command(
    open,
    z.strictObject({ file: chosen, passphrase: password }),
    z.object({ workspace: z.string(), name: z.string(), code: z.string() }),
    [...bundleErrors, 'workspaceExists', 'bundleNotJoining', 'diskFull', 'workspaceReadOnly'],
  ),
} as const
