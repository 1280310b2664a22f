import type { RecordType } from '../../../../contract/record-type.ts'

const DOERS = ['operator', 'lead', 'manager', 'auditor', 'administrator'] as const

/** A configuration audit 配置审计: a baseline compared with reality, with what was found and put right (G4). */
export const auditType: RecordType = {
  name: 'configuration-audit',
  label: { 'zh-CN': '配置审计', en: 'Configuration audit' },
  plural: { 'zh-CN': '配置审计', en: 'Configuration audits' },
  icon: 'audit',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'CA' },
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '标题', en: 'Title' }, required: true },
    baseline: {
      kind: 'ref',
      ref: 'baseline',
      label: { 'zh-CN': '基线', en: 'Baseline' },
      required: true,
    },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'planned',
      choices: [
        { value: 'planned', label: { 'zh-CN': '已计划', en: 'Planned' } },
        { value: 'compared', label: { 'zh-CN': '处理偏差', en: 'Settling' }, tone: 'notice' },
        { value: 'closed', label: { 'zh-CN': '已关闭', en: 'Closed' }, tone: 'neutral' },
      ],
    },
    plannedOn: { kind: 'date', label: { 'zh-CN': '计划日期', en: 'Planned for' } },
    auditor: { kind: 'ref', ref: 'person', label: { 'zh-CN': '审计人', en: 'Auditor' } },
    comparedAt: { kind: 'instant', label: { 'zh-CN': '比对时间', en: 'Compared' }, readOnly: true },
    checked: {
      kind: 'integer',
      label: { 'zh-CN': '核对项数', en: 'Values compared' },
      readOnly: true,
    },
    deviations: { kind: 'integer', label: { 'zh-CN': '偏差数', en: 'Deviations' }, readOnly: true },
    accuracy: {
      kind: 'number',
      label: { 'zh-CN': '准确率', en: 'Accuracy' },
      help: {
        'zh-CN': '与基线一致的值÷核对的值',
        en: 'Values that agree with the baseline, of all that were compared',
      },
      unit: '%',
      readOnly: true,
    },
    completeness: {
      kind: 'number',
      label: { 'zh-CN': '完整率', en: 'Completeness' },
      help: {
        'zh-CN': '账实都有的配置项÷基线内外全部配置项',
        en: 'Items that are in the baseline and in reality, of all that are in either',
      },
      unit: '%',
      readOnly: true,
    },
    summary: { kind: 'longText', label: { 'zh-CN': '结论', en: 'Conclusion' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  workflow: {
    field: 'status',
    locked: {
      compared: ['baseline'],
      closed: ['baseline', 'summary', 'auditor', 'plannedOn'],
    },
    transitions: [
      {
        name: 'compare',
        label: { 'zh-CN': '比对', en: 'Compare' },
        from: ['planned'],
        to: 'compared',
        roles: DOERS,
        guards: ['audit-baseline'],
      },
      {
        name: 'again',
        label: { 'zh-CN': '重新比对', en: 'Compare again' },
        from: ['compared'],
        to: 'planned',
        roles: DOERS,
      },
      {
        name: 'close',
        label: { 'zh-CN': '关闭', en: 'Close' },
        from: ['compared'],
        to: 'closed',
        roles: ['lead', 'manager'],
        signed: true,
        fourEyes: ['auditor'],
        requires: ['summary'],
        guards: ['audit-settled'],
      },
    ],
  },
  children: [{ type: 'configuration-deviation', field: 'audit' }],
  calendar: { from: 'plannedOn' },
  deadlines: [
    {
      field: 'plannedOn',
      open: ['planned'],
      who: 'auditor',
      roles: ['manager'],
      label: { 'zh-CN': '做配置审计：{title}', en: 'Carry out {title}' },
    },
  ],
  search: ['summary'],
  permissions: { read: 'all', create: DOERS, update: DOERS, delete: ['manager'] },
  list: {
    columns: [
      'number',
      'title',
      'status',
      'plannedOn',
      'auditor',
      'deviations',
      'accuracy',
      'completeness',
    ],
    sort: { field: '_created', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'baseline', 'plannedOn', 'auditor'] },
      { label: { 'zh-CN': '结论', en: 'Conclusion' }, fields: ['summary', 'attachments'] },
    ],
  },
}

