import type { ReadyRecord } from '../../../contract/record-type.ts'
import type { Text } from '../../../contract/text.ts'
import { t } from '../../records/declare.ts'

const CYBERSECURITY = t(
  '网络安全法（2016年通过，2025年修正）',
  'Cybersecurity Law of China (2016, amended in 2025)',
)
const DATA_SECURITY = t('数据安全法', 'Data Security Law of China')
const PERSONAL = t('个人信息保护法', 'Personal Information Protection Law of China')
const GRADED = t(
  'GB/T 22239-2019 网络安全等级保护基本要求',
  'GB/T 22239-2019 Baseline for graded protection of cybersecurity',
)
const DRILLS = t(
  'GB/T 38645-2020 网络安全事件应急演练指南',
  'GB/T 38645-2020 Guide for cybersecurity incident drills',
)

const clause = (
  key: string,
  law: Text,
  number: Text | string,
  name: Text,
  duty: Text,
  more: { kind?: string; inForce?: string; days?: number } = {},
): ReadyRecord => ({
  key,
  fields: {
    name,
    law,
    clause: number,
    kind: more.kind ?? 'law',
    duty,
    reviewEvery: more.days ?? 365,
    ...(more.inForce === undefined ? {} : { inForce: more.inForce }),
  },
})

const article = (n: number, zh: string): Text => t(`第${zh}条`, `Article ${n}`)
const SINCE_2026 = { inForce: '2026-01-01' }
const SINCE_DATA = { inForce: '2021-09-01' }
const SINCE_PERSONAL = { inForce: '2021-11-01' }
const STANDARD = { kind: 'standard', inForce: '2019-12-01' }

/**
 * Duties of common laws and standards, in short words of our own. The Cybersecurity Law is numbered as amended by the
 * decision of 28 October 2025, in force since 1 January 2026: two new articles (3 and 20) moved 21, 25, 34, 38 and 42 by
 * two, and their duties stayed; keys keep the first numbers. Whoever takes them in compares them with the text in force.
 */
