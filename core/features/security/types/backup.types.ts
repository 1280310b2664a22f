import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  instant,
  integer,
  one,
  ref,
  t,
  text,
} from '../../../records/declare.ts'
import { WORKERS } from './roles.ts'

/** One run of a backup job, as it was seen or reported; written once. */
export const backupRunType: RecordType = {
  name: 'backup-run',
  label: t('备份结果', 'Backup result'),
  plural: t('备份结果', 'Backup results'),
  icon: 'disk',
  title: 'note',
  appendOnly: true,
  fields: {
    job: ref('backup-job', '备份作业', 'Backup job', { required: true }),
    startedAt: instant('开始时间', 'Started', { required: true, initial: { from: 'now' } }),
    result: choice(
      '结果',
      'Result',
      [
        one('ok', '正常', 'Normal', 'ok'),
        one('partial', '部分失败', 'Partly failed', 'warn'),
        one('failed', '失败', 'Failed', 'crit'),
      ],
      { required: true, initial: 'ok' },
    ),
    minutes: integer('耗时', 'Took', { unit: 'min', min: 0, max: 100_000 }),
    size: text('数据量', 'Size', { maxLength: 40 }),
    note: text('情况', 'Note', { required: true, maxLength: 500 }),
    attachments: attachments('附件', 'Attachments'),
  },
  indexes: [['job', 'startedAt']],
  permissions: { read: 'all', create: WORKERS, update: [], delete: [] },
  list: {
    columns: ['startedAt', 'job', 'result', 'minutes', 'size', 'note'],
    sort: { field: 'startedAt', descending: true },
  },
}

/** A backup was played back to see that it can be (E2); written once. */
export const restoreTestType: RecordType = {
  name: 'restore-test',
  label: t('恢复测试', 'Restore test'),
  plural: t('恢复测试', 'Restore tests'),
  icon: 'disk',
  title: 'scope',
  appendOnly: true,
  fields: {
    job: ref('backup-job', '备份作业', 'Backup job', { required: true }),
    testedOn: date('日期', 'Date', { required: true, initial: { from: 'today' } }),
    scope: text('恢复内容', 'What was restored', { required: true }),
    result: choice(
      '结果',
      'Result',
      [
        one('ok', '可恢复', 'Restored', 'ok'),
        one('partial', '部分可恢复', 'Partly restored', 'warn'),
        one('failed', '不可恢复', 'Not restored', 'crit'),
      ],
      { required: true, initial: 'ok' },
    ),
    minutes: integer('实际耗时', 'Took', { unit: 'min', min: 0, max: 100_000 }),
    target: integer('RTO目标', 'RTO target', { unit: 'min', min: 0, max: 100_000 }),
    testedBy: ref('person', '测试人', 'Tested by', { initial: { from: 'me' } }),
    note: text('核对情况', 'How it was verified', { maxLength: 500 }),
    attachments: attachments('附件', 'Attachments'),
  },
  indexes: [['job', 'testedOn']],
  permissions: { read: 'all', create: WORKERS, update: [], delete: [] },
  list: {
    columns: ['testedOn', 'job', 'scope', 'result', 'minutes', 'target', 'testedBy'],
    sort: { field: 'testedOn', descending: true },
  },
}
