import { z } from 'zod'
import { role } from '../../../../contract/common.ts'
import { LEVEL_LABELS, ROLE_LABELS, type Level, type Role } from '../../../../contract/roles.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context } from '../../../feature.ts'
import { t } from '../../../records/declare.ts'
import { nameOf } from '../../../records/view.ts'

/** A right that somebody has in this program: a role, or a clearance above internal. */
export interface Right {
  readonly person: string
  readonly holder: string
  readonly grant: string
  readonly label: Text
}

const accountFields = z.object({
  person: z.string(),
  login: z.string(),
  roles: z.array(role).catch([]),
  clearance: z.int().catch(1),
  active: z.boolean().catch(true),
})

/** Who may do what in this program now, from its real accounts. */
export function rightsNow(context: Pick<Context, 'workspace' | 'session'>): readonly Right[] {
  const { db, log } = context.workspace
  const ids = db
    .prepare<[], { id: string }>('SELECT id FROM r_account WHERE _deleted = 0 ORDER BY id')
    .all()
  return ids.flatMap(({ id }) => {
    const account = accountFields.safeParse(log.row('account', id)?.fields)
    if (!account.success || !account.data.active) return []
    const { person, login, roles, clearance } = account.data
    const holder = `${nameOf(context, person)} (${login})`
    return [
      ...roles.map((name) => ({
        person,
        holder,
        grant: `role/${name}`,
        label: roleText(context, name),
      })),
      ...(clearance > 1
        ? [{ person, holder, grant: `clearance/${clearance}`, label: clearanceText(clearance) }]
        : []),
    ]
  })
}

/** What a role may write, in a few words: the count of the registers by act. */
function roleText({ workspace }: Pick<Context, 'workspace'>, name: Role): Text {
  const types = workspace.types.all()
  const count = (action: 'create' | 'update' | 'delete'): number =>
    types.filter(({ permissions }) => {
      const may = permissions[action]
      return may === 'all' || may.includes(name)
    }).length
  const [create, update, remove] = [count('create'), count('update'), count('delete')]
  const label = ROLE_LABELS[name]
  return t(
    `角色：${label['zh-CN']}（可新建${create}类、修改${update}类、删除${remove}类记录）`,
    `Role: ${label.en} (may create ${create}, change ${update}, delete ${remove} types)`,
  )
}

function clearanceText(clearance: number): Text {
  const label = LEVEL_LABELS[clearance as Level]
  return t(`涉密等级：${label['zh-CN']}`, `Clearance: ${label.en}`)
}
