import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  longText,
  one,
  ref,
  refs,
  step,
  t,
  text,
} from '../../../records/declare.ts'

const INSPECTORS = ['lead', 'manager', 'security', 'auditor'] as const
const ALL = [...INSPECTORS, 'operator', 'support', 'controller'] as const

/** An inspection, internal audit or report of a colleague (J4); what it finds are findings with it as source. */
export const inspectionType: RecordType = {
  name: 'inspection',
  label: t('监督检查', 'Inspection'),
  plural: t('监督检查', 'Inspections'),
  short: t('监督检查', 'Inspections'),
  icon: 'eye',
  area: 'management',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'INS' },
  levels: true,
  fields: {
    title: text('名称', 'Name', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('inspection', '例行检查', 'Inspection'),
        one('special', '专项检查', 'Special inspection'),
        one('audit', '内部审核', 'Internal audit'),
        one('peer', '同事反映', 'Peer report'),
        one('superior', '上级检查', 'By the authority'),
      ],
      { required: true, initial: 'inspection' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('planned', '计划', 'Planned'),
        one('running', '检查中', 'Running', 'notice'),
        one('rectifying', '整改中', 'Being put right', 'notice'),
        one('closed', '已闭环', 'Closed', 'neutral'),
      ],
      { initial: 'planned' },
    ),
    scope: longText('内容与范围', 'Scope', { required: true }),
    posts: refs('post', '受检岗位', 'Posts'),
    inspector: ref('person', '检查人', 'Inspector', { initial: { from: 'me' } }),
    plannedOn: date('计划日期', 'Planned on'),
    result: longText('检查情况', 'What was seen'),
    lookBackOn: date('回头看日期', 'Look back on'),
    lookBack: longText('回头看结果', 'Result of the look-back'),
    attachments: attachments('检查表与照片', 'Lists and photos'),
  },
  workflow: {
    field: 'state',
    locked: { closed: ['result', 'lookBack'] },
    transitions: [
      step('start', '开始检查', 'Start', ['planned'], 'running', INSPECTORS),
      step('report', '下发整改', 'Report', ['planned', 'running'], 'rectifying', INSPECTORS, {
        requires: ['result', 'lookBackOn'],
      }),
      step(
        'close',
        '回头看后闭环',
        'Close after the look-back',
        ['rectifying'],
        'closed',
        INSPECTORS,
        {
          signed: true,
          requires: ['lookBack'],
          fourEyes: [],
          guards: ['people.findingsVerified', 'people.lookedBack'],
        },
      ),
    ],
  },
  calendar: { from: 'plannedOn' },
  deadlines: [
    {
      field: 'plannedOn',
      open: ['planned', 'running'],
      who: 'inspector',
      roles: ['manager'],
      label: t('监督检查：{title}', 'Inspection: {title}'),
      remindDays: 3,
    },
    {
      field: 'lookBackOn',
      open: ['rectifying'],
      who: 'inspector',
      roles: ['manager'],
      label: t('回头看：{title}', 'Look back: {title}'),
      remindDays: 3,
    },
  ],
  search: ['scope', 'result', 'lookBack'],
  indexes: [['state', 'plannedOn']],
  permissions: { read: 'all', create: ALL, update: INSPECTORS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'kind', 'state', 'inspector', 'plannedOn', 'lookBackOn'],
    sort: { field: 'plannedOn', descending: true },
  },
}

/** The periodic review of who is responsible for what (J1). */
export const responsibilityReviewType: RecordType = {
  name: 'responsibility-review',
  label: t('职责评审', 'Review of duties'),
  plural: t('职责评审', 'Reviews of duties'),
  short: t('职责评审', 'Reviews'),
  icon: 'handover',
  area: 'management',
  title: 'title',
  fields: {
    title: text('名称', 'Name', { required: true }),
    posts: refs('post', '评审岗位', 'Posts'),
    state: choice(
      '状态',
      'State',
      [one('open', '评审中', 'Under review', 'notice'), one('done', '已完成', 'Done', 'ok')],
      { initial: 'open' },
    ),
    dueOn: date('完成期限', 'Due', { required: true }),
    gaps: longText('空缺、重叠与问题', 'Gaps, overlaps, problems'),
    improvements: longText('改进措施', 'Improvements'),
    nextOn: date('下次评审', 'Next review'),
  },
  workflow: {
    field: 'state',
    locked: { done: ['gaps', 'improvements'] },
    transitions: [
      step('finish', '评审完成', 'Finish', ['open'], 'done', ['manager'], {
        signed: true,
        requires: ['gaps', 'improvements', 'nextOn'],
      }),
    ],
  },
  deadlines: [
    {
      field: 'dueOn',
      open: ['open'],
      roles: ['manager'],
      label: t('职责评审：{title}', 'Review of duties: {title}'),
      remindDays: 7,
    },
    {
      field: 'nextOn',
      open: ['done'],
      roles: ['manager'],
      label: t('再次评审：{title}', 'Review again: {title}'),
      remindDays: 7,
    },
  ],
  search: ['gaps', 'improvements'],
  permissions: {
    read: 'all',
    create: ['manager', 'administrator'],
    update: ['manager', 'administrator'],
    delete: ['manager'],
  },
  list: {
    columns: ['title', 'state', 'dueOn', 'nextOn'],
    sort: { field: 'dueOn', descending: true },
  },
}
