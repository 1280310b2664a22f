import type { RecordType } from '../../../../contract/record-type.ts'

const KEEPERS = ['operator', 'lead', 'manager', 'administrator'] as const
const FROZEN = ['name', 'scope', 'items', 'purpose'] as const

/** A frozen set of configuration items: how they should be from its date on, signed. */
export const baselineType: RecordType = {
  name: 'baseline',
  label: { 'zh-CN': '配置基线', en: 'Baseline' },
  plural: { 'zh-CN': '配置基线', en: 'Baselines' },
  icon: 'seal',
  area: 'operations',
  title: 'name',
  subtitle: 'number',
  numbering: { prefix: 'BL' },
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'draft',
      choices: [
        { value: 'draft', label: { 'zh-CN': '草稿', en: 'Draft' } },
        { value: 'valid', label: { 'zh-CN': '有效', en: 'Valid' }, tone: 'ok' },
        { value: 'retired', label: { 'zh-CN': '停用', en: 'Retired' }, tone: 'neutral' },
      ],
    },
    scope: {
      kind: 'choice',
      label: { 'zh-CN': '范围', en: 'Scope' },
      required: true,
      initial: 'chosen',
      choices: [
        { value: 'chosen', label: { 'zh-CN': '选定的配置项', en: 'Chosen items' } },
        { value: 'core', label: { 'zh-CN': '全部核心配置项', en: 'All core items' } },
        { value: 'all', label: { 'zh-CN': '全部在用配置项', en: 'All live items' } },
      ],
    },
    items: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '配置项', en: 'Items' },
      help: { 'zh-CN': '范围为“选定”时填写', en: 'For the scope “Chosen items”' },
    },
    purpose: { kind: 'longText', label: { 'zh-CN': '用途', en: 'Purpose' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    auditEvery: {
      kind: 'choice',
      label: { 'zh-CN': '审计周期', en: 'Audited every' },
      initial: 'quarter',
      choices: [
        { value: 'month', label: { 'zh-CN': '每月', en: 'Month' } },
        { value: 'quarter', label: { 'zh-CN': '每季度', en: 'Quarter' } },
        { value: 'halfYear', label: { 'zh-CN': '每半年', en: 'Half year' } },
        { value: 'year', label: { 'zh-CN': '每年', en: 'Year' } },
      ],
    },
    auditedOn: { kind: 'date', label: { 'zh-CN': '上次审计', en: 'Last audited' } },
    nextAudit: { kind: 'date', label: { 'zh-CN': '下次审计', en: 'Next audit' } },
    frozenAt: {
      kind: 'instant',
      label: { 'zh-CN': '冻结时间', en: 'Frozen' },
      policy: 'decided',
      readOnly: true,
    },
    frozenBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '冻结人', en: 'Frozen by' },
      policy: 'decided',
      readOnly: true,
    },
    count: {
      kind: 'integer',
      label: { 'zh-CN': '配置项数', en: 'Number of items' },
      policy: 'decided',
      readOnly: true,
    },
    content: {
      kind: 'json',
      label: { 'zh-CN': '冻结内容', en: 'Frozen content' },
      policy: 'decided',
      readOnly: true,
    },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  groups: { frozen: ['content', 'count', 'frozenAt', 'frozenBy'] },
  workflow: {
    field: 'status',
    locked: { valid: FROZEN, retired: FROZEN },
    transitions: [
      {
        name: 'freeze',
        label: { 'zh-CN': '冻结', en: 'Freeze' },
        from: ['draft'],
        to: 'valid',
        roles: ['lead', 'manager'],
        signed: true,
        guards: ['baseline-filled'],
      },
      {
        name: 'retire',
        label: { 'zh-CN': '停用', en: 'Retire' },
        from: ['valid'],
        to: 'retired',
        roles: ['manager'],
        signed: true,
      },
    ],
  },
  recurs: { every: 'auditEvery', from: 'auditedOn', next: 'nextAudit' },
  children: [{ type: 'configuration-audit', field: 'baseline' }],
  deadlines: [
    {
      field: 'nextAudit',
      open: ['valid'],
      who: 'post',
      roles: ['manager'],
      label: { 'zh-CN': '配置审计：{title}', en: 'Configuration audit of {title}' },
      remindDays: 7,
    },
  ],
  ready: [
    {
      key: 'core',
      fields: {
        name: { 'zh-CN': '核心配置项基线', en: 'Baseline of core items' },
        scope: 'core',
        auditEvery: 'quarter',
        purpose: {
          'zh-CN': '核心业务和其底座的批准状态。重大变更关闭后重建，旧基线停用。',
          en: 'The approved state of core services and what they stand on. Made anew after each major change; the old one is retired.',
        },
      },
    },
    {
      key: 'yearly',
      fields: {
        name: { 'zh-CN': '年度资产盘点基线', en: 'Baseline of the yearly stock-taking' },
        scope: 'all',
        auditEvery: 'year',
        purpose: {
          'zh-CN': '年度盘点：账实相符，序列号、位置、责任岗位齐全。',
          en: 'Yearly stock-taking: the register matches what stands there; serial numbers, places and posts are complete.',
        },
      },
    },
  ],
  search: ['purpose'],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: ['manager'] },
  list: {
    columns: ['number', 'name', 'status', 'scope', 'count', 'frozenAt', 'auditedOn', 'nextAudit'],
    sort: { field: '_created', descending: true },
  },
  form: {
    sections: [
      { fields: ['name', 'scope', 'items', 'purpose', 'post', 'auditEvery', 'nextAudit'] },
      { label: { 'zh-CN': '附件', en: 'Files' }, fields: ['attachments'] },
    ],
  },
}
