import type { OutputOf } from '../../contract/procedures.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Context } from '../feature.ts'
import { decode } from '../keys/box.ts'
import { hlcToMs } from '../log/clock.ts'
import { deviceIdOf } from '../log/identity.ts'
import { DELETED, type Commit, type RecordRow } from '../log/types.ts'
import { proposal } from './conflicts.ts'
import { nameOf } from './view.ts'
import { opened } from './seal.ts'

type Detail = OutputOf<'register.get'>
type Head = Detail['heads'][string][number]

/** What stands against each other in a record: every value with who, when and where, and what they had in common. */
export function disagreeing(
  context: Context,
  type: RecordType,
  row: RecordRow,
  fields: readonly string[],
): Pick<Detail, 'heads' | 'bases'> {
  const devices = devicesByStream(context)
  const heads: Record<string, Head[]> = {}
  const bases: Record<string, Json> = {}
  for (const field of fields) {
    if (field === DELETED) heads[field] = deletion(context, row, devices)
    if (!(field in type.fields)) continue
    const plain = (value: Json): Json =>
      opened(context, type, row.id, { [field]: value })[field] ?? null
    const base = plain(context.workspace.log.base(type.name, row.id, field))
    const values = context.workspace.log.values(type.name, row.id, field).map((head): Head => ({
      value: plain(head.value),
      at: hlcToMs(head.hlc),
      actorName: nameOf(context, head.actor),
      device: devices.get(deviceOf(head.stream)) ?? '',
      proposed: false,
    }))
    const merged = proposal(
      type,
      field,
      values.map(({ value }) => value),
      base,
    )
    bases[field] = base
    heads[field] =
      merged === undefined
        ? values
        : [
            ...values,
            { value: merged, at: context.now(), actorName: '', device: '', proposed: true },
          ]
  }
  return { heads, bases }
}

/** Somebody deleted it while somebody else, who did not know that, went on with it: the last of both. */
function deletion(
  { workspace, ...context }: Context,
  row: RecordRow,
  devices: ReadonlyMap<string, string>,
): Head[] {
  const commits = workspace.log.commitsOf(row.id, row.type)
  const deletes = ({ ops }: Commit): boolean =>
    ops.some(({ id, fields }) => id === row.id && fields[DELETED] === true)
  const head = (commit: Commit | undefined, value: boolean): Head[] =>
    commit === undefined
      ? []
      : [
          {
            value,
            at: hlcToMs(commit.hlc),
            actorName: nameOf({ ...context, workspace }, commit.actor),
            device: devices.get(deviceOf(commit.stream)) ?? '',
            proposed: false,
          },
        ]
  return [
    ...head(
      commits.findLast((commit) => deletes(commit)),
      true,
    ),
    ...head(
      commits.findLast((commit) => !deletes(commit)),
      false,
    ),
  ]
}

const deviceOf = (stream: string): string => stream.slice(0, stream.indexOf('.'))

/** Names of all workstations, those that were revoked as well, by the device part of their streams. */
function devicesByStream({ workspace }: Pick<Context, 'workspace'>): ReadonlyMap<string, string> {
  const rows = workspace.db
    .prepare<[], { name: string; key: string }>('SELECT name, "publicKey" AS key FROM r_device')
    .all()
  return new Map(rows.map(({ name, key }) => [deviceIdOf(decode(key)), name]))
}
