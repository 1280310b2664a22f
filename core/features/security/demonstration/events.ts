import { at, linked, on, record, records, t, type Row } from '../../../demonstration/rows.ts'

export const EVENTS: readonly Row[] = [
  {
    key: 'security-event/scan',
    type: 'security-event',
    fields: {
      title: t(
        '边界防火墙遭端口扫描和口令爆破',
        'Port scan and brute-force attempts at the edge firewall',
      ),
      kind: 'attack',
      grade: 'trace',
      foundAt: at(-8, '02:14'),
      source: t('境外IP段，已阻断', 'Foreign addresses, blocked'),
      items: records('ci/fw-edge-1'),
      owner: record('person/lin.xt'),
      details: t(
        '2小时内对443、8443口约6万次连接，VPN口令爆破412次，均失败。',
        'About 60,000 connections to ports 443 and 8443 in two hours; 412 password attempts on the VPN, all failed.',
      ),
      impact: t('无业务影响', 'No service affected'),
    },
  },
  {
    key: 'security-event/usb',
    type: 'security-event',
    fields: {
      title: t('隔离网终端接入未登记U盘', 'Unregistered USB stick on an isolated workstation'),
      kind: 'misuse',
      foundAt: at(-2, '15:36'),
      source: t('终端管控告警', 'Alert of the endpoint control'),
      owner: record('person/han.x'),
      dueAt: at(1, '18:00'),
      details: t(
        '维保人员用自带U盘拷日志，管控已阻断读写。',
        'A service engineer tried to copy logs to his own stick; reading and writing were blocked.',
      ),
    },
  },
]

export const AUDITS: readonly Row[] = [
  {
    key: 'security-audit/trail',
    type: 'security-audit',
    fields: {
      title: t('{month -30}审计日志审查', 'Audit trail review, {month -30}'),
      kind: 'trail',
      scope: t(
        '值守全部账号：登录失败、密级调整、导出、删除、夜间操作',
        'All Watchkeeper accounts: failed sign-ins, level changes, exports, deletions, activity at night',
      ),
      auditor: record('person/shen.gh'),
      plannedOn: on(-14),
      from: on(-45),
      to: on(-15),
      clauses: records('clause/csl-21', 'clause/mlps-audit'),
    },
  },
  {
    key: 'security-audit/access',
    type: 'security-audit',
    fields: {
      title: t('{quarter 5}账号权限审计', 'Audit of accounts and rights, {quarter 5}'),
      kind: 'access',
      scope: t(
        '值守、堡垒机、核心库三处账号',
        'Accounts of Watchkeeper, the bastion and the core database',
      ),
      auditor: record('person/shen.gh'),
      plannedOn: on(5),
      clauses: records('clause/mlps-access'),
    },
  },
]

export const AUDIT_FINDING: Row = {
  key: 'finding/audit-export',
  type: 'finding',
  fields: {
    title: t('夜间导出未写事由', 'Night-time exports without a stated reason'),
    severity: 'minor',
    owner: record('person/ma.j'),
    dueAt: at(6, '18:00'),
    details: t(
      '抽查5次夜间导出，3次值班日志没有对应记录。',
      'Three of five sampled night-time exports have no entry in the duty log.',
    ),
    sources: linked('security-audit/trail'),
  },
}
