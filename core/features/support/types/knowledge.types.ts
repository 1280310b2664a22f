import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  instant,
  longText,
  one,
  ref,
  refs,
  step,
  t,
  tags,
  text,
} from '../../../records/declare.ts'
import { DESK } from './roles.ts'

/** An answer that serves again (H2): found by search, published by a second person. */
export const knowledgeType: RecordType = {
  name: 'knowledge-article',
  label: t('知识条目', 'Knowledge article'),
  plural: t('知识条目', 'Knowledge articles'),
  short: t('知识', 'Knowledge'),
  icon: 'outline',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'KB' },
  levels: true,
  fields: {
    title: text('标题', 'Title', { required: true }),
    state: choice(
      '状态',
      'State',
      [
        one('draft', '草稿', 'Draft', 'notice'),
        one('review', '待审核', 'To be reviewed', 'notice'),
        one('published', '已发布', 'Published', 'ok'),
        one('retired', '停用', 'Retired', 'neutral'),
      ],
      { initial: 'draft' },
    ),
    question: longText('问题', 'Question'),
    answer: longText('解答', 'Answer'),
    keywords: tags('关键词', 'Keywords'),
    items: refs('configuration-item', '适用系统', 'Systems'),
    request: ref('request', '来源请求', 'Came out of'),
    document: ref('document', '相关文档', 'Document'),
    author: ref('person', '编写人', 'Author', { initial: { from: 'me' } }),
    reviewOn: date('下次复核', 'Next review'),
    attachments: attachments('附件', 'Attachments'),
  },
  workflow: {
    field: 'state',
    locked: { published: ['question', 'answer'] },
    transitions: [
      step('submit', '提交审核', 'Submit', ['draft'], 'review', DESK, {
        requires: ['question', 'answer'],
      }),
      step('publish', '发布', 'Publish', ['review'], 'published', ['support', 'lead', 'manager'], {
        fourEyes: ['author'],
      }),
      step('return', '退回修改', 'Send back', ['review'], 'draft', DESK),
      step('revise', '修订', 'Revise', ['published', 'retired'], 'draft', DESK),
      step('retire', '停用', 'Retire', ['published', 'draft'], 'retired', ['support', 'manager']),
    ],
  },
  deadlines: [
    {
      field: 'reviewOn',
      open: ['published'],
      roles: ['support'],
      label: t('复核知识：{title}', 'Review the article: {title}'),
      remindDays: 7,
    },
  ],
  search: ['question', 'answer', 'keywords'],
  indexes: [['state', 'reviewOn'], ['request']],
  permissions: { read: 'all', create: DESK, update: DESK, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'state', 'keywords', 'items', 'author'],
    sort: { field: '_updated', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'question', 'answer', 'keywords', 'items'] },
      {
        label: t('来源与复核', 'Source and review'),
        fields: ['request', 'document', 'author', 'reviewOn', 'attachments'],
      },
    ],
  },
}

/** A suggestion, complaint or praise (H3); closed once whoever gave it was told what became of it. */
export const feedbackType: RecordType = {
  name: 'feedback',
  label: t('用户反馈', 'Feedback'),
  plural: t('用户反馈', 'Feedback'),
  short: t('反馈', 'Feedback'),
  icon: 'note',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'FBK' },
  levels: true,
  fields: {
    title: text('事项', 'Subject', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('suggestion', '建议', 'Suggestion'),
        one('complaint', '投诉', 'Complaint', 'warn'),
        one('praise', '表扬', 'Praise', 'ok'),
      ],
      { required: true, initial: 'suggestion' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('open', '待处理', 'Open', 'notice'),
        one('doing', '改进中', 'In work', 'notice'),
        one('decided', '待回复', 'To be answered', 'notice'),
        one('closed', '已回复关闭', 'Answered and closed', 'neutral'),
      ],
      { initial: 'open' },
    ),
    giver: text('反馈人', 'Given by', { required: true, maxLength: 60 }),
    unit: text('部门', 'Department', { maxLength: 80 }),
    phone: text('电话', 'Phone', { maxLength: 40 }),
    receivedAt: instant('收到时间', 'Received', { initial: { from: 'now' } }),
    dueAt: instant('处理期限', 'Due'),
    item: ref('configuration-item', '涉及系统', 'System'),
    request: ref('request', '相关请求', 'Request'),
    details: longText('内容', 'What was said', { required: true }),
    owner: ref('person', '负责人', 'Owner'),
    outcome: choice('处理结论', 'Outcome', [
      one('done', '已改进', 'Improved', 'ok'),
      one('planned', '列入计划', 'Planned'),
      one('declined', '不采纳', 'Declined'),
    ]),
    improvement: longText('改进措施或理由', 'Improvement, or why not'),
    change: ref('change', '相关变更', 'Change'),
    toldAt: instant('回复时间', 'Told at'),
    toldHow: text('回复方式', 'Told how', { maxLength: 60 }),
    reply: longText('反馈人意见', 'What the giver said'),
    attachments: attachments('附件', 'Attachments'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('accept', '受理', 'Take it up', ['open'], 'doing', DESK, { requires: ['owner'] }),
      step('decide', '给出结论', 'Decide', ['open', 'doing'], 'decided', DESK, {
        requires: ['outcome', 'improvement'],
      }),
      step('close', '回复并关闭', 'Tell and close', ['decided'], 'closed', DESK, {
        requires: ['toldAt', 'toldHow'],
        guards: ['support.told'],
      }),
      step('reopen', '重新打开', 'Reopen', ['decided', 'closed'], 'doing', DESK),
    ],
  },
  board: 'state',
  deadlines: [
    {
      field: 'dueAt',
      open: ['open', 'doing', 'decided'],
      who: 'owner',
      roles: ['support'],
      label: t('处理反馈：{title}', 'Deal with feedback: {title}'),
      detail: ['giver'],
      remindDays: 1,
    },
  ],
  search: ['giver', 'unit', 'details', 'improvement'],
  indexes: [['state', 'dueAt']],
  permissions: { read: 'all', create: DESK, update: DESK, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'kind', 'state', 'giver', 'unit', 'receivedAt', 'owner'],
    sort: { field: 'receivedAt', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'kind', 'giver', 'unit', 'phone', 'receivedAt', 'details'] },
      {
        label: t('处理', 'What becomes of it'),
        fields: ['owner', 'dueAt', 'item', 'request', 'outcome', 'improvement', 'change'],
      },
      { label: t('回复', 'The answer'), fields: ['toldAt', 'toldHow', 'reply', 'attachments'] },
    ],
  },
}
