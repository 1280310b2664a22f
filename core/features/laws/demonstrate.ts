import {
  linked,
  makeStep,
  on,
  record,
  t,
  takeStep,
  type Row,
  type Value,
} from '../../demonstration/rows.ts'
import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import { READY_CLAUSES } from './ready.ts'

/** Whose a clause is at this site, by the law it stands in. */
const POSTS: Readonly<Record<string, string>> = { dsl: 'database', pipl: 'security', drill: 'lead' }

interface Assessed {
  readonly step: 'find-met' | 'find-partly'
  readonly day: number
  readonly assessment: Value
  readonly evidence: Value
}

const ASSESSED: Readonly<Record<string, Assessed>> = {
  'csl-21': {
    step: 'find-met',
    day: -40,
    assessment: t(
      '制度、责任人、日志留存、备份均有记录',
      'Rules, responsible persons, log retention and backups are all on record',
    ),
    evidence: linked('measure/logs', 'measure/backup', 'measure/firewall'),
  },
  'csl-25': {
    step: 'find-met',
    day: -8,
    assessment: t(
      '预案已批准，年度演练已完成',
      'The plan is approved and its yearly drill was held',
    ),
    evidence: linked('document/storage-fault-plan', 'measure/intrusion-detection'),
  },
  'mlps-backup': {
    step: 'find-partly',
    day: -38,
    assessment: t(
      '本地备份可恢复；异地只有核心库，证照文件未做',
      'On-site backups restore; the off-site copy holds the core database but not the licence files',
    ),
    evidence: linked('backup/core-full', 'restore/core'),
  },
  'mlps-access': {
    step: 'find-met',
    day: -6,
    assessment: t(
      '季度核查，离岗当日停用',
      'Reviewed each quarter; accounts closed on the day somebody leaves',
    ),
    evidence: linked('access-review/quarter', 'measure/bastion'),
  },
  'dsl-21': {
    step: 'find-met',
    day: -36,
    assessment: t(
      '数据资产已列重要程度和责任岗位',
      'Data assets list their importance and responsible post',
    ),
    evidence: linked('asset/insured', 'asset/settlement'),
  },
}

/** The register of laws, assessed by the security officer. */
export function demonstrateLaws(demo: Demonstration): readonly DemonstrationStep[] {
  return READY_CLAUSES.flatMap(({ key, fields }, index): DemonstrationStep[] => {
    const post = POSTS[key.split('-')[0] ?? ''] ?? 'security'
    const row: Row = {
      key: `clause/${key}`,
      type: 'law-clause',
      fields: {
        ...(fields as Row['fields']),
        post: record(`post/${post}`),
        reviewOn: on(20 + index * 3),
      },
    }
    const assessed = ASSESSED[key]
    return [
      makeStep(demo.from, 'han.x', row, demo),
      ...(assessed
        ? [
            takeStep(
              Math.max(demo.moment(assessed.day, '15:00'), demo.from),
              'han.x',
              row.key,
              assessed.step,
              demo,
              { assessment: assessed.assessment, evidence: assessed.evidence },
            ),
          ]
        : []),
    ]
  })
}
