import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  links,
  longText,
  number,
  one,
  ref,
  refs,
  step,
  t,
  text,
} from '../../../records/declare.ts'

const LEADERS = ['lead', 'manager'] as const
const ALL = ['operator', 'lead', 'manager', 'security', 'support', 'controller'] as const

/** What somebody is to learn by when (J3). */
export const trainingPlanType: RecordType = {
  name: 'training-plan',
  label: t('培训计划', 'Planned training'),
  plural: t('培训计划', 'Planned training'),
  short: t('培训计划', 'Training plan'),
  icon: 'roster',
  area: 'management',
  title: 'title',
  fields: {
    title: text('内容', 'Subject', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('skill', '专业技能', 'Skill'),
        one('safety', '安全意识', 'Security awareness'),
        one('emergency', '应急处置', 'Emergency'),
      ],
      { initial: 'skill' },
    ),
    people: refs('person', '参加人员', 'People', { required: true }),
    course: ref('training-course', '课程', 'Course'),
    state: choice(
      '状态',
      'State',
      [
        one('planned', '计划', 'Planned'),
        one('done', '完成', 'Done', 'ok'),
        one('dropped', '取消', 'Dropped', 'neutral'),
      ],
      { initial: 'planned' },
    ),
    dueOn: date('计划完成', 'Due', { required: true }),
    result: longText('完成情况', 'Result'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('finish', '完成', 'Done', ['planned'], 'done', LEADERS, { requires: ['result'] }),
      step('drop', '取消', 'Drop', ['planned'], 'dropped', ['manager'], { requires: ['result'] }),
    ],
  },
  calendar: { from: 'dueOn' },
  deadlines: [
    {
      field: 'dueOn',
      open: ['planned'],
      roles: ['manager'],
      label: t('完成培训：{title}', 'Training to be done: {title}'),
      remindDays: 14,
    },
  ],
  search: ['result'],
  permissions: { read: 'all', create: LEADERS, update: LEADERS, delete: ['manager'] },
  list: { columns: ['title', 'kind', 'people', 'state', 'dueOn'], sort: { field: 'dueOn' } },
}

/** What somebody did learn: a course, own study, a drill. Drills are entered when they are summed up. */
export const studyType: RecordType = {
  name: 'study-record',
  label: t('学习记录', 'Training record'),
  plural: t('学习记录', 'Training records'),
  short: t('学习记录', 'Training'),
  icon: 'library',
  area: 'management',
  title: 'title',
  appendOnly: true,
  fields: {
    person: ref('person', '人员', 'Person', { required: true, initial: { from: 'me' } }),
    title: text('内容', 'Subject', { required: true }),
    kind: choice(
      '形式',
      'Kind',
      [
        one('course', '培训', 'Course'),
        one('study', '自学', 'Own study'),
        one('drill', '演练', 'Drill'),
      ],
      { required: true, initial: 'study' },
    ),
    on: date('日期', 'Date', { required: true, initial: { from: 'today' } }),
    hours: number('学时', 'Hours', { min: 0, max: 400 }),
    source: links('来源', 'Source'),
    note: text('收获', 'What came of it', { maxLength: 500 }),
    attachments: attachments('材料', 'Papers'),
  },
  indexes: [['person', 'on']],
  permissions: { read: 'all', create: ALL, update: [], delete: [] },
  list: {
    columns: ['person', 'on', 'title', 'kind', 'hours'],
    sort: { field: 'on', descending: true },
    groupBy: 'person',
  },
}

