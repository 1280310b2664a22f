import type { Concern } from '../../../contract/duty.ts'
import { errorText } from '../../../contract/error-text.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../../contract/errors.ts'
import { fill, type Text } from '../../../contract/text.ts'
import type { Context } from '../../feature.ts'
import { lastRecovery } from '../../sync/hub/fork.ts'
import { readDescription } from '../../workspace/description.ts'
import { DAY, outcomeOf, planOf, type Outcome } from './plan.ts'

const TEXTS = {
  failed: { 'zh-CN': '本机备份失败', en: 'The backup of this workstation failed' },
  testFailed: { 'zh-CN': '备份恢复测试失败', en: 'The test restore of the backup failed' },
  findings: {
    'zh-CN': '备份里的校验发现{count}处问题',
    en: 'The check of the backup found {count} problems',
  },
  findingsWhy: { 'zh-CN': '在“审计”里校验', en: 'Verify it under “Audit”' },
  copied: {
    'zh-CN': '本机数据是复制或恢复来的',
    en: 'The records here were copied or restored',
  },
  copiedWhy: {
    'zh-CN': '此后产生的编号带{code}，与原设备不会重复',
    en: 'Numbers given out here carry {code} from now on, so that none is given out twice',
  },
  recovered: {
    'zh-CN': '本机磁盘曾回退，{count}次写入已重新写入',
    en: 'The disk here had gone back: {count} entries were written again',
  },
  recoveredWhy: {
    'zh-CN': '{unsigned}次签署要重签，{kept}次与新内容矛盾、只留作证据',
    en: '{unsigned} signatures to be given again, {kept} entries kept as evidence alone',
  },
} as const satisfies Record<string, Text>

const place = (): Pick<Concern, 'path' | 'acts' | 'source'> => ({
  path: '/settings/backup',
  acts: [],
  source: 'backup',
})
/** How long it is told that the store is a copy. */
const TOLD_FOR = 3 * DAY

/** What is wrong with the backups of this workstation, each with the way to it. */
export function backupConcerns({ workspace, session, now }: Context): readonly Concern[] {
  const say = (text: Text, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(text[session.language], params)
  const why = (failure: NonNullable<Outcome['failed']>): string =>
    Object.hasOwn(ERROR_TEXTS, failure.code)
      ? errorText({ code: failure.code as ErrorCode, params: failure.params }, session.language)
      : failure.code
  const { failed, testFailed, made } = outcomeOf(workspace)
  const { copiedAt, numbers } = workspace.device
  const found: Concern[] = []
  if (planOf(workspace).on && readDescription(workspace.path)?.demo !== true) {
    for (const [key, failure] of Object.entries({ failed, testFailed }))
      if (failure)
        found.push({
          ...place(),
          key: `backup/${key}`,
          tone: 'warn',
          title: say(TEXTS[key as 'failed' | 'testFailed']),
          detail: why(failure),
          since: failure.at,
          state: 'open',
        })
    if (made && made.findings > 0)
      found.push({
        ...place(),
        path: '/audit',
        key: 'backup/findings',
        tone: 'warn',
        title: say(TEXTS.findings, { count: made.findings }),
        detail: say(TEXTS.findingsWhy),
        since: made.at,
        state: 'open',
      })
  }
  const recovered = lastRecovery(workspace)
  if (recovered !== undefined && now() - recovered.at < TOLD_FOR)
    found.push({
      ...place(),
      path: '/audit',
      key: 'backup/recovered',
      tone: recovered.unsigned + recovered.kept > 0 ? 'warn' : 'notice',
      title: say(TEXTS.recovered, { count: recovered.written }),
      detail: say(TEXTS.recoveredWhy, { unsigned: recovered.unsigned, kept: recovered.kept }),
      since: recovered.at,
      state: 'open',
    })
  if (copiedAt !== undefined && now() - copiedAt < TOLD_FOR)
    found.push({
      ...place(),
      key: 'backup/copied',
      tone: 'notice',
      title: say(TEXTS.copied),
      detail: say(TEXTS.copiedWhy, { code: numbers }),
      since: copiedAt,
      state: 'open',
    })
  return found
}
