import { z } from 'zod'
import { instant, receipt, recordId, recordRef } from './common.ts'
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

/** What somebody is responsible for (J1). */
export const peopleProcedures = {
  'people.myDuties': query(signedIn, z.strictObject({}), z.object({ posts: z.array(myPost) })),
  /** Confirms the duties of a post as they were shown; refused when they changed meanwhile. */
  'people.acknowledge': command(
    signedIn,
    z.strictObject({ post: recordId, hash: z.string().max(64) }),
    receipt,
    ['notFound', 'dutiesChanged', 'notYourPost', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
} as const
