import type { Text } from '../../../../contract/text.ts'
import { t } from '../../../demonstration/rows.ts'

/** A change with the moments of its life; days count back from the last day of the demonstration. */
export interface ChangeStory {
  readonly key: string
  readonly title: Text
  readonly kind: 'routine' | 'normal' | 'emergency'
  readonly reason: Text
  readonly steps: Text
  readonly rollback: Text
  readonly result?: Text
  readonly risk?: 'low' | 'medium' | 'high'
  readonly verification?: Text
  /** What was different in an item afterwards: field, value. */
  readonly made?: {
    readonly item: string
    readonly fields: Readonly<Record<string, string | Text>>
  }
  /** Carried out first, approved afterwards. */
  readonly emergency?: boolean
  /** Why it was rejected, by whom and when it was. */
  readonly rejected?: readonly [day: number, time: string, why: Text]
  readonly items: readonly string[]
  readonly implementer: string
  /** Who asked for it, and when `day HH:MM`. */
  readonly requested: readonly [login: string, day: number, time: string]
  readonly window: readonly [day: number, from: string, to: string]
  readonly approved?: readonly [day: number, time: string]
  readonly started?: readonly [login: string, day: number, time: string]
  readonly finished?: readonly [login: string, day: number, time: string]
  readonly closed?: readonly [login: string, day: number, time: string]
}

