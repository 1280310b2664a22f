import type { ReadyRecord } from '../../../contract/record-type.ts'
import { t } from '../../records/declare.ts'

/** Measures that every site has; the first three are the ones the duty names. */
export const READY_MEASURES: readonly ReadyRecord[] = [
  {
    key: 'firewall',
    fields: {
      name: t('防火墙', 'Firewall'),
      kind: 'boundary',
      purpose: t(
        '阻断外部攻击，只放行登记过的业务访问',
        'Blocks attacks from outside; lets only registered traffic through',
      ),
      operation: 'continuous',
      checkEvery: 'week',
      method: t(
        '看运行状态、CPU和会话数；核对当周策略变更与变更单一致；抽查10条拒绝日志；核对特征库版本',
        'Check state, CPU and sessions; match this week’s rule changes with change records; sample ten denied entries; check the signature version',
      ),
    },
  },
  {
    key: 'intrusion-detection',
    fields: {
      name: t('入侵检测系统', 'Intrusion detection system'),
      kind: 'detection',
      purpose: t(
        '持续监测流量，发现入侵和异常外联',
        'Watches traffic all the time for intrusion and unusual connections',
      ),
      operation: 'continuous',
      checkEvery: 'day',
      method: t(
        '看探针在线和流量；逐条研判高危告警并留结论；确认特征库更新日期',
        'Probes online and receiving traffic; every high alert triaged with a conclusion; signature date confirmed',
      ),
    },
  },
  {
    key: 'backup',
    fields: {
      name: t('数据备份', 'Data backup'),
      kind: 'backup',
      purpose: t(
        '防止数据丢失，出事能按RTO、RPO恢复',
        'Data is not lost and comes back within RTO and RPO',
      ),
      operation: 'periodic',
      checkEvery: 'week',
      method: t(
        '核对每个备份作业的结果和介质余量；每季做一次恢复测试，超过100天未测视为失效',
        'Result of every job and free space on the media; a restore test each quarter, stale after 100 days',
      ),
    },
  },
  {
    key: 'malware',
    fields: {
      name: t('恶意代码防范', 'Malware protection'),
      kind: 'malware',
      purpose: t(
        '防病毒、防勒索，覆盖服务器和终端',
        'Against viruses and ransomware on servers and workstations',
      ),
      operation: 'continuous',
      checkEvery: 'week',
      method: t(
        '看覆盖率、离线终端和病毒库日期；查当周查杀记录；隔离网病毒库每周用专用介质更新',
        'Coverage, offline clients, signature date; detections of the week; isolated networks updated weekly from a dedicated medium',
      ),
    },
  },
  {
    key: 'bastion',
    fields: {
      name: t('运维审计（堡垒机）', 'Bastion host'),
      kind: 'access',
      purpose: t(
        '运维操作统一入口，留存操作录像',
        'Single entry point for operations, with session recordings',
      ),
      operation: 'continuous',
      checkEvery: 'month',
      method: t(
        '抽查5段录像与变更单核对；查绕过堡垒机的直连；清理离岗人员账号',
        'Sample five recordings against change records; look for connections that bypass the bastion; remove accounts of people who left',
      ),
    },
  },
  {
    key: 'encryption',
    fields: {
      name: t('传输与存储加密', 'Encryption in transit and at rest'),
      kind: 'encryption',
      purpose: t('防止窃听和介质丢失造成泄露', 'Prevents leaks by eavesdropping or lost media'),
      operation: 'continuous',
      checkEvery: 'quarter',
      method: t(
        '核对证书有效期和算法；抽查备份介质已加密；密钥双人保管记录齐全',
        'Check certificate validity and algorithms; sample that backup media are encrypted; dual-custody key records complete',
      ),
    },
  },
  {
    key: 'logs',
    fields: {
      name: t('日志集中留存', 'Central log storage'),
      kind: 'logging',
      purpose: t(
        '网络日志留存不少于六个月，供追溯',
        'Network logs kept for six months at least, to trace what happened',
      ),
      operation: 'continuous',
      checkEvery: 'month',
      method: t(
        '核对日志源清单与实际接收；看最早日志日期和剩余空间；校时偏差不超过1秒',
        'Compare listed log sources with those received; date of the oldest log and free space; clocks within one second',
      ),
    },
  },
  {
    key: 'removable-media',
    fields: {
      name: t('移动介质管控', 'Control of removable media'),
      kind: 'access',
      purpose: t(
        '防止隔离网带入病毒、带出数据',
        'Keeps malware out of and data inside the isolated network',
      ),
      operation: 'continuous',
      checkEvery: 'month',
      method: t(
        '专用U盘逐个清点；查非授权接入记录；查杀机病毒库日期',
        'Count registered USB sticks; review unauthorised connections; signature date of the scanning station',
      ),
    },
  },
]
