import type { Cause, Grade, Impact } from '../../../../contract/incident-rules.ts'
import type { Text } from '../../../../contract/text.ts'
import { both } from '../words.ts'

/** Incidents that the demonstration tells from beginning to end, each with what was found. */
export interface Story {
  readonly key: string
  readonly day: number
  readonly discovered: string
  /** Minutes after the discovery. */
  readonly reported: number
  readonly answered: number
  readonly decided: number
  readonly repaired: number
  readonly restored: number
  readonly grade: Grade
  readonly by: string
  readonly lead: string
  readonly executor: string
  readonly title: Text
  readonly scope: Text
  readonly loss: Text
  readonly options: Text
  readonly impacts: readonly Impact[]
  readonly items: readonly string[]
  readonly reason: Text
  readonly verification: Text
  readonly cause: Cause
  readonly rootCause: Text
  readonly whys: readonly Text[]
  readonly lessons: Text
  readonly improvement: Text
  /** Days until the report was written, approved and the incident closed: a day shift of the lead. */
  readonly closedAfter: number
  /** Name of a problem that groups incidents with one cause. */
  readonly problem?: string
}

export const STORIES: readonly Story[] = [
  {
    key: 'sso-certificate',
    day: -76,
    discovered: '08:41',
    reported: 4,
    answered: 9,
    decided: 17,
    repaired: 52,
    restored: 75,
    grade: 2,
    by: 'lin.xt',
    lead: 'ma.j',
    executor: 'li.gd',
    title: both('统一认证登录失败，证书过期', 'Sign-on fails, the certificate has expired'),
    scope: both('全部窗口和网上办事的登录', 'Sign-in of every counter and of the online services'),
    loss: both(
      '早高峰窗口停办约50分钟',
      'Counters closed for about 50 minutes at the morning peak',
    ),
    options: both(
      '换备用证书；临时放行内网登录',
      'Use the spare certificate; allow sign-in inside',
    ),
    impacts: ['outage', 'customers'],
    items: ['SSO'],
    reason: both(
      '备用证书已签发，换上即可',
      'The spare certificate is issued and only has to be put in',
    ),
    verification: both(
      '窗口、网上办事各登录一次，均进入首页',
      'One sign-in at a counter and one online, both reach the start page',
    ),
    cause: 'process',
    rootCause: both(
      '证书到期提醒发给已离岗人员，无人更换',
      'The reminder went to somebody who had left; nobody renewed it',
    ),
    whys: [
      both('证书过期', 'The certificate expired'),
      both('到期前没有人换', 'Nobody renewed it in time'),
      both('提醒发给了离岗人员', 'The reminder went to somebody who had left'),
      both('岗位变动没有交接提醒名单', 'The list of reminders was not handed over with the post'),
    ],
    lessons: both('提醒要挂在岗位上，不挂在人上。', 'Reminders belong to a post, not to a person.'),
    improvement: both(
      '证书纳入监控，提前30天告警',
      'Certificates are monitored, alert 30 days ahead',
    ),
    closedAfter: 3,
  },
  {
    key: 'line-b',
    day: -52,
    discovered: '22:18',
    reported: 2,
    answered: 12,
    decided: 25,
    repaired: 96,
    restored: 130,
    grade: 3,
    by: 'zhou.m',
    lead: 'chen.ly',
    executor: 'lin.xt',
    title: both('专线B中断，流量全部走专线A', 'Line B down, all traffic on line A'),
    scope: both(
      '专线B承载的业务改走专线A，中断约1分钟；冗余失去',
      'What ran over line B was away for about a minute until line A took it; no redundancy',
    ),
    loss: both('专线A再断则对外全部中断', 'Everything outside is lost if line A fails, too'),
    options: both('报运营商抢修；限流', 'Have the carrier repair it; limit traffic'),
    impacts: ['outage'],
    items: ['LINE-B'],
    reason: both('运营商答复两小时内修复', 'The carrier promised two hours'),
    verification: both('双线恢复负载分担，丢包为0', 'Both lines carry load again, no packets lost'),
    cause: 'network',
    rootCause: both('道路施工挖断光缆', 'Roadworks cut the fibre'),
    whys: [],
    lessons: both('施工信息没有传到值班。', 'News of the roadworks had not reached the shift.'),
    improvement: both('施工通知抄送值班电话', 'Notices of roadworks also go to the duty phone'),
    closedAfter: 8,
  },
  {
    key: 'core-slow-first',
    day: -30,
    discovered: '03:07',
    reported: 6,
    answered: 14,
    decided: 28,
    repaired: 71,
    restored: 110,
    grade: 3,
    by: 'wang.xm',
    lead: 'chen.ly',
    executor: 'wang.xm',
    title: both('社保核心库批量期间写入变慢', 'Core database slow to write during the batch'),
    scope: both('夜间批量，窗口未开', 'Nightly batch, counters closed'),
    loss: both('对账推迟40分钟', 'Reconciliation 40 minutes late'),
    options: both(
      '错开批量；查存储写缓存',
      'Move the batch; look at the write cache of the storage',
    ),
    impacts: ['data'],
    items: ['SOCIAL', 'db-core-01', 'SAN-02'],
    reason: both('先错开批量，保白天开窗', 'Move the batch first, so that the counters can open'),
    verification: both('写延迟降到6 ms，批量跑完', 'Write latency down to 6 ms, batch finished'),
    cause: 'hardware',
    rootCause: both(
      'SAN-02写缓存因电池告警转直写',
      'The write cache of SAN-02 fell back to write-through on a battery warning',
    ),
    whys: [
      both('写入变慢', 'Writes were slow'),
      both('写缓存关闭', 'The write cache was off'),
      both('电池告警后自动转直写', 'It switched off by itself on a battery warning'),
    ],
    lessons: both(
      '存储电池告警没有进监控。',
      'Battery warnings of the storage were not monitored.',
    ),
    improvement: both('巡检表增加存储电池项', 'A check of the storage battery on the rounds'),
    closedAfter: 7,
    problem: 'san-battery',
  },
  {
    key: 'web-disk',
    day: -12,
    discovered: '14:22',
    reported: 1,
    answered: 5,
    decided: 11,
    repaired: 34,
    restored: 60,
    grade: 4,
    by: 'sun.jy',
    lead: 'zhao.ym',
    executor: 'wu.ht',
    title: both(
      'web-07日志写满/var，静态页更新失败',
      'web-07: /var is full, pages are not updated',
    ),
    scope: both('只影响公告更新', 'Only notices are not updated'),
    loss: both('公告晚发半小时', 'Notices half an hour late'),
    options: both('清旧日志；扩盘', 'Remove old logs; enlarge the disk'),
    impacts: ['reputation'],
    items: ['web-07'],
    reason: both('清旧日志见效最快', 'Removing logs is fastest'),
    verification: both('公告发布正常，/var已用61%', 'A notice went out, /var at 61 %'),
    cause: 'software',
    rootCause: both('调试后日志级别未恢复', 'The log level was left at debug'),
    whys: [],
    lessons: both(
      '调试后要恢复日志级别，变更单写明。',
      'Set the log level back after debugging, and say so in the change.',
    ),
    improvement: both('变更模板加“恢复日志级别”', 'The change template asks for the log level'),
    closedAfter: 3,
  },
]
