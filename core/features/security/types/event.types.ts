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
import { KEEPERS, TELLERS, WORKERS } from './roles.ts'

/** Something that touched security (E4): what it was, what was done, who was told. */
export const securityEventType: RecordType = {
  name: 'security-event',
  label: t('安全事件', 'Security event'),
  plural: t('安全事件', 'Security events'),
  short: t('安全事件', 'Events'),
  icon: 'siren',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'SEV' },
  levels: true,
  fields: {
    title: text('事件', 'Event', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('attack', '网络攻击', 'Attack'),
        one('malware', '恶意程序', 'Malware'),
        one('phishing', '钓鱼邮件', 'Phishing'),
        one('access', '越权或异常访问', 'Unusual access'),
        one('leak', '数据泄露', 'Data leak'),
        one('misuse', '违规操作', 'Breach of rules'),
        one('fault', '安全设备故障', 'Fault of a security device'),
        one('other', '其他', 'Other'),
      ],
      { required: true, initial: 'attack' },
    ),
    grade: choice('等级', 'Grade', [
      one('major', '重大', 'Major', 'crit'),
      one('serious', '较大', 'Serious', 'crit'),
      one('general', '一般', 'General', 'warn'),
      one('trace', '轻微', 'Minor', 'notice'),
    ]),
    state: choice(
      '状态',
      'State',
      [
        one('open', '研判中', 'Being judged', 'notice'),
        one('contained', '已控制', 'Contained', 'notice'),
        one('done', '待复核', 'To be reviewed', 'notice'),
        one('closed', '已关闭', 'Closed', 'neutral'),
      ],
      { initial: 'open' },
    ),
    foundAt: instant('发现时间', 'Found', { required: true, initial: { from: 'now' } }),
    source: text('来源', 'Where it came from'),
    items: refs('configuration-item', '涉及配置项', 'Configuration items'),
    owner: ref('person', '负责人', 'Owner', { initial: { from: 'me' } }),
    dueAt: instant('处理期限', 'Due'),
    details: longText('情况', 'What happened'),
    impact: longText('影响', 'Impact'),
    measures: longText('处置', 'What was done'),
    lessons: longText('改进', 'What is better now'),
    reportedAt: instant('上报时间', 'Reported'),
    reportedTo: text('上报单位', 'Reported to'),
    related: links('相关记录', 'Related records'),
    attachments: attachments('证据', 'Evidence'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('contain', '已控制', 'Contained', ['open'], 'contained', WORKERS, {
        requires: ['measures'],
      }),
      step('finish', '处置完成', 'Finished', ['open', 'contained'], 'done', WORKERS, {
        requires: ['grade', 'impact', 'measures'],
      }),
      step('close', '复核关闭', 'Review and close', ['done'], 'closed', ['security', 'manager'], {
        signed: true,
        requires: ['lessons'],
        fourEyes: ['owner'],
      }),
      step('reopen', '重新打开', 'Reopen', ['done', 'closed'], 'open', KEEPERS),
    ],
  },
  board: 'state',
  deadlines: [
    {
      field: 'dueAt',
      open: ['open', 'contained'],
      who: 'owner',
      roles: ['security'],
      label: t('处理安全事件：{title}', 'Deal with security event: {title}'),
      detail: ['kind'],
      sheet: true,
    },
  ],
  search: ['source', 'details', 'impact', 'measures', 'lessons'],
  indexes: [['state', 'dueAt'], ['foundAt']],
  permissions: { read: 'all', create: TELLERS, update: WORKERS, delete: KEEPERS },
  list: {
    columns: ['number', 'title', 'kind', 'grade', 'state', 'foundAt', 'owner'],
    sort: { field: 'foundAt', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'kind', 'grade', 'foundAt', 'source', 'items', 'owner', 'dueAt'] },
      { label: t('处置', 'What was done'), fields: ['details', 'impact', 'measures', 'lessons'] },
      {
        label: t('上报与依据', 'Reports and evidence'),
        fields: ['reportedAt', 'reportedTo', 'related', 'attachments'],
      },
    ],
  },
}

const AUDITORS = ['auditor', 'security', 'manager'] as const

/** A security audit (E4): what was looked at, what was found; findings are records of their own. */
export const securityAuditType: RecordType = {
  name: 'security-audit',
  label: t('安全审计', 'Security audit'),
  plural: t('安全审计', 'Security audits'),
  short: t('审计', 'Audits'),
  icon: 'audit',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'AUD' },
  levels: true,
  fields: {
    title: text('名称', 'Name', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('trail', '审计日志审查', 'Review of the audit trail'),
        one('access', '账号权限', 'Accounts and rights'),
        one('configuration', '安全配置', 'Security configuration'),
        one('graded', '等级保护测评', 'Graded protection assessment'),
        one('external', '外部检查', 'External inspection'),
        one('other', '其他', 'Other'),
      ],
      { required: true, initial: 'trail' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('planned', '计划', 'Planned'),
        one('running', '进行中', 'Running', 'notice'),
        one('reported', '整改中', 'Findings in work', 'notice'),
        one('closed', '已关闭', 'Closed', 'neutral'),
      ],
      { initial: 'planned' },
    ),
    scope: longText('范围', 'Scope', { required: true }),
    from: date('审计期间自', 'Period from'),
    to: date('至', 'Period to'),
    auditor: ref('person', '审计人', 'Auditor'),
    plannedOn: date('计划日期', 'Planned on'),
    procedure: longText('审计过程', 'What was looked at'),
    conclusion: longText('结论', 'Conclusion'),
    clauses: refs('law-clause', '依据条款', 'Clauses'),
    evidence: links('依据', 'Evidence'),
    attachments: attachments('报告与附件', 'Report and files'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('start', '开始审计', 'Start', ['planned'], 'running', AUDITORS),
      step('report', '出具结论', 'Report', ['running'], 'reported', AUDITORS, {
        requires: ['procedure', 'conclusion'],
        signed: true,
      }),
      step('close', '整改完毕，关闭', 'Close', ['reported'], 'closed', AUDITORS, {
        signed: true,
        fourEyes: [],
        guards: ['security.findingsClosed'],
      }),
    ],
  },
  calendar: { from: 'plannedOn' },
  deadlines: [
    {
      field: 'plannedOn',
      open: ['planned', 'running'],
      who: 'auditor',
      roles: ['auditor'],
      label: t('安全审计：{title}', 'Security audit: {title}'),
      remindDays: 7,
    },
  ],
  search: ['scope', 'procedure', 'conclusion'],
  indexes: [['state', 'plannedOn']],
  permissions: { read: 'all', create: AUDITORS, update: AUDITORS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'kind', 'state', 'auditor', 'plannedOn'],
    sort: { field: 'plannedOn', descending: true },
  },
}
