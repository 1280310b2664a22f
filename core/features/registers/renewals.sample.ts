import type { RecordType } from '../../../contract/record-type.ts'
import type { FeatureModule } from '../../feature.ts'

/** A register with a workflow, a board, deadlines, records inside of it and ready ones: declared, and no more. */
const renewal: RecordType = {
  name: 'renewal',
  label: { 'zh-CN': '续签', en: 'Renewal' },
  plural: { 'zh-CN': '续签', en: 'Renewals' },
  icon: 'doc',
  area: 'operations',
  title: 'title',
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '事项', en: 'Subject' }, required: true },
    licence: { kind: 'ref', ref: 'licence', label: { 'zh-CN': '许可证', en: 'Licence' } },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      choices: [
        { value: 'open', label: { 'zh-CN': '待办', en: 'Open' } },
        { value: 'asked', label: { 'zh-CN': '已询价', en: 'Asked' } },
        { value: 'signed', label: { 'zh-CN': '已签', en: 'Signed' } },
      ],
    },
    offer: { kind: 'text', label: { 'zh-CN': '报价', en: 'Offer' } },
    due: { kind: 'date', label: { 'zh-CN': '期限', en: 'Due' } },
    every: {
      kind: 'choice',
      label: { 'zh-CN': '周期', en: 'Every' },
      choices: [{ value: 'year', label: { 'zh-CN': '每年', en: 'Year' } }],
    },
    doneOn: { kind: 'date', label: { 'zh-CN': '上次', en: 'Done on' } },
  },
  workflow: {
    field: 'state',
    transitions: [
      {
        name: 'ask',
        label: { 'zh-CN': '询价', en: 'Ask' },
        from: ['open'],
        to: 'asked',
        roles: ['manager'],
      },
      {
        name: 'sign',
        label: { 'zh-CN': '签约', en: 'Sign' },
        from: ['asked'],
        to: 'signed',
        roles: ['manager'],
        guards: ['renewal-offer'],
        completes: true,
      },
    ],
    locked: { signed: ['offer'] },
  },
  board: 'state',
  calendar: { from: 'due' },
  deadlines: [
    {
      field: 'due',
      open: ['open', 'asked'],
      roles: ['manager'],
      label: { 'zh-CN': '续签{licence}', en: 'Renew {licence}' },
      remindDays: 30,
      sheet: true,
    },
  ],
  recurs: { every: 'every', from: 'doneOn', next: 'due' },
  ready: [
    { key: 'yearly', fields: { title: { 'zh-CN': '年度续签', en: 'Yearly' }, every: 'year' } },
  ],
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}

export const renewals: FeatureModule = {
  name: 'renewals',
  types: [renewal],
  handlers: {},
  guards: {
    'renewal-offer': (_context, { fields }) =>
      fields['offer'] === 'accepted'
        ? undefined
        : {
            code: 'notYet',
            params: { reason: { 'zh-CN': '报价未接受', en: 'no offer is accepted' } },
          },
  },
}
