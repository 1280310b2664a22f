import type { Text } from '../../../../contract/text.ts'
import { t } from '../../../demonstration/rows.ts'

/** A request of a user with the moments of its life; days count back from the last day. */
export interface RequestStory {
  readonly title: Text
  readonly kind: 'question' | 'fault' | 'service' | 'complaint' | 'suggestion'
  readonly requester: Text
  readonly unit: Text
  readonly phone: string
  readonly details: Text
  readonly handler: string
  readonly received: readonly [day: number, time: string]
  readonly due: readonly [day: number, time: string]
  readonly answer?: readonly [day: number, time: string, text: Text]
  readonly closed?: readonly [day: number, time: string]
}

export const REQUESTS: readonly RequestStory[] = [
  {
    title: t('新窗口人员开通统一认证账号', 'Sign-on accounts for new counter staff'),
    kind: 'service',
    requester: t('刘敏', 'Liu Min'),
    unit: t('政务服务中心', 'Government service centre'),
    phone: '8651-2033',
    details: t(
      '3人，下周一上岗。名单已发邮箱。',
      'Three people, starting next Monday. The list was sent by e-mail.',
    ),
    handler: 'xu.j',
    received: [-6, '10:12'],
    due: [-4, '17:00'],
    answer: [
      -5,
      '15:20',
      t(
        '3个账号已开通，初始密码当面交接。',
        'Three accounts created; initial passwords handed over in person.',
      ),
    ],
    closed: [-4, '09:05'],
  },
  {
    title: t('政务服务大厅叫号屏不刷新', 'Queue display in the hall does not refresh'),
    kind: 'fault',
    requester: t('刘科长', 'Section head Liu'),
    unit: t('政务服务中心', 'Government service centre'),
    phone: '8651-2011',
    details: t(
      '2号屏停在昨天的号码，重启后恢复一会儿又停。',
      'Screen 2 shows yesterday’s number; a restart helps for a while.',
    ),
    handler: 'lin.xt',
    received: [-1, '16:40'],
    due: [0, '12:00'],
    answer: [
      -1,
      '18:05',
      t(
        '交换机端口协商异常，已固定为100 Mbps，观察一天。',
        'Port negotiation was wrong; fixed at 100 Mbps, watched for a day.',
      ),
    ],
  },
  {
    title: t('医保结算导出表格打不开', 'Settlement export does not open'),
    kind: 'question',
    requester: t('吴科长', 'Section head Wu'),
    unit: t('医保局信息科', 'Insurance bureau, IT'),
    phone: '8651-2044',
    details: t(
      '导出的文件提示格式与扩展名不符。',
      'Opening the exported file warns that its format does not match its extension.',
    ),
    handler: 'xu.j',
    received: [-1, '17:12'],
    due: [0, '17:00'],
  },
]
