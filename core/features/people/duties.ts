import { createHash } from 'node:crypto'
import { z } from 'zod'
import { recordRef } from '../../../contract/common.ts'
import type { WorkItem } from '../../../contract/duty.ts'
import type { MyPost } from '../../../contract/people.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { canonical } from '../../log/canonical.ts'
import { hlcToMs } from '../../log/clock.ts'
import { tableOf } from '../../log/shape.ts'
import { t } from '../../records/declare.ts'
import { derivedId } from '../../records/derived-id.ts'
import { labels } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'
import { withoutPost } from './without-post.ts'
import { acknowledgementType, postDutyType, raciType } from './types/duty.types.ts'

type Tools = Pick<Context, 'workspace' | 'session'>
const ids = z.array(z.string()).catch([])
const text = z.string().catch('')
const postFields = z.object({
  name: text,
  duties: text,
  standards: text,
  holder: z.string().nullish().catch(null),
  standIn: z.string().nullish().catch(null),
})
const lineFields = z.object({
  title: text,
  standard: text,
  often: text,
  basis: z.array(recordRef).catch([]),
})
const raciFields = z.object({
  activity: text,
  responsible: ids,
  accountable: z.string().nullish().catch(null),
  consulted: ids,
  informed: ids,
})

/** Ids of records of a type, in order; `condition` on its columns. */
const idsOf = (
  { workspace }: Pick<Context, 'workspace'>,
  type: string,
  condition = '1',
  ...values: readonly string[]
): string[] =>
  workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type)} WHERE (${condition}) AND _deleted = 0 ORDER BY id`,
    )
    .all(...values)
    .map(({ id }) => id)

/** The posts of the signed-in person: as holder, as stand-in, or because his record names them. */
export function myPosts(context: Tools): readonly MyPost[] {
  const { log } = context.workspace
  const { person } = context.session
  const member = ids.parse(log.row('person', person)?.fields['posts'])
  return idsOf(context, 'post').flatMap((post): MyPost[] => {
    const row = log.row('post', post)
    if (!row) return []
    const { name, duties, standards, holder, standIn } = postFields.parse(row.fields)
    const part = holder === person ? 'holder' : standIn === person ? 'standIn' : ('member' as const)
    if (part === 'member' && !member.includes(post)) return []
    const lines = idsOf(context, postDutyType.name, 'post = ?', post).map((id) => ({
      id,
      ...lineFields.parse(log.row(postDutyType.name, id)?.fields ?? {}),
    }))
    const hash = createHash('sha256')
      .update(canonical([duties, standards, lines.map(({ id, ...line }) => [id, line])]))
      .digest('hex')
    const told = idsOf(context, acknowledgementType.name, 'person = ? AND post = ?', person, post)
    const acknowledgements = told.flatMap((id) => log.row(acknowledgementType.name, id) ?? [])
    const current = acknowledgements.find(({ fields }) => fields['hash'] === hash)
    return [
      {
        post,
        name,
        part,
        duties,
        standards,
        lines: lines.map((line) => ({ ...line, ...words(context, line) })),
        raci: raciOf(context, post),
        hash,
        ...(current ? { acknowledgedAt: Number(current.fields['at']) } : {}),
        changed: !current && acknowledgements.length > 0,
      },
    ]
  })
}

/** How often a duty is due in the reader's words, and the names of what it rests on. */
function words(context: Tools, { often, basis }: z.infer<typeof lineFields>) {
  const choice = postDutyType.fields['often']?.choices?.find(({ value }) => value === often)
  return {
    often: choice?.label[context.session.language] ?? '',
    basis: labels(context, basis).map(({ type, id, title }) => ({ type, id, title })),
  }
}

function raciOf(context: Tools, post: string): MyPost['raci'] {
  return idsOf(context, raciType.name).flatMap((id) => {
    const line = raciFields.parse(context.workspace.log.row(raciType.name, id)?.fields ?? {})
    const letters = [
      line.responsible.includes(post) ? 'R' : '',
      line.accountable === post ? 'A' : '',
      line.consulted.includes(post) ? 'C' : '',
      line.informed.includes(post) ? 'I' : '',
    ].join('')
    return letters === '' ? [] : [{ id, activity: line.activity, letters }]
  })
}

export const dutyHandlers: Handlers = {
  'people.withoutPost': (context) => ok({ kinds: withoutPost(context) }),

  'people.myDuties': (context) => ok({ posts: [...myPosts(context)] }),

  'people.acknowledge': (context, { post, hash }) => {
    const { person } = context.session
    if (!context.workspace.log.row('post', post)) throw new CoreError('notFound')
    const mine = myPosts(context).find((one) => one.post === post)
    if (!mine) throw new CoreError('notYourPost')
    if (mine.hash !== hash) throw new CoreError('dutiesChanged')
    if (mine.acknowledgedAt !== undefined) return ok({ commit: '', at: context.now() })
    const fields = { post, postName: mine.name, person, hash, at: context.now() }
    const id = derivedId(acknowledgementType.name, person, post, hash)
    const op = createOp(context, { type: acknowledgementType.name, id, fields }, { system: true })
    return ok(commit(context, 'people.acknowledge', [op]))
  },
}

const CONFIRM = t('确认岗位职责：{name}', 'Confirm the duties of {name}')
const CHANGED = t('职责有变化', 'The duties changed')

/** Everybody confirms the duties of his posts at each change. */
export function dutyWork(context: Context): readonly WorkItem[] {
  const { language, person, name } = context.session
  return myPosts(context).flatMap((post): WorkItem[] => {
    if (post.acknowledgedAt !== undefined) return []
    if (post.duties === '' && post.lines.length === 0) return []
    const row = context.workspace.log.row('post', post.post)
    return [
      {
        key: `duty/${post.post}/${post.hash.slice(0, 16)}`,
        source: 'post',
        title: CONFIRM[language].replace('{name}', post.name),
        ...(post.changed ? { detail: CHANGED[language] } : {}),
        state: 'due',
        at: row ? hlcToMs(row.updated) : context.now(),
        person,
        personName: name,
        path: '/people/duties',
      },
    ]
  })
}
