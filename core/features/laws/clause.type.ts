import type { RecordType } from '../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  integer,
  links,
  longText,
  one,
  ref,
  step,
  t,
  tags,
  text,
} from '../../records/declare.ts'
import { READY_CLAUSES } from './ready.ts'

const KEEPERS = ['security', 'manager', 'controller'] as const

/** A clause of a law or standard (K2): the duty that follows from it, and what proves that it is met. */
export const lawClauseType: RecordType = {
  name: 'law-clause',
  label: t('法规条款', 'Clause'),
  plural: t('法规台账', 'Laws and clauses'),
  short: t('法规台账', 'Laws'),
  icon: 'seal',
  area: 'records',
  title: 'name',
  subtitle: 'clause',
  fields: {
    name: text('要求', 'Requirement', { required: true, maxLength: 120 }),
    law: text('法规标准', 'Law or standard', { required: true, maxLength: 160 }),
    clause: text('条款', 'Clause', { maxLength: 80 }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('law', '法律', 'Law'),
        one('regulation', '法规规章', 'Regulation'),
        one('standard', '标准', 'Standard'),
        one('contract', '合同与协议', 'Contract'),
        one('internal', '内部制度', 'House rule'),
      ],
      { required: true, initial: 'law' },
    ),
    topic: tags('主题', 'Topics'),
    inForce: date('施行日期', 'In force since'),
    duty: longText('我方义务', 'What we have to do', { required: true }),
    state: choice(
      '符合情况',
      'How we stand',
      [
        one('open', '待评估', 'Not assessed', 'notice'),
        one('met', '符合', 'Met', 'ok'),
        one('partly', '部分符合', 'Partly met', 'warn'),
        one('unmet', '不符合', 'Not met', 'crit'),
        one('void', '不适用', 'Does not apply', 'neutral'),
      ],
      { initial: 'open' },
    ),
    assessment: longText('评估说明', 'Assessment'),
    post: ref('post', '责任岗位', 'Responsible post'),
    evidence: links('证据', 'Evidence'),
    proof: tags('可证明的记录', 'Records that prove it'),
    reviewEvery: integer('评审间隔', 'Reviewed every', {
      unit: 'd',
      min: 1,
      max: 3650,
      initial: 365,
    }),
    reviewedOn: date('上次评审', 'Last review'),
    reviewOn: date('下次评审', 'Next review', { initial: { from: 'today' } }),
    attachments: attachments('原文与附件', 'Text and files'),
  },
  groups: { standing: ['state', 'reviewedOn'] },
  workflow: {
    field: 'state',
    transitions: [
      step(
        'find-met',
        '评为符合',
        'Find it met',
        ['open', 'partly', 'unmet', 'void'],
        'met',
        KEEPERS,
        {
          requires: ['assessment', 'evidence'],
          completes: true,
        },
      ),
      step(
        'find-partly',
        '评为部分符合',
        'Find it partly met',
        ['open', 'met', 'unmet', 'void'],
        'partly',
        KEEPERS,
        {
          requires: ['assessment'],
          completes: true,
        },
      ),
      step(
        'find-unmet',
        '评为不符合',
        'Find it not met',
        ['open', 'met', 'partly', 'void'],
        'unmet',
        KEEPERS,
        {
          requires: ['assessment'],
          completes: true,
        },
      ),
      step(
        'find-void',
        '评为不适用',
        'Find that it does not apply',
        ['open', 'met', 'partly', 'unmet'],
        'void',
        ['manager'],
        {
          requires: ['assessment'],
          signed: true,
          completes: true,
        },
      ),
      step(
        'review',
        '重新评估',
        'Assess again',
        ['met', 'partly', 'unmet', 'void'],
        'open',
        KEEPERS,
      ),
    ],
  },
  recurs: { every: 'reviewEvery', from: 'reviewedOn', next: 'reviewOn' },
  board: 'state',
  calendar: { from: 'reviewOn' },
  deadlines: [
    {
      field: 'reviewOn',
      open: ['open', 'met', 'partly', 'unmet'],
      who: 'post',
      roles: ['security'],
      label: t('评审条款：{title}', 'Review the clause: {title}'),
      detail: ['law', 'clause'],
      remindDays: 14,
    },
  ],
  ready: READY_CLAUSES,
  search: ['law', 'clause', 'duty', 'assessment'],
  indexes: [
    ['law', 'clause'],
    ['state', 'reviewOn'],
  ],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: KEEPERS },
  list: {
    columns: ['name', 'law', 'clause', 'state', 'post', 'reviewOn'],
    sort: { field: 'law' },
    groupBy: 'law',
  },
  form: {
    sections: [
      { fields: ['name', 'law', 'clause', 'kind', 'topic', 'inForce', 'duty'] },
      {
        label: t('落实', 'How it is met'),
        fields: ['post', 'evidence', 'proof', 'assessment', 'attachments'],
      },
      { label: t('评审', 'Review'), fields: ['reviewEvery', 'reviewedOn', 'reviewOn'] },
    ],
  },
}
