import type { Text } from '../../../../contract/text.ts'
import { t } from '../../../demonstration/rows.ts'

type Moment = readonly [day: number, time: string]

/** A weakness of the story, and how far it came; days count back from the last day. */
export interface Weakness {
  readonly key: string
  readonly title: Text
  readonly cve?: string
  readonly vector?: string
  readonly severity?: 'critical' | 'high' | 'medium' | 'low'
  readonly host: string
  readonly port?: string
  readonly scan?: string
  readonly source: 'scanner' | 'notice' | 'manual' | 'test'
  readonly details: Text
  readonly owner: string
  readonly change?: string
  readonly found: Moment
  readonly started?: Moment
  readonly fixed?: readonly [...Moment, remedy: Text]
  readonly closed?: readonly [...Moment, verification: Text]
  readonly accepted?: readonly [...Moment, until: number, reason: Text]
}

export const WEAKNESSES: readonly Weakness[] = [
  {
    key: 'web-07',
    title: t(
      'Apache HTTP Server mod_proxy空指针，可致拒绝服务',
      'Null pointer in Apache mod_proxy, denial of service',
    ),
    cve: 'CVE-2024-38477',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
    host: '10.20.3.27',
    port: '443/tcp',
    scan: 'scan/inside-now',
    source: 'scanner',
    details: t(
      '2.4.59版本，构造的请求可使工作进程崩溃，业务中断。',
      'Version 2.4.59: a crafted request crashes worker processes and stops the service.',
    ),
    owner: 'wu.ht',
    change: 'change/web07-patch',
    found: [-3, '11:20'],
    started: [-3, '11:45'],
  },
  {
    key: 'openssh',
    title: t('OpenSSH信号处理竞争条件', 'Race condition in the OpenSSH signal handler'),
    cve: 'CVE-2024-6387',
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
    host: '10.20.3.12',
    port: '22/tcp',
    scan: 'scan/inside-before',
    source: 'scanner',
    details: t('glibc环境可远程执行代码。', 'Remote code execution on glibc systems.'),
    owner: 'wu.ht',
    found: [-33, '15:10'],
    started: [-32, '09:30'],
    fixed: [-29, '23:40', t('升级到9.8p1，重启服务', 'Upgraded to 9.8p1, service restarted')],
    closed: [
      -28,
      '10:15',
      t('复扫未再检出，版本已核对', 'Not found by the rescan, version verified'),
    ],
  },
  {
    key: 'tls',
    title: t('支持TLS 1.0/1.1', 'TLS 1.0 and 1.1 offered'),
    severity: 'medium',
    host: '10.20.4.11',
    port: '443/tcp',
    scan: 'scan/inside-before',
    source: 'scanner',
    details: t(
      '统一认证网关仍接受旧协议。',
      'The sign-on gateway still accepts the old protocols.',
    ),
    owner: 'li.gd',
    change: 'change/sso-cert',
    found: [-33, '15:12'],
    started: [-6, '11:10'],
    fixed: [
      0,
      '03:50',
      t(
        '随证书更换关闭TLS 1.0/1.1',
        'TLS 1.0 and 1.1 disabled when the certificates were replaced',
      ),
    ],
  },
  {
    key: 'snmp',
    title: t('SNMP使用默认团体字', 'Default SNMP community string'),
    severity: 'high',
    host: 'sw-core-1',
    port: '161/udp',
    source: 'manual',
    details: t(
      '巡检时发现只读团体字为public。',
      'Found during a round: the read-only community string is “public”.',
    ),
    owner: 'lin.xt',
    found: [-21, '14:00'],
    started: [-21, '14:30'],
    fixed: [-20, '22:15', t('改为SNMPv3，加访问列表', 'Moved to SNMPv3 with an access list')],
    closed: [
      -19,
      '09:40',
      t('用默认团体字读取被拒', 'Reading with the default community string is refused'),
    ],
  },
  {
    key: 'db-test',
    title: t('测试库版本停止维护', 'Test database version out of support'),
    severity: 'medium',
    host: 'db-test',
    source: 'scanner',
    details: t('厂家已停止提供补丁。', 'The vendor no longer supplies patches.'),
    owner: 'wang.xm',
    found: [-50, '10:00'],
    started: [-48, '09:00'],
    accepted: [
      -45,
      '16:00',
      40,
      t(
        '测试库在隔离网段，恢复演练后当日清库，防火墙只放行两台跳板机；年底前随硬件更新下线',
        'In an isolated segment, emptied on the day of each restore drill, reachable from two jump hosts only; retired with the hardware by the end of the year',
      ),
    ],
  },
  {
    key: 'weak-password',
    title: t('叫号屏管理口弱口令', 'Weak administration password on the queue display'),
    severity: 'high',
    host: '10.20.3.61',
    port: '80/tcp',
    source: 'test',
    details: t(
      '渗透测试中用厂家默认口令登录。',
      'The penetration tester signed in with the vendor’s default password.',
    ),
    owner: 'zhou.m',
    found: [-12, '16:20'],
    started: [-11, '09:00'],
  },
  {
    key: 'banner',
    title: t('Web服务器版本信息泄露', 'Web server discloses its version'),
    severity: 'low',
    host: '10.20.3.13',
    port: '443/tcp',
    scan: 'scan/inside-now',
    source: 'scanner',
    details: t('响应头带组件版本。', 'Response headers name component versions.'),
    owner: 'wu.ht',
    found: [-3, '11:20'],
  },
  {
    key: 'bulletin',
    title: t(
      '网信办通报：某OA组件远程代码执行',
      'Advisory: remote code execution in an office-automation component',
    ),
    severity: 'critical',
    host: 'web-07',
    source: 'notice',
    details: t('通报要求24小时内核查反馈。', 'To be checked and reported back within 24 hours.'),
    owner: 'han.x',
    found: [-9, '09:05'],
    started: [-9, '09:10'],
    fixed: [
      -9,
      '15:30',
      t(
        '核查全部主机，未使用该组件；已书面反馈',
        'All hosts checked, none uses the component; reported back in writing',
      ),
    ],
    closed: [-9, '17:20', t('反馈材料已核对', 'The report was checked')],
  },
]