/** Something that is not as its baseline says, until it was put right and looked at again, or accepted. */
export const deviationType: RecordType = {
  name: 'configuration-deviation',
  label: { 'zh-CN': '配置偏差', en: 'Deviation' },
  plural: { 'zh-CN': '配置偏差', en: 'Deviations' },
  icon: 's-differ',
  title: 'title',
  fields: {
    title: {
      kind: 'text',
      label: { 'zh-CN': '偏差', en: 'Deviation' },
      required: true,
      readOnly: true,
    },
    audit: {
      kind: 'ref',
      ref: 'configuration-audit',
      label: { 'zh-CN': '审计', en: 'Audit' },
      required: true,
      readOnly: true,
    },
    item: {
      kind: 'ref',
      ref: 'configuration-item',
      label: { 'zh-CN': '配置项', en: 'Item' },
      required: true,
      readOnly: true,
    },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      initial: 'different',
      readOnly: true,
      choices: [
        { value: 'different', label: { 'zh-CN': '不一致', en: 'Different' }, tone: 'warn' },
        { value: 'missing', label: { 'zh-CN': '账有实无', en: 'Missing' }, tone: 'crit' },
        { value: 'extra', label: { 'zh-CN': '基线外', en: 'Not in the baseline' }, tone: 'notice' },
      ],
    },
    field: { kind: 'json', label: { 'zh-CN': '项目', en: 'Field' }, readOnly: true },
    expected: {
      kind: 'longText',
      label: { 'zh-CN': '基线值', en: 'Baseline says' },
      readOnly: true,
    },
    actual: {
      kind: 'longText',
      label: { 'zh-CN': '实际值', en: 'In reality' },
      readOnly: true,
    },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'open',
      choices: [
        { value: 'open', label: { 'zh-CN': '待处理', en: 'Open' }, tone: 'notice' },
        { value: 'corrected', label: { 'zh-CN': '待复核', en: 'Corrected' }, tone: 'notice' },
        { value: 'accepted', label: { 'zh-CN': '已接受', en: 'Accepted' }, tone: 'neutral' },
        { value: 'verified', label: { 'zh-CN': '已复核', en: 'Verified' }, tone: 'ok' },
      ],
    },
    change: {
      kind: 'ref',
      ref: 'change',
      label: { 'zh-CN': '对应变更', en: 'Change behind it' },
    },
    correction: {
      kind: 'longText',
      label: { 'zh-CN': '处理', en: 'What was done' },
      help: {
        'zh-CN': '改回、补登，或接受的理由',
        en: 'Put back, entered, or why it is accepted',
      },
    },
    owner: { kind: 'ref', ref: 'person', label: { 'zh-CN': '责任人', en: 'Owner' } },
    dueOn: { kind: 'date', label: { 'zh-CN': '期限', en: 'Due' } },
  },
  workflow: {
    field: 'status',
    transitions: [
      {
        name: 'correct',
        label: { 'zh-CN': '已纠正', en: 'Corrected' },
        from: ['open'],
        to: 'corrected',
        roles: DOERS,
        requires: ['correction'],
      },
      {
        name: 'accept',
        label: { 'zh-CN': '接受', en: 'Accept' },
        from: ['open', 'corrected'],
        to: 'accepted',
        roles: ['manager'],
        signed: true,
        fourEyes: ['owner'],
        requires: ['correction'],
      },
      {
        name: 'verify',
        label: { 'zh-CN': '复核通过', en: 'Verify' },
        from: ['corrected'],
        to: 'verified',
        roles: ['lead', 'manager', 'auditor'],
        fourEyes: ['owner'],
        guards: ['deviation-gone'],
      },
      {
        name: 'reopen',
        label: { 'zh-CN': '退回', en: 'Return' },
        from: ['corrected', 'accepted', 'verified'],
        to: 'open',
        roles: ['lead', 'manager', 'auditor'],
      },
    ],
  },
  deadlines: [
    {
      field: 'dueOn',
      open: ['open'],
      who: 'owner',
      roles: ['lead', 'manager'],
      label: { 'zh-CN': '纠正偏差：{title}', en: 'Put right: {title}' },
    },
  ],
  search: ['expected', 'actual', 'correction'],
  indexes: [['audit', 'status']],
  // An audit makes them, nobody else.
  permissions: { read: 'all', create: [], update: DOERS, delete: ['manager'] },
  writers: { create: DOERS },
  list: {
    columns: ['title', 'kind', 'status', 'expected', 'actual', 'change', 'owner', 'dueOn'],
    sort: { field: 'title' },
  },
}
