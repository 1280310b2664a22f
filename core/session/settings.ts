import { z } from 'zod'
import { GRADE_RULES, GRADES, type Grade } from '../../contract/incident-rules.ts'
import { LANGUAGES } from '../../contract/text.ts'
import type { Workspace } from '../workspace/workspace.ts'

const limits = Object.fromEntries(
  GRADES.flatMap((grade) => [
    [`answerMinutes${grade}`, z.int().catch(GRADE_RULES[grade].responseMinutes)],
    [`repairHours${grade}`, z.int().catch(GRADE_RULES[grade].repairHours)],
  ]),
) as Record<`answerMinutes${Grade}` | `repairHours${Grade}`, z.ZodCatch<z.ZodInt>>

const schema = z.object({
  name: z.string().catch(''),
  language: z.enum(LANGUAGES).catch('zh-CN'),
  autoLockMinutes: z.int().catch(15),
  escalateMinutes: z.int().catch(30),
  lockRounds: z.boolean().catch(false),
  rawDays: z.int().catch(3),
  minuteDays: z.int().catch(14),
  hourMonths: z.int().catch(26),
  fixCriticalDays: z.int().catch(1),
  fixHighDays: z.int().catch(7),
  fixMediumDays: z.int().catch(30),
  fixLowDays: z.int().catch(90),
  replyHours: z.int().catch(8),
  ...limits,
  holidays: z.string().catch(''),
  extraWorkdays: z.string().catch(''),
  separation: z.boolean().catch(false),
  levelNames: z.json().catch(null),
  logCategories: z.json().catch(null),
})
export type Settings = z.output<typeof schema>

/** Id of the one settings record: the first that was made. */
export function settingsRecord(workspace: Pick<Workspace, 'db'>): string | undefined {
  return workspace.db
    .prepare<[], { id: string }>('SELECT id FROM r_workspace_settings ORDER BY id LIMIT 1')
    .get()?.id
}

/** By the fields that they were read from, which are others after each change: every call asks for them. */
const known = new WeakMap<object, Settings>()
const NOTHING = {}

/** What the team has agreed on, with defaults for what nobody set. */
export function settingsOf(workspace: Pick<Workspace, 'db' | 'log'>): Settings {
  const id = settingsRecord(workspace)
  const row = id === undefined ? undefined : workspace.log.row('workspace-settings', id)
  const fields = row?.fields ?? NOTHING
  const settings = known.get(fields) ?? schema.parse(fields)
  known.set(fields, settings)
  return settings
}
