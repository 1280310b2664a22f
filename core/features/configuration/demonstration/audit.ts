import type { Text } from '../../../../contract/text.ts'
import { t } from '../../../demonstration/rows.ts'

/** What the duty workstation was like at first, and what its later collections found. */
export const WORKSTATION: Readonly<Record<string, string>> = {
  'hardware/vendor': 'LENOVO',
  'hardware/model': 'ThinkCentre M920t',
  'hardware/serial': 'PC1A7K2M',
  'hardware/cpu': 'Intel(R) Core(TM) i5-9500 CPU @ 3.00GHz',
  'hardware/cores': '6',
  'hardware/memory': '15.6 GB',
  'hardware/disk nvme0n1': 'SAMSUNG MZVLB512, 476.9 GB',
  'os/host': 'duty-01',
  'os/name': 'Kylin Linux Desktop',
  'os/version': 'V10 (SP1)',
  'os/kernel': '5.4.18-85-generic',
  'os/architecture': 'x64',
  'network/enp3s0 mac': '8c:16:45:7a:10:31',
  'network/enp3s0 address': '10.20.1.31/24',
  'network/gateway': '10.20.1.1',
  'network/dns': '10.20.0.53, 10.20.0.54',
  'software/openssl': '1.1.1f-1kylin2.16',
  'software/openssh-client': '1:8.2p1-4kylin3.5',
  'software/libreoffice-core': '1:6.4.7-0kylin0.20.04.4',
  'software/cups': '2.3.1-9kylin1.1',
  'software/sudo': '1.8.31-1kylin1.2',
  'software/bash': '5.0-6kylin1.2',
}

export const COLLECTED: readonly {
  readonly day: number
  readonly time: string
  readonly changes: Readonly<Record<string, string | null>>
  /** Who looked at it and what he said. */
  readonly review?: readonly [login: string, day: number, time: string, note: Text]
}[] = [
  {
    day: -8,
    time: '08:02',
    changes: {
      'software/openssl': '1.1.1f-1kylin2.20',
      'software/sudo': '1.8.31-1kylin1.5',
      'os/kernel': '5.4.18-110-generic',
    },
    review: ['chen.ly', -8, '09:15', t('月度安全补丁', 'Monthly security patches')],
  },
  {
    day: 0,
    time: '08:02',
    changes: { 'hardware/memory': '31.2 GB', 'software/tcpdump': '4.9.3-4kylin0.1' },
  },
]

export const BASELINE = {
  name: t('核心业务基线', 'Baseline of core services'),
  purpose: t(
    '核心业务和底座的批准状态。重大变更关闭后重建。',
    'The approved state of core services and what they stand on. Made anew after each major change.',
  ),
  audit: t('核心业务季度配置审计', 'Quarterly audit of core services'),
  items: [
    'SAN-02',
    'db-core-01',
    'db-core-02',
    'sw-core-1',
    'fw-edge-1',
    'sso-gw-01',
    'sso-gw-02',
    'backup-01',
    'SOCIAL',
    'INSURANCE',
    'SSO',
    'HALL',
  ],
  /** Somebody moved it and told nobody. */
  moved: { item: 'db-core-02', location: t('主机房B列', 'Machine room, row B') },
  correction: t(
    '核对现场在B列，补登位置，补变更记录。',
    'It does stand in row B. The place is entered and the change recorded.',
  ),
} as const