export const READY_CLAUSES: readonly ReadyRecord[] = [
  clause(
    'csl-21',
    CYBERSECURITY,
    article(23, '二十三'),
    t('等级保护与网络日志留存', 'Graded protection and network logs'),
    t(
      '落实等级保护：定制度、定责任人；防病毒、防攻击；监测并记录网络运行和安全事件，网络日志留存不少于六个月；数据分类、重要数据备份和加密',
      'Graded protection: rules and a responsible person; against malware and attacks; monitoring, with network logs kept for six months at least; data classified, important data backed up and encrypted',
    ),
    SINCE_2026,
  ),
  clause(
    'csl-25',
    CYBERSECURITY,
    article(27, '二十七'),
    t('应急预案与及时处置', 'Emergency plan and prompt handling'),
    t(
      '制定网络安全事件应急预案，及时处置漏洞、病毒、攻击、侵入；发生事件立即启动预案、采取补救并按规定报告',
      'An emergency plan for security events; weaknesses, malware, attacks and intrusion dealt with promptly; on an event the plan starts at once, with remedy and report',
    ),
    SINCE_2026,
  ),
  clause(
    'csl-34',
    CYBERSECURITY,
    article(36, '三十六'),
    t('关键岗位、培训、容灾与演练', 'Key posts, training, recovery and drills'),
    t(
      '关键信息基础设施：设专门机构和负责人并做背景审查；定期教育培训和考核；重要系统和数据库容灾备份；预案定期演练',
      'Critical infrastructure: a security unit and a vetted head; regular training and tests; disaster-recovery copies of important systems and databases; regular drills of the plan',
    ),
    SINCE_2026,
  ),
  clause(
    'csl-38',
    CYBERSECURITY,
    article(40, '四十'),
    t('每年至少一次检测评估', 'An assessment at least once a year'),
    t(
      '关键信息基础设施每年至少检测评估一次安全性和可能的风险，结果和改进措施报送保护工作部门',
      'Critical infrastructure is assessed for security and risks at least once a year; results and measures go to the authority in charge of its protection',
    ),
    SINCE_2026,
  ),
  clause(
    'csl-42',
    CYBERSECURITY,
    article(44, '四十四'),
    t('个人信息不得泄露、篡改、毁损', 'Personal information is neither leaked, altered nor lost'),
    t(
      '采取技术和管理措施保护收集的个人信息；泄露、毁损、丢失时立即补救，告知用户并报告主管部门',
      'Measures to protect personal information; on a leak or loss remedy at once, tell the users and report',
    ),
    SINCE_2026,
  ),
  clause(
    'dsl-21',
    DATA_SECURITY,
    article(21, '二十一'),
    t('数据分类分级', 'Data classified by kind and importance'),
    t(
      '按分类分级制度识别本单位数据，列出重要数据目录，重点保护重要数据和核心数据',
      'Know the data by kind and importance, list the important data, protect important and core data most',
    ),
    SINCE_DATA,
  ),
  clause(
    'dsl-27',
    DATA_SECURITY,
    article(27, '二十七'),
    t('全流程数据安全管理', 'Security over the life of data'),
    t(
      '建立全流程数据安全管理制度，组织教育培训，采取技术措施；重要数据明确安全负责人和管理机构',
      'Rules for the whole life of data, training, technical measures; a responsible person and unit for important data',
    ),
    SINCE_DATA,
  ),
  clause(
    'dsl-29',
    DATA_SECURITY,
    article(29, '二十九'),
    t('风险监测与事件报告', 'Risks watched, events reported'),
    t(
      '加强风险监测，发现缺陷、漏洞立即补救；发生数据安全事件立即处置，告知用户并向主管部门报告',
      'Watch for risks, fix weaknesses at once; on an event act, tell the users and report to the authority',
    ),
    SINCE_DATA,
  ),
  clause(
    'dsl-30',
    DATA_SECURITY,
    article(30, '三十'),
    t('重要数据定期风险评估', 'Regular risk assessment of important data'),
    t(
      '重要数据处理者定期开展风险评估，向主管部门报送评估报告',
      'Who handles important data assesses the risks regularly and sends the report to the authority',
    ),
    SINCE_DATA,
  ),
  clause(
    'pipl-51',
    PERSONAL,
    article(51, '五十一'),
    t('个人信息保护措施', 'Measures to protect personal information'),
    t(
      '制定内部制度和操作规程；分类管理；加密、去标识化；合理确定操作权限并定期培训；制定并组织实施应急预案',
      'Internal rules and procedures; classified data; encryption and de-identification; appropriate rights and regular training; an emergency plan that is exercised',
    ),
    SINCE_PERSONAL,
  ),
  clause(
    'pipl-54',
    PERSONAL,
    article(54, '五十四'),
    t('定期合规审计', 'Regular compliance audits'),
    t(
      '定期对处理个人信息遵守法律、行政法规的情况做合规审计',
      'Audit regularly whether personal information is handled in accordance with laws and regulations',
    ),
    SINCE_PERSONAL,
  ),
  clause(
    'pipl-55',
    PERSONAL,
    article(55, '五十五'),
    t('影响评估', 'Impact assessment'),
    t(
      '处理敏感个人信息、委托处理、对外提供等情形，事前做个人信息保护影响评估并记录',
      'Assess the impact beforehand, and record it, for sensitive data, processing by others, handing data on',
    ),
    SINCE_PERSONAL,
  ),
  clause(
    'pipl-57',
    PERSONAL,
    article(57, '五十七'),
    t('泄露后立即补救并通知', 'Remedy and notice after a leak'),
    t(
      '发生或可能发生泄露、篡改、丢失，立即补救，通知主管部门和个人：信息种类、原因、危害、补救措施、联系方式',
      'On a leak, change or loss, or the risk of one: remedy at once, tell authority and people what, why, what harm, what is done, whom to ask',
    ),
    SINCE_PERSONAL,
  ),
  clause(
    'mlps-access',
    GRADED,
    t('安全计算环境 访问控制', 'Computing environment: access control'),
    t('账号权限最小化', 'Least privilege'),
    t(
      '为用户分配账号和权限；改掉默认账号口令；及时清理多余、过期、共享账号；管理用户权限分离、最小授权',
      'An account and rights for each user; default accounts changed; spare, expired and shared ones removed; administrators separated, with the least rights',
    ),
    { ...STANDARD, days: 90 },
  ),
  clause(
    'mlps-audit',
    GRADED,
    t('安全计算环境 安全审计', 'Computing environment: audit'),
    t('审计覆盖到每个用户', 'The audit covers every user'),
    t(
      '重要用户行为和安全事件都要审计；记录含时间、用户、类型、结果；审计记录定期备份，防删除、修改、覆盖',
      'Important acts of users and security events are recorded with time, user, kind and result; the records are backed up and cannot be removed, changed or overwritten',
    ),
    { ...STANDARD, days: 180 },
  ),
  clause(
    'mlps-backup',
    GRADED,
    t('安全计算环境 数据备份恢复', 'Computing environment: backup and recovery'),
    t('重要数据本地与异地备份', 'Important data backed up on site and off site'),
    t(
      '重要数据本地备份并能恢复；异地备份；重要数据处理系统热冗余（三级）',
      'Important data backed up and restored on site; an off-site copy; systems for important data with hot redundancy (grade 3)',
    ),
    { ...STANDARD, days: 180 },
  ),
  clause(
    'mlps-operation',
    GRADED,
    t('安全运维管理', 'Operation and maintenance'),
    t('运维管理制度落到记录', 'Operation is proved by records'),
    t(
      '环境、资产、介质、设备、漏洞、网络、恶意代码、配置、变更、备份、事件、应急预案、外包都有专人负责，留有记录',
      'Rooms, assets, media, devices, weaknesses, networks, malware, configuration, changes, backups, events, plans and suppliers each have somebody responsible, and records',
    ),
    { ...STANDARD, days: 180 },
  ),
  clause(
    'mlps-plan',
    GRADED,
    t('安全运维管理 应急预案管理', 'Operation: emergency plans'),
    t('预案、培训与演练', 'Plans, training and drills'),
    t(
      '有统一的预案框架和专项预案；定期对有关人员做预案培训并演练；定期重新评估、修订预案',
      'A frame of plans and plans for important events; people trained and drilled regularly; plans assessed and revised',
    ),
    { ...STANDARD, days: 365 },
  ),
  clause(
    'drill-guide',
    DRILLS,
    '',
    t('应急演练全过程', 'A drill from plan to improvement'),
    t(
      '演练有准备、实施、评估与总结、成果运用：有方案、有记录、有评估报告，发现的问题列入整改并跟踪',
      'A drill is prepared, held, assessed and used: a scenario, records, an assessment; what was found is put right and followed up',
    ),
    { kind: 'standard', days: 365 },
  ),
]
