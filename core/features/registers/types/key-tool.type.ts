import type { RecordType } from '../../../../contract/record-type.ts'

const KEEPERS = ['operator', 'lead', 'manager', 'administrator'] as const

/** Keys, cards and tools that are lent out and must be back or handed over at the end of a shift. */
export const keyToolType: RecordType = {
  name: 'key-tool',
  label: { 'zh-CN': '钥匙工具', en: 'Key or tool' },
  plural: { 'zh-CN': '钥匙与工具', en: 'Keys and tools' },
  icon: 'key',
  area: 'duty',
  title: 'name',
  subtitle: 'code',
  fields: {
    code: { kind: 'text', label: { 'zh-CN': '编号', en: 'Code' }, required: true, maxLength: 40 },
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      initial: 'key',
      choices: [
        { value: 'key', label: { 'zh-CN': '钥匙', en: 'Key' } },
        { value: 'card', label: { 'zh-CN': '门禁卡', en: 'Access card' } },
        { value: 'tool', label: { 'zh-CN': '工具', en: 'Tool' } },
        { value: 'meter', label: { 'zh-CN': '仪表', en: 'Meter' } },
        { value: 'spare', label: { 'zh-CN': '备件', en: 'Spare part' } },
      ],
    },
    place: { kind: 'text', label: { 'zh-CN': '存放位置', en: 'Kept at' }, required: true },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'in',
      choices: [
        { value: 'in', label: { 'zh-CN': '在库', en: 'In place' } },
        { value: 'out', label: { 'zh-CN': '借出', en: 'Lent out' }, tone: 'notice' },
        { value: 'lost', label: { 'zh-CN': '遗失', en: 'Lost' }, tone: 'crit' },
        { value: 'retired', label: { 'zh-CN': '报废', en: 'Retired' }, tone: 'neutral' },
      ],
    },
    borrower: { kind: 'text', label: { 'zh-CN': '借用人', en: 'Borrower' }, maxLength: 60 },
    purpose: { kind: 'text', label: { 'zh-CN': '用途', en: 'Purpose' } },
    lentAt: { kind: 'instant', label: { 'zh-CN': '借出时间', en: 'Lent at' } },
    dueBack: { kind: 'instant', label: { 'zh-CN': '应还时间', en: 'Due back' } },
    keeper: { kind: 'ref', ref: 'post', label: { 'zh-CN': '保管岗位', en: 'Keeper post' } },
    checkedOn: { kind: 'date', label: { 'zh-CN': '上次清点', en: 'Last counted' } },
    notes: { kind: 'longText', label: { 'zh-CN': '备注', en: 'Notes' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '照片与附件', en: 'Photos and files' } },
  },
  groups: { loan: ['state', 'borrower', 'purpose', 'lentAt', 'dueBack'] },
  workflow: {
    field: 'state',
    transitions: [
      {
        name: 'lend',
        label: { 'zh-CN': '借出', en: 'Lend' },
        from: ['in'],
        to: 'out',
        roles: KEEPERS,
        requires: ['borrower', 'dueBack'],
      },
      {
        name: 'return',
        label: { 'zh-CN': '归还', en: 'Return' },
        from: ['out'],
        to: 'in',
        roles: KEEPERS,
      },
      {
        name: 'report-lost',
        label: { 'zh-CN': '报失', en: 'Report lost' },
        from: ['in', 'out'],
        to: 'lost',
        roles: KEEPERS,
        requires: ['notes'],
      },
      {
        name: 'found',
        label: { 'zh-CN': '找回', en: 'Found' },
        from: ['lost'],
        to: 'in',
        roles: KEEPERS,
      },
      {
        name: 'retire',
        label: { 'zh-CN': '报废', en: 'Retire' },
        from: ['in', 'lost'],
        to: 'retired',
        roles: ['lead', 'manager'],
        signed: true,
      },
    ],
  },
  deadlines: [
    {
      field: 'dueBack',
      open: ['out'],
      label: { 'zh-CN': '收回{code} {name}', en: 'Get back {code} {name}' },
      detail: ['borrower', 'purpose'],
    },
  ],
  search: ['code', 'place', 'borrower', 'purpose', 'notes'],
  indexes: [['code'], ['state', 'dueBack']],
  permissions: {
    read: 'all',
    create: ['lead', 'manager', 'administrator'],
    update: KEEPERS,
    delete: ['manager', 'administrator'],
  },
  list: {
    columns: ['code', 'name', 'kind', 'place', 'state', 'borrower', 'dueBack'],
    sort: { field: 'code' },
  },
  form: {
    sections: [
      { fields: ['code', 'name', 'kind', 'place', 'keeper', 'checkedOn'] },
      {
        label: { 'zh-CN': '借用', en: 'Loan' },
        fields: ['borrower', 'purpose', 'lentAt', 'dueBack'],
      },
      { label: { 'zh-CN': '备注', en: 'Notes' }, fields: ['notes', 'attachments'] },
    ],
  },
}
