import { z } from 'zod'
import { instant, receipt, recordId, recordLabel, recordRef, typeName } from './common.ts'
import { command, query, signedIn } from './procedure.ts'

/** A post that the person holds or stands in for, with its duties and whether he confirmed them as they stand. */
export const myPost = z.object({
  post: recordId,
  name: z.string(),
  part: z.enum(['holder', 'standIn', 'member']),
  duties: z.string(),
  standards: z.string(),
  lines: z.array(
    z.object({
      id: recordId,
      title: z.string(),
      standard: z.string(),
      often: z.string(),
      basis: z.array(recordRef.extend({ title: z.string() })),
    }),
  ),
  /** Activities of the RACI matrix, by the letter that the post has in them. */
  raci: z.array(z.object({ id: recordId, activity: z.string(), letters: z.string() })),
  /** Names the duties as they stand; given back with the confirmation. */
  hash: z.string(),
  acknowledgedAt: instant.optional(),
  /** He confirmed an earlier state of them. */
  changed: z.boolean(),
})
export type MyPost = z.infer<typeof myPost>

/** Records of one type in use for which no post answers. */
export const withoutPost = z.object({
  type: typeName,
  count: z.int(),
  since: instant,
  /** The latest of them. */
  records: z.array(recordLabel),
})
export type WithoutPost = z.infer<typeof withoutPost>

/** What somebody is responsible for (J1). */
export const peopleProcedures = {
  'people.myDuties': query(signedIn, z.strictObject({}), z.object({ posts: z.array(myPost) })),
  /** Checklists, plans, documents and configuration items that name no responsible post. */
  'people.withoutPost': query(
    signedIn,
    z.strictObject({}),
    z.object({ kinds: z.array(withoutPost) }),
  ),
  /** Confirms the duties of a post as they were shown; refused when they changed meanwhile. */
  'people.acknowledge': command(
    signedIn,
    z.strictObject({ post: recordId, hash: z.string().max(64) }),
    receipt,
    ['notFound', 'dutiesChanged', 'notYourPost', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
} as const
