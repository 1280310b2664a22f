import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  instant,
  links,
  longText,
  one,
  ref,
  refs,
  step,
  t,
  text,
} from '../../../records/declare.ts'

const MANAGERS = ['manager', 'administrator'] as const

/** One duty of a post (J1), with the standard it is measured by. */
export const postDutyType: RecordType = {
  name: 'post-duty',
  label: t('岗位职责', 'Duty'),
  plural: t('岗位职责', 'Duties'),
  short: t('职责', 'Duties'),
  icon: 'seal',
  area: 'management',
  title: 'title',
  fields: {
    post: ref('post', '岗位', 'Post', { required: true }),
    title: text('职责', 'Duty', { required: true }),
    standard: longText('工作标准', 'Standard'),
    often: choice('频次', 'How often', [
      one('shift', '每班', 'Every shift'),
      one('day', '每天', 'Daily'),
      one('week', '每周', 'Weekly'),
      one('month', '每月', 'Monthly'),
      one('quarter', '每季', 'Quarterly'),
      one('year', '每年', 'Yearly'),
      one('event', '按需', 'When needed'),
    ]),
    basis: links('依据文件与检查表', 'Documents and checklists'),
    since: date('生效日期', 'Since', { initial: { from: 'today' } }),
  },
  search: ['standard'],
  indexes: [['post']],
  permissions: { read: 'all', create: MANAGERS, update: MANAGERS, delete: MANAGERS },
  list: { columns: ['post', 'title', 'often', 'since'], sort: { field: 'post' }, groupBy: 'post' },
}

/** Somebody confirmed that he knows the duties of a post as they stand; the hash tells which. */
export const acknowledgementType: RecordType = {
  name: 'duty-acknowledgement',
  label: t('职责确认', 'Acknowledged duties'),
  plural: t('职责确认', 'Acknowledged duties'),
  icon: 'check',
  title: 'postName',
  managed: true,
  appendOnly: true,
  fields: {
    post: ref('post', '岗位', 'Post', { required: true }),
    postName: text('岗位名称', 'Name of the post', { required: true }),
    person: ref('person', '人员', 'Person', { required: true }),
    hash: text('职责摘要', 'Hash of the duties', { required: true, maxLength: 64 }),
    at: instant('时间', 'Time', { required: true }),
  },
  indexes: [['person', 'post']],
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: 'all' },
}

/** A workflow or standard that people work by (J1). */
export const workStandardType: RecordType = {
  name: 'work-standard',
  label: t('流程与标准', 'Workflow or standard'),
  plural: t('流程与标准', 'Workflows and standards'),
  short: t('流程标准', 'Standards'),
  icon: 'outline',
  area: 'management',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [one('workflow', '工作流程', 'Workflow'), one('standard', '工作标准', 'Standard')],
      { required: true, initial: 'workflow' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('draft', '草稿', 'Draft', 'notice'),
        one('inForce', '执行', 'In force', 'ok'),
        one('retired', '废止', 'Retired', 'neutral'),
      ],
      { initial: 'draft' },
    ),
    content: longText('内容', 'Content', { required: true }),
    posts: refs('post', '适用岗位', 'Posts'),
    document: ref('document', '正式文件', 'Document'),
    author: ref('person', '编写人', 'Author', { initial: { from: 'me' } }),
    reviewOn: date('下次评审', 'Next review'),
    attachments: attachments('附件', 'Attachments'),
  },
  workflow: {
    field: 'state',
    locked: { inForce: ['content'] },
    transitions: [
      step('enact', '批准执行', 'Put in force', ['draft'], 'inForce', ['manager', 'lead'], {
        signed: true,
        fourEyes: ['author'],
      }),
      step('revise', '修订', 'Revise', ['inForce'], 'draft', ['manager', 'lead']),
      step('retire', '废止', 'Retire', ['inForce', 'draft'], 'retired', ['manager'], {
        signed: true,
      }),
    ],
  },
  deadlines: [
    {
      field: 'reviewOn',
      open: ['inForce'],
      roles: ['manager'],
      label: t('评审流程标准：{title}', 'Review the standard: {title}'),
      remindDays: 14,
    },
  ],
  search: ['content'],
  permissions: {
    read: 'all',
    create: ['manager', 'lead'],
    update: ['manager', 'lead'],
    delete: ['manager'],
  },
  list: { columns: ['name', 'kind', 'state', 'posts', 'reviewOn'], sort: { field: 'name' } },
}

/** One line of the RACI matrix: who does, who answers for it, who is asked, who is told. */
export const raciType: RecordType = {
  name: 'raci-line',
  label: t('责任矩阵', 'RACI line'),
  plural: t('责任矩阵', 'RACI matrix'),
  short: t('责任矩阵', 'RACI'),
  icon: 'people',
  area: 'management',
  title: 'activity',
  fields: {
    activity: text('工作事项', 'Activity', { required: true }),
    standard: ref('work-standard', '流程与标准', 'Workflow or standard'),
    responsible: refs('post', '执行（R）', 'Responsible (R)', { required: true }),
    accountable: ref('post', '负责（A）', 'Accountable (A)', { required: true }),
    consulted: refs('post', '咨询（C）', 'Consulted (C)'),
    informed: refs('post', '知会（I）', 'Informed (I)'),
  },
  permissions: { read: 'all', create: MANAGERS, update: MANAGERS, delete: MANAGERS },
  list: {
    columns: ['activity', 'responsible', 'accountable', 'consulted', 'informed'],
    sort: { field: 'activity' },
  },
}

/** Who takes a post, from when; once it is approved the post names him. */
export const assignmentType: RecordType = {
  name: 'assignment',
  label: t('任职', 'Assignment'),
  plural: t('任职', 'Assignments'),
  icon: 'user',
  area: 'management',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'ASG' },
  fields: {
    title: text('名称', 'Name', { required: true }),
    person: ref('person', '人员', 'Person', { required: true }),
    post: ref('post', '岗位', 'Post', { required: true }),
    part: choice(
      '角色',
      'As',
      [one('holder', 'A角', 'Holder'), one('standIn', 'B角', 'Stand-in')],
      { required: true, initial: 'holder' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('proposed', '拟任', 'Proposed', 'notice'),
        one('active', '在任', 'In office', 'ok'),
        one('ended', '离任', 'Ended', 'neutral'),
      ],
      { initial: 'proposed' },
    ),
    from: date('任职起', 'From', { initial: { from: 'today' } }),
    until: date('任职止', 'Until'),
    reason: longText('事由', 'Reason'),
    attachments: attachments('任命文件', 'Letter'),
  },
  workflow: {
    field: 'state',
    locked: { active: ['person', 'post', 'part'], ended: ['person', 'post', 'part'] },
    transitions: [
      step('approve', '批准任职', 'Approve', ['proposed'], 'active', ['manager'], {
        signed: true,
        fourEyes: ['person'],
      }),
      step('end', '离任', 'End', ['active'], 'ended', ['manager'], { requires: ['until'] }),
    ],
  },
  deadlines: [
    {
      field: 'until',
      open: ['active'],
      roles: ['manager'],
      label: t('任职到期：{title}', 'Assignment ends: {title}'),
      remindDays: 14,
    },
  ],
  indexes: [['post', 'state']],
  permissions: {
    read: 'all',
    create: ['lead', 'manager', 'administrator'],
    update: ['lead', 'manager', 'administrator'],
    delete: ['manager'],
  },
  list: { columns: ['number', 'title', 'person', 'post', 'part', 'state', 'from', 'until'] },
}
