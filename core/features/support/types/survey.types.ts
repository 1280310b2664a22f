import type { RecordType } from '../../../../contract/record-type.ts'
import {
  choice,
  date,
  instant,
  integer,
  one,
  ref,
  step,
  t,
  text,
} from '../../../records/declare.ts'

const KEEPERS = ['support', 'manager'] as const

/** A satisfaction survey (H4) of a software or of the service; its questions are written on its own screen. */
export const surveyType: RecordType = {
  name: 'survey',
  label: t('满意度调查', 'Survey'),
  plural: t('满意度调查', 'Surveys'),
  short: t('调查', 'Surveys'),
  icon: 'star',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'SUR' },
  fields: {
    title: text('名称', 'Name', { required: true }),
    subject: choice(
      '对象',
      'About',
      [one('software', '软件', 'Software'), one('service', '运维服务', 'Operations service')],
      { required: true, initial: 'service' },
    ),
    item: ref('configuration-item', '系统', 'System'),
    state: choice(
      '状态',
      'State',
      [
        one('draft', '草稿', 'Draft', 'notice'),
        one('open', '收集中', 'Collecting', 'notice'),
        one('closed', '已结束', 'Closed', 'neutral'),
      ],
      { initial: 'draft' },
    ),
    introduction: text('说明', 'Introduction', { maxLength: 500 }),
    questions: { kind: 'json', label: t('题目', 'Questions') },
    opensOn: date('开始', 'Opens', { initial: { from: 'today' } }),
    closesOn: date('截止', 'Closes'),
    invited: integer('发放份数', 'Forms sent', { min: 0, max: 1_000_000 }),
    every: integer('重复间隔', 'Again every', { unit: 'd', min: 7, max: 1500 }),
    owner: ref('person', '负责人', 'Owner', { initial: { from: 'me' } }),
    conclusion: { kind: 'longText', label: t('结论与改进', 'Conclusion and improvements') },
    nextOn: date('下次调查', 'Next survey', { readOnly: true }),
  },
  workflow: {
    field: 'state',
    locked: { open: ['questions'], closed: ['questions'] },
    transitions: [
      step('open', '开始收集', 'Open', ['draft'], 'open', KEEPERS, {
        requires: ['closesOn'],
        guards: ['support.hasQuestions'],
      }),
      step('close', '结束并出结论', 'Close', ['open'], 'closed', KEEPERS, {
        requires: ['conclusion'],
      }),
    ],
  },
  deadlines: [
    {
      field: 'closesOn',
      open: ['open'],
      who: 'owner',
      roles: ['support'],
      label: t('结束调查：{title}', 'Close the survey: {title}'),
      remindDays: 2,
    },
    {
      field: 'nextOn',
      open: ['closed'],
      roles: ['support'],
      label: t('再次调查：{title}', 'Survey again: {title}'),
      remindDays: 7,
    },
  ],
  search: ['introduction', 'conclusion'],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'subject', 'state', 'opensOn', 'closesOn', 'owner'],
    sort: { field: 'opensOn', descending: true },
  },
  form: {
    sections: [
      {
        fields: [
          'title',
          'subject',
          'item',
          'introduction',
          'opensOn',
          'closesOn',
          'invited',
          'every',
          'owner',
          'conclusion',
        ],
      },
    ],
  },
}

/** What one person answered; the form's own number makes it one record however often it is read in. */
export const surveyResponseType: RecordType = {
  name: 'survey-response',
  label: t('调查答卷', 'Survey response'),
  plural: t('调查答卷', 'Survey responses'),
  icon: 'star',
  title: 'unit',
  managed: true,
  appendOnly: true,
  fields: {
    survey: ref('survey', '调查', 'Survey', { required: true }),
    unit: text('部门', 'Department', { maxLength: 80 }),
    answers: { kind: 'json', label: t('答案', 'Answers'), required: true },
    comment: text('意见', 'Comment', { maxLength: 2000 }),
    source: choice('来源', 'Came as', [
      one('file', '表单文件', 'Form file'),
      one('paper', '纸质补录', 'Paper'),
    ]),
    answeredOn: date('填写日期', 'Answered on'),
    at: instant('录入时间', 'Entered'),
  },
  indexes: [['survey']],
  permissions: { read: 'all', create: KEEPERS, update: [], delete: [] },
}