export const CHANGES: readonly ChangeStory[] = [
  {
    key: 'mains-test',
    title: t('市电切换测试', 'Mains transfer test'),
    kind: 'routine',
    reason: t(
      '季度测试：市电中断时UPS和柴油机按时接替。',
      'Quarterly test: UPS and generator take over in time when mains fail.',
    ),
    steps: t(
      '通知业务单位；断开市电A、B路进线；记录接替时间；带载30分钟；恢复。',
      'Inform departments; open mains A and B; note take-over times; 30 minutes on load; restore.',
    ),
    rollback: t(
      '任何一步异常立即合上市电进线。',
      'Close both mains at once if any step goes wrong.',
    ),
    result: t(
      '柴油机11秒启动，18秒带载，带载31分钟正常。',
      'Generator started after 11 s, on load after 18 s, 31 minutes without fault.',
    ),
    items: ['UPS-1', 'UPS-2', 'GEN-1'],
    implementer: 'sun.jy',
    requested: ['zhao.ym', -12, '09:20'],
    window: [-10, '01:00', '02:00'],
    approved: [-11, '15:10'],
    started: ['sun.jy', -10, '01:00'],
    finished: ['sun.jy', -10, '01:42'],
    closed: ['zhao.ym', -10, '02:05'],
  },
  {
    key: 'web07-log',
    title: t('web-07日志轮转改为10天', 'Log rotation of web-07 cut to 10 days'),
    kind: 'normal',
    reason: t('/var已用88%，日志增长快。', '/var is 88 % full, logs grow quickly.'),
    steps: t(
      '改轮转配置；手工轮转一次；核对空间。',
      'Change the rotation, rotate once by hand, check space.',
    ),
    rollback: t('恢复原配置文件。', 'Restore the old configuration file.'),
    result: t('/var降到74%。', '/var down to 74 %.'),
    risk: 'low',
    made: { item: 'web-07', fields: { attributes: t('日志保留：10天', 'Logs kept: 10 days') } },
    items: ['web-07'],
    implementer: 'wu.ht',
    requested: ['wu.ht', -9, '10:10'],
    window: [-9, '15:00', '16:00'],
    approved: [-9, '13:30'],
    started: ['wu.ht', -9, '15:02'],
    finished: ['wu.ht', -9, '15:14'],
    closed: ['zhao.ym', -9, '16:40'],
  },
  {
    key: 'licence-limit',
    title: t('电子证照接口限流200次/秒', 'Licence interface limited to 200 requests/s'),
    kind: 'normal',
    reason: t('大批量调用影响窗口办件。', 'Bulk calls slow the counters down.'),
    steps: t('网关加限流策略；观察30分钟。', 'Add the limit at the gateway; watch for 30 minutes.'),
    rollback: t('删除限流策略。', 'Remove the limit.'),
    items: ['LICENCE'],
    implementer: 'lin.xt',
    requested: ['chen.ly', -8, '11:00'],
    window: [-7, '09:00', '10:00'],
    approved: [-8, '15:50'],
    started: ['lin.xt', -7, '09:01'],
    finished: ['lin.xt', -7, '09:32'],
  },
  {
    key: 'tablespace',
    title: t(
      'db-core-02临时表空间扩展上限调到200 GB',
      'Temporary tablespace of db-core-02 extended to 200 GB',
    ),
    kind: 'normal',
    reason: t(
      '日终批第6步在备库出报表，因临时表空间满失败。',
      'Step 6 of the end-of-day batch, whose reports run on the standby, failed on a full temporary tablespace.',
    ),
    steps: t(
      '调整自动扩展上限；重跑第6步；校验主备一致。',
      'Raise the limit; run step 6 again; compare primary and standby.',
    ),
    rollback: t('恢复原上限。', 'Restore the old limit.'),
    result: t('第6步重跑正常，主备校验一致。', 'Step 6 runs through; primary and standby agree.'),
    risk: 'low',
    made: {
      item: 'db-core-02',
      fields: { attributes: t('临时表空间上限：200 GB', 'Temporary tablespace limit: 200 GB') },
    },
    items: ['db-core-02'],
    implementer: 'wang.xm',
    requested: ['wang.xm', -7, '22:10'],
    window: [-5, '15:00', '15:30'],
    approved: [-6, '10:00'],
    started: ['wang.xm', -5, '15:01'],
    finished: ['wang.xm', -5, '15:12'],
    closed: ['chen.ly', -5, '17:00'],
  },
  {
    key: 'mains-repair',
    title: t('市电A路检修配合', 'Support for the repair of mains A'),
    kind: 'normal',
    reason: t(
      '供电公司检修A路，13:00–15:00由B路供电。',
      'The power company repairs mains A; B carries the load 13:00–15:00.',
    ),
    steps: t(
      '检修前检查；柴油机待命；机房留守；恢复后测三相。',
      'Check before, generator on standby, machine room manned, measure afterwards.',
    ),
    rollback: t('B路异常时启动柴油机。', 'Start the generator if B fails.'),
    result: t('双路恢复，三相正常。', 'Both feeds back, all phases normal.'),
    items: ['UPS-1', 'UPS-2', 'GEN-1'],
    implementer: 'zhou.m',
    requested: ['zhao.ym', -3, '15:40'],
    window: [-2, '13:00', '15:00'],
    approved: [-3, '16:20'],
    started: ['zhou.m', -2, '13:00'],
    finished: ['zhou.m', -2, '14:58'],
    closed: ['chen.ly', -2, '17:30'],
  },
  {
    key: 'sso-cert',
    title: t('更换统一认证网关证书', 'Replace certificates of the sign-on gateway'),
    kind: 'normal',
    reason: t('现用证书20天后到期。', 'The certificates in use expire in 20 days.'),
    steps: t(
      '切出sso-gw-02并更新；验证；切回；对sso-gw-01重复；移动端验证。',
      'Take out sso-gw-02 and update it, verify, bring it back; the same for sso-gw-01; verify mobile sign-in.',
    ),
    rollback: t(
      '恢复旧证书包，保留到次日18:00。',
      'Restore the old certificates, kept until 18:00 the next day.',
    ),
    result: t('双节点恢复，移动端登录正常。', 'Both nodes back, mobile sign-in works.'),
    risk: 'medium',
    verification: t(
      '浏览器、移动端各登录一次；监控显示新到期日。',
      'Sign in from a browser and a phone; the monitor shows the new date.',
    ),
    made: {
      item: 'sso-gw-02',
      fields: {
        attributes: t('证书有效期：1年', 'Certificate valid for a year'),
      },
    },
    items: ['sso-gw-01', 'sso-gw-02', 'SSO'],
    implementer: 'li.gd',
    requested: ['wu.ht', -6, '11:00'],
    window: [0, '01:30', '04:00'],
    approved: [-1, '10:00'],
    started: ['li.gd', 0, '01:34'],
    finished: ['li.gd', 0, '03:44'],
    closed: ['zhao.ym', 0, '09:03'],
  },
  {
    key: 'web07-patch',
    title: t('web-07高危漏洞修复', 'Fix the high finding on web-07'),
    kind: 'normal',
    reason: t(
      '扫描发现高危漏洞，7天内修复。',
      'The scan found a high vulnerability, to be fixed within 7 days.',
    ),
    steps: t(
      '应用组确认窗口；升级组件；复扫验证。',
      'Window from the application team; upgrade; rescan.',
    ),
    rollback: t('回退到升级前快照。', 'Return to the snapshot taken before.'),
    items: ['web-07'],
    implementer: 'wu.ht',
    requested: ['wu.ht', -3, '11:40'],
    window: [2, '22:00', '23:30'],
  },
  {
    key: 'line-b-route',
    title: t('紧急切换专线B路由', 'Emergency switch of the route of line B'),
    kind: 'emergency',
    emergency: true,
    risk: 'high',
    reason: t(
      '专线B丢包18%，等不到例行审批，先切到专线A。',
      'Line B loses 18 % of its packets; traffic goes to line A before the usual approval.',
    ),
    steps: t(
      '保存路由表；调低专线B优先级；核对会话；通知运营商。',
      'Keep the routing table; lower the priority of line B; check sessions; tell the carrier.',
    ),
    rollback: t('恢复保存的路由表。', 'Restore the routing table that was kept.'),
    result: t(
      '流量全部走专线A，时延6 ms。运营商当日修复，次日恢复双线。',
      'All traffic on line A at 6 ms. The carrier repaired it the same day; both lines in use again the day after.',
    ),
    items: ['LINE-B', 'fw-edge-1'],
    implementer: 'lin.xt',
    requested: ['lin.xt', -4, '14:12'],
    window: [-4, '14:15', '16:00'],
    approved: [-4, '15:20'],
    started: ['lin.xt', -4, '14:15'],
    finished: ['lin.xt', -4, '14:41'],
    closed: ['zhao.ym', -3, '17:10'],
  },
  {
    key: 'core-port',
    title: t('核心交换机开启端口镜像', 'Port mirroring on the core switch'),
    kind: 'normal',
    risk: 'medium',
    reason: t('排查大厅偶发卡顿。', 'To trace occasional stalls of the service hall.'),
    steps: t(
      '镜像办事大厅VLAN到分析口，采集1小时。',
      'Mirror the VLAN of the service hall for an hour.',
    ),
    rollback: t('删除镜像会话。', 'Remove the mirror session.'),
    items: ['sw-core-1'],
    implementer: 'lin.xt',
    requested: ['lin.xt', -6, '09:40'],
    window: [-5, '10:00', '11:30'],
    rejected: [
      -6,
      '15:10',
      t(
        '业务高峰，且流量内含个人信息。改到22:00后，先由安全管理员确认采集范围。',
        'It is the busy time, and the traffic holds personal data. After 22:00, and the security officer agrees on the scope first.',
      ),
    ],
  },
  {
    key: 'san-firmware-check',
    title: t('SAN-02控制器B日志采集', 'Collect logs of SAN-02 controller B'),
    kind: 'routine',
    risk: 'low',
    reason: t('厂家要求提供升级前日志。', 'The vendor asks for logs before the upgrade.'),
    steps: t(
      '登录管理口，导出支持包，交厂家。',
      'Export the support bundle from the management port for the vendor.',
    ),
    rollback: t('只读操作，无需回退。', 'Read only, nothing to roll back.'),
    items: ['SAN-02'],
    implementer: 'wang.xm',
    requested: ['wang.xm', -1, '16:20'],
    window: [3, '22:30', '23:30'],
    approved: [-1, '17:40'],
  },
]