/** A certificate with its expiry (J3). */
export const certificateType: RecordType = {
  name: 'certificate',
  label: t('证书', 'Certificate'),
  plural: t('证书', 'Certificates'),
  icon: 'seal',
  area: 'management',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true }),
    person: ref('person', '持证人', 'Holder', { required: true }),
    code: text('证书编号', 'Number', { maxLength: 60 }),
    issuer: text('发证单位', 'Issued by'),
    issuedOn: date('发证日期', 'Issued on', { initial: { from: 'today' } }),
    expiresOn: date('有效期至', 'Valid until'),
    course: ref('training-course', '课程', 'Course'),
    attachments: attachments('扫描件', 'Scan'),
  },
  deadlines: [
    {
      field: 'expiresOn',
      who: 'person',
      roles: ['manager'],
      label: t('证书到期：{title}', 'Certificate ends: {title}'),
      detail: ['person'],
      remindDays: 60,
    },
  ],
  indexes: [['person'], ['expiresOn']],
  permissions: {
    read: 'all',
    create: [...LEADERS, 'administrator', 'support', 'security'],
    update: [...LEADERS, 'administrator'],
    delete: ['manager'],
  },
  // Whoever records that a course was passed writes the certificate along.
  writers: { create: ['lead', 'manager', 'administrator', 'support', 'security', 'operator'] },
  list: {
    columns: ['name', 'person', 'code', 'issuer', 'issuedOn', 'expiresOn'],
    sort: { field: 'expiresOn' },
  },
}

const WATCHERS = ['operator', 'lead', 'manager', 'security', 'administrator'] as const

/** A technology from the watch list to the decision (J6). */
export const technologyType: RecordType = {
  name: 'technology',
  label: t('新技术', 'Technology'),
  plural: t('技术引入', 'Technology watch'),
  short: t('技术引入', 'Technology'),
  icon: 'star',
  area: 'management',
  title: 'name',
  subtitle: 'number',
  numbering: { prefix: 'TEC' },
  fields: {
    name: text('技术或产品', 'Technology', { required: true }),
    state: choice(
      '阶段',
      'Stage',
      [
        one('watch', '关注', 'Watched'),
        one('evaluation', '评估', 'Evaluated', 'notice'),
        one('trial', '试用', 'On trial', 'notice'),
        one('adopted', '引入', 'Adopted', 'ok'),
        one('rejected', '不引入', 'Rejected', 'neutral'),
      ],
      { initial: 'watch' },
    ),
    source: text('来源', 'Where it came from'),
    purpose: longText('解决什么问题', 'What it would solve', { required: true }),
    owner: ref('person', '负责人', 'Owner', { initial: { from: 'me' } }),
    lookOn: date('下次跟踪', 'Look again on'),
    evaluation: longText('评估（收益、成本、成熟度、国产化）', 'Evaluation: gain, cost, maturity'),
    risk: longText('风险与安全要求', 'Risks and security'),
    trial: longText('试用方案与结果', 'Trial and its result'),
    items: refs('configuration-item', '试用环境', 'Where it is tried'),
    decision: longText('决定', 'Decision'),
    related: links('相关记录', 'Related records'),
    attachments: attachments('资料', 'Papers'),
  },
  workflow: {
    field: 'state',
    locked: { adopted: ['decision', 'trial'], rejected: ['decision'] },
    transitions: [
      step('evaluate', '开始评估', 'Evaluate', ['watch'], 'evaluation', WATCHERS),
      step('try', '批准试用', 'Put on trial', ['evaluation'], 'trial', ['manager'], {
        requires: ['evaluation', 'risk'],
        fourEyes: ['owner'],
      }),
      step('adopt', '决定引入', 'Adopt', ['trial'], 'adopted', ['manager'], {
        signed: true,
        requires: ['trial', 'decision'],
        fourEyes: ['owner'],
      }),
      step(
        'reject',
        '决定不引入',
        'Reject',
        ['watch', 'evaluation', 'trial'],
        'rejected',
        ['manager'],
        {
          signed: true,
          requires: ['decision'],
        },
      ),
      step('watch', '重新关注', 'Watch again', ['rejected'], 'watch', ['manager']),
    ],
  },
  board: 'state',
  deadlines: [
    {
      field: 'lookOn',
      open: ['watch', 'evaluation', 'trial'],
      who: 'owner',
      roles: ['manager'],
      label: t('跟踪新技术：{title}', 'Look again at {title}'),
    },
  ],
  search: ['purpose', 'evaluation', 'trial', 'decision'],
  permissions: { read: 'all', create: WATCHERS, update: WATCHERS, delete: ['manager'] },
  list: { columns: ['number', 'name', 'state', 'owner', 'lookOn'], sort: { field: 'name' } },
}
