import type { HandoverPoint } from '../../../../contract/handover.ts'
import type { Text } from '../../../../contract/text.ts'

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** A point that a shift types, and for how many shifts it stays open. */
export interface TypedPoint {
  readonly section: HandoverPoint['section']
  readonly tone: HandoverPoint['tone']
  readonly title: Text
  readonly detail: Text
  /** 1: told once. */
  readonly shifts: number
  /** Names under which other features keep their records. */
  readonly record?: string
}

const point = (
  section: TypedPoint['section'],
  tone: TypedPoint['tone'],
  title: Text,
  detail: Text,
  shifts = 1,
  record?: string,
): TypedPoint => ({ section, tone, title, detail, shifts, ...(record ? { record } : {}) })

/** What any shift may have to leave to the next one. */
export const ROUTINE_POINTS: readonly TypedPoint[] = [
  point(
    'notes',
    'notice',
    both(
      '分中心专线今晚割接，22:00前勿动端口',
      'Branch line is cut over tonight; leave its port alone until 22:00',
    ),
    both('运营商联系人见通讯录，完成后来电。', 'The carrier calls when it is done.'),
    2,
  ),
  point(
    'checks',
    'warn',
    both('气瓶间2号瓶压力偏低，等维保', 'Cylinder 2 low on pressure, waiting for maintenance'),
    both('每班抄一次，低于4.0 MPa立即报。', 'Read once every shift; report at once below 4.0 MPa.'),
    3,
  ),
  point(
    'notes',
    'neutral',
    both(
      '窗口打印机备件到货，放值班柜第二层',
      'Spare for the counter printer arrived, second shelf of the duty cabinet',
    ),
    both('服务台徐静来取。', 'Xu Jing of the support desk collects it.'),
  ),
  point(
    'alerts',
    'notice',
    both('备份服务器磁盘已用82%，限值85%', 'Backup server disk 82 % full, limit 85 %'),
    both('周末清理旧副本，已排计划。', 'Old copies are cleared at the weekend.'),
    4,
  ),
  point(
    'actions',
    'notice',
    both('回访街道账号锁定问题', 'Call the street office back about the locked account'),
    both('上班时间联系，确认改密后关闭。', 'In office hours; close once the password is changed.'),
    2,
  ),
  point(
    'notes',
    'neutral',
    both(
      '明日消防检查，提前打开气瓶间',
      'Fire inspection tomorrow; open the cylinder room beforehand',
    ),
    both('09:30到，何建平陪同。', 'At 09:30, with He Jianping.'),
  ),
]

/** What the night of the storage fault hands over, beside what the registers and the log tell. */
export const STORY_POINTS: readonly TypedPoint[] = [
  point(
    'incidents',
    'crit',
    both(
      '二级：SAN-02控制器B离线，核心库由db-core-02承载',
      'Grade 2: SAN-02 controller B offline; core database on db-core-02',
    ),
    both(
      '03:04起写入正常。厂家今日10:00更换，更换前勿重启控制器A。',
      'Writes normal since 03:04. The vendor replaces the controller today at 10:00. Do not restart controller A.',
    ),
    9,
    'ci/SAN-02',
  ),
  point(
    'alerts',
    'unknown',
    both(
      'hall-fe-03无监控02:03–03:26，83分钟未知',
      'hall-fe-03 not monitored 02:03–03:26 (83 min unknown)',
    ),
    both(
      '周敏重启采集器。空档计为未知，不计正常。',
      'Collector restarted by Zhou Min. The gap counts as unknown, never as up.',
    ),
  ),
  point(
    'notes',
    'notice',
    both('批量对账改到今日12:30', 'Batch reconciliation moved to 12:30 today'),
    both(
      '等控制器更换后执行，王雪梅已告知财务。',
      'After the controller is replaced; Wang Xuemei has informed the finance desk.',
    ),
  ),
  point(
    'notes',
    'neutral',
    both('存储厂家工程师09:40到', 'Storage vendor engineers arrive at 09:40'),
    both('2号门，通行证已办，吴海涛陪同。', 'Pass booked at gate 2. Escort: Wu Haitao.'),
    1,
    'contact/storage-vendor',
  ),
]

/** Typed some shifts before the story's night and still open in it. */
export const CARRIED_POINTS: readonly (TypedPoint & { readonly before: number })[] = [
  {
    ...point(
      'checks',
      'notice',
      both(
        'UPS-1第3组电池3.41 mΩ，限值3.60 mΩ',
        'UPS-1 battery string 3 at 3.41 mΩ, limit 3.60 mΩ',
      ),
      both('每班读一次。', 'Read once every shift.'),
      9,
      'ci/UPS-1',
    ),
    before: 6,
  },
  {
    ...point(
      'checks',
      'warn',
      both('冷通道A温度偏高，AC-2滤网堵', 'Cold aisle A warm, filter of AC-2 clogged'),
      both(
        '限值25℃。厂家次日更换，每小时加测一次。',
        'Limit 25 °C. The vendor replaces it the next day; one extra reading every hour.',
      ),
      5,
      'ci/AC-2',
    ),
    before: 3,
  },
  {
    ...point(
      'notes',
      'notice',
      both(
        '电子证照接口限流200次/秒，到今日12:00',
        'Licence interface stays limited to 200 requests/s until 12:00 today',
      ),
      both('何建平同意，勿调整。', 'Agreed with He Jianping. Do not adjust.'),
      3,
      'ci/LICENCE',
    ),
    before: 1,
  },
]

export const CLIMATE: Text = {
  'zh-CN': '冷通道A {a}℃、B {b}℃，湿度{h}%。',
  en: 'Cold aisle A {a} °C, B {b} °C, humidity {h} %.',
}
export const STORY_CLIMATE: Text = both(
  '冷通道A 25.6℃（限值25℃）、B 22.9℃，湿度48%。',
  'Cold aisle A 25.6 °C (limit 25 °C), B 22.9 °C, humidity 48 %.',
)

/** What incoming leads ask, and what they are answered. */
export const QUESTIONS: readonly { readonly ask: Text; readonly answer: Text }[] = [
  {
    ask: both('这一条几点前要有结果？', 'By when is this to be settled?'),
    answer: both('本班内，过了就报何建平。', 'Within your shift; otherwise tell He Jianping.'),
  },
  {
    ask: both('联系过谁？', 'Who has been called?'),
    answer: both(
      '已联系厂家，工单号在日志里。',
      'The vendor; the ticket number stands in the log.',
    ),
  },
  {
    ask: both('读数是现场表还是系统？', 'Was it read on site or in the system?'),
    answer: both('现场表，系统高0.2。', 'On site; the system shows 0.2 more.'),
  },
]

export const STORY_QUESTION = {
  ask: both('这段时间服务本身断了吗？', 'Was the service itself down during that time?'),
  answer: both(
    '大厅没有报办件失败，两边都无证据。',
    'The front desk reported no failed transaction. No proof either way.',
  ),
}
