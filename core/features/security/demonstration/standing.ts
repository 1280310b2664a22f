import { on, record, records, t, type Row, type Value } from '../../../demonstration/rows.ts'
import { READY_MEASURES } from '../ready-measures.ts'

/** What each shipped measure is tied to at this site. */
const TIES: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  firewall: { items: records('ci/fw-edge-1'), owner: record('post/network'), nextCheckOn: on(4) },
  'intrusion-detection': {
    items: records('ci/fw-edge-1', 'ci/sw-core-1'),
    owner: record('post/security'),
    nextCheckOn: on(0),
  },
  backup: {
    items: records('ci/backup-01'),
    backups: records('backup/core-full', 'backup/core-log', 'backup/licence'),
    owner: record('post/storage'),
    nextCheckOn: on(2),
  },
  malware: { owner: record('post/security'), nextCheckOn: on(3) },
  bastion: { owner: record('post/security'), nextCheckOn: on(12) },
  encryption: {
    items: records('ci/sso-gw-01', 'ci/sso-gw-02'),
    owner: record('post/application'),
    nextCheckOn: on(40),
  },
  logs: { owner: record('post/network'), nextCheckOn: on(-2) },
  'removable-media': { owner: record('post/security'), nextCheckOn: on(9) },
}

export const MEASURES: readonly Row[] = READY_MEASURES.map(({ key, fields }) => ({
  key: `measure/${key}`,
  type: 'protection-measure',
  fields: { ...fields, ...TIES[key] } as Row['fields'],
}))

export const ASSETS: readonly Row[] = [
  {
    key: 'asset/insured',
    type: 'data-asset',
    fields: {
      name: t('参保人员信息', 'Records of insured people'),
      kind: 'personal',
      importance: 'important',
      owner: record('post/database'),
      items: records('ci/db-core-01', 'ci/db-core-02', 'ci/SOCIAL'),
      amount: t('约320万人', 'About 3.2 million people'),
      protection: { 'zh-CN': ['透明加密', '按角色授权'], en: ['TDE', 'RBAC'] },
      measures: records('measure/encryption', 'measure/backup', 'measure/bastion'),
      backups: records('backup/core-full', 'backup/core-log'),
      encryption: 'both',
      access: t(
        '业务系统账号只读视图；DBA两人，经堡垒机；批量导出须主管批准',
        'Service accounts through read-only views; two DBAs through the bastion host; bulk exports need the manager’s approval',
      ),
      integrityMethod: t(
        '主备库表行数和分区摘要比对；抽查100条与业务窗口一致',
        'Row counts and partition digests compared on both nodes; 100 records sampled against the counters',
      ),
      integrityEvery: 'month',
      integrityNextOn: on(11),
      keptFor: t('长期', 'Permanently'),
    },
  },
  {
    key: 'asset/settlement',
    type: 'data-asset',
    fields: {
      name: t('医保结算流水', 'Insurance settlements'),
      kind: 'finance',
      importance: 'core',
      owner: record('post/database'),
      items: records('ci/db-core-01', 'ci/INSURANCE'),
      amount: t('日均48万笔', '480,000 a day'),
      protection: { 'zh-CN': ['透明加密', '哈希校验'], en: ['TDE', 'Hash'] },
      measures: records('measure/encryption', 'measure/backup'),
      backups: records('backup/core-full', 'backup/core-log'),
      encryption: 'both',
      access: t('结算服务账号读写；其余只读', 'Read and write by the settlement service only'),
      integrityMethod: t(
        '日终与银行对账，差额为零',
        'Reconciled with the bank every evening, difference zero',
      ),
      integrityEvery: 'day',
      integrityNextOn: on(1),
      keptFor: t('15年', '15 years'),
    },
  },
  {
    key: 'asset/licences',
    type: 'data-asset',
    fields: {
      name: t('电子证照文件', 'Electronic licences'),
      kind: 'government',
      importance: 'important',
      owner: record('post/application'),
      items: records('ci/LICENCE', 'ci/SAN-01'),
      amount: '2.4 TB',
      backups: records('backup/licence'),
      measures: records('measure/backup'),
      encryption: 'transit',
      access: t(
        '证照服务账号；窗口人员经统一认证',
        'The licence service account; counter staff through single sign-on',
      ),
      integrityMethod: t('抽取1000份验签', 'Signatures of 1,000 sampled files verified'),
      integrityEvery: 'quarter',
      integrityNextOn: on(-5),
      keptFor: t('长期', 'Permanently'),
    },
  },
  {
    key: 'asset/operations',
    type: 'data-asset',
    fields: {
      name: t('运维账号口令与网络拓扑', 'Operations passwords and network diagrams'),
      kind: 'secret',
      importance: 'important',
      owner: record('post/security'),
      protection: { 'zh-CN': ['双人保管'], en: ['dual control'] },
      measures: records('measure/bastion'),
      encryption: 'rest',
      access: t(
        '口令柜双人双锁；拓扑图按密级授权',
        'Password safe under dual control; network diagrams by level',
      ),
      integrityMethod: t('每季清点封存件编号', 'Numbers of sealed envelopes checked each quarter'),
      integrityEvery: 'quarter',
      integrityNextOn: on(33),
    },
  },
  {
    key: 'asset/logs',
    type: 'data-asset',
    fields: {
      name: t('网络与审计日志', 'Network and audit logs'),
      kind: 'operations',
      importance: 'normal',
      owner: record('post/network'),
      measures: records('measure/logs'),
      encryption: 'none',
      access: t('安全管理员、审计员', 'Security officer and auditor'),
      integrityEvery: 'month',
      integrityNextOn: on(18),
      keptFor: t('12个月', '12 months'),
    },
  },
]

export const SCAN_PLANS: readonly Row[] = [
  {
    key: 'scan-plan/inside',
    type: 'scan-plan',
    fields: {
      name: t('业务区月度漏洞扫描', 'Monthly scan of the service zone'),
      scanner: t('绿盟RSAS', 'NSFOCUS RSAS'),
      scope: '10.20.3.0/24, 10.20.4.0/24',
      items: records('ci/hall-fe-02', 'ci/hall-fe-03', 'ci/web-07', 'ci/sso-gw-01', 'ci/sso-gw-02'),
      post: record('post/security'),
      every: 'month',
    },
  },
  {
    key: 'scan-plan/database',
    type: 'scan-plan',
    fields: {
      name: t('数据库季度基线核查', 'Quarterly baseline check of databases'),
      scanner: t('基线核查脚本', 'Baseline script'),
      scope: t('核心库、测试库', 'Core and test databases'),
      items: records('ci/db-core-01', 'ci/db-core-02', 'ci/db-test'),
      post: record('post/security'),
      every: 'quarter',
      nextScanOn: on(6),
    },
  },
]
