import {
  decisionsOf,
  STEP_OUTCOMES,
  type StepDecision,
} from '../../../../contract/response-engine.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Guard } from '../../../feature.ts'
import type { RecordRow } from '../../../log/types.ts'
import { TEST_KINDS } from '../types/upgrade-test.type.ts'

const notYet = (reason: Text): Failure => ({ code: 'notYet', params: { reason: { ...reason } } })
const counted = (text: Text, count: number): Text => ({
  'zh-CN': text['zh-CN'].replace('{count}', String(count)),
  en: text.en.replace('{count}', String(count)),
})

/** Rows of a type that point at a record by an indexed field. */
function rowsBy({ workspace }: Context, type: string, field: string, value: string): RecordRow[] {
  return workspace.db
    .prepare<[string], { id: string }>(
      `SELECT id FROM r_${type.replaceAll('-', '_')} WHERE _deleted = 0 AND "${field}" = ? ORDER BY id`,
    )
    .all(value)
    .flatMap(({ id }) => workspace.log.row(type, id) ?? [])
}

const NO_CASE: Text = {
  'zh-CN': '缺少测试用例：{kinds}',
  en: 'There are no test cases of these kinds: {kinds}',
}
const OPEN: Text = { 'zh-CN': '{count}个测试用例没有结果', en: '{count} test cases have no result' }
const FAILED: Text = {
  'zh-CN': '{count}个测试用例未通过，重测或由主管豁免',
  en: '{count} test cases failed. Test them again or have a manager waive them',
}

/** No go without test cases of each kind, all of them with results, none failed (F3). */
const tested: Guard = (context, { id }) => lackingTests(context, id)

export const isTested = (context: Context, upgrade: string): boolean =>
  lackingTests(context, upgrade) === undefined

function lackingTests(context: Context, id: string): Failure | undefined {
  const cases = rowsBy(context, 'upgrade-test', 'upgrade', id)
  const lacking = TEST_KINDS.filter(
    ({ value }) => !cases.some(({ fields }) => fields['kind'] === value),
  )
  if (lacking.length > 0)
    return notYet({
      'zh-CN': NO_CASE['zh-CN'].replace(
        '{kinds}',
        lacking.map(({ label }) => label['zh-CN']).join('、'),
      ),
      en: NO_CASE.en.replace(
        '{kinds}',
        lacking.map(({ label }) => label.en.toLowerCase()).join(', '),
      ),
    })
  const of = (state: string) => cases.filter(({ fields }) => fields['status'] === state).length
  if (of('open') > 0) return notYet(counted(OPEN, of('open')))
  return of('failed') > 0 ? notYet(counted(FAILED, of('failed'))) : undefined
}

const stepsIn = (context: Context, id: string) => rowsBy(context, 'response-step', 'of', id)

const NO_STEPS: Text = {
  'zh-CN': '还没有实施步骤，逐条写入“实施”部分',
  en: 'There are no steps yet. Write them one by one under “Implementation”',
}
const stepped: Guard = (context, { id }) =>
  stepsIn(context, id).length === 0 ? notYet(NO_STEPS) : undefined

const STEPS_OPEN: Text = { 'zh-CN': '{count}个步骤还没有做完', en: '{count} steps are not decided' }

/** Every step has been decided: done, cannot be done, or skipped with a reason. */
const stepsDecided: Guard = (context, { id }) => {
  const decided = decisionsOf(rowsBy(context, 'step-result', 'of', id).flatMap(decisionIn))
  const open = stepsIn(context, id).filter(({ fields }) => {
    const step = fields['step']
    const key = typeof step === 'object' && step !== null && 'id' in step ? String(step.id) : ''
    return decided.get(key)?.decision === undefined
  })
  return open.length > 0 ? notYet(counted(STEPS_OPEN, open.length)) : undefined
}

function decisionIn({ fields }: RecordRow): StepDecision[] {
  const outcome = STEP_OUTCOMES.find((one) => one === fields['outcome'])
  if (outcome === undefined) return []
  const { undoneAt } = fields
  return [
    {
      step: String(fields['step']),
      attempt: Number(fields['attempt'] ?? 0),
      outcome,
      at: Number(fields['at'] ?? 0),
      ...(typeof undoneAt === 'number' ? { undoneAt } : {}),
    },
  ]
}

const NOT_IN_TEST: Text = {
  'zh-CN': '升级不在测试阶段，先退回或转测试',
  en: 'The upgrade is not being tested. Bring it to its test first',
}
/** What was tested is what was approved: results are written while the upgrade is in its test. */
const inTest: Guard = ({ workspace }, { fields }) =>
  workspace.log.row('upgrade', String(fields['upgrade']))?.fields['status'] === 'test'
    ? undefined
    : notYet(NOT_IN_TEST)

export const UPGRADE_GUARDS: Readonly<Record<string, Guard>> = {
  'upgrade-tested': tested,
  'upgrade-stepped': stepped,
  'upgrade-steps': stepsDecided,
  'upgrade-in-test': inTest,
}
