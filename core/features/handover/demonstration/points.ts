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

/** What any shift may have to leave to the next one: kinds, each with what it may be about. */
export const ROUTINE_POINTS: readonly (readonly TypedPoint[])[] = [
  [
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
      'notes',
      'notice',
      both(
        '互联网出口今晚割接，23:00前勿改路由',
        'Internet uplink is cut over tonight; leave routing alone until 23:00',
      ),
      both('运营商联系人见通讯录，完成后来电。', 'The carrier calls when it is done.'),
      2,
    ),
    point(
      'notes',
      'notice',
      both(
        '街道汇聚交换机今晚换电源，21:30前后有短时告警',
        'Power supply of the street-office switch is replaced tonight; brief alerts around 21:30',
      ),
      both(
        '网络岗远程配合，恢复后回电。',
        'The network post helps from afar and calls when it is back.',
      ),
      2,
    ),
    point(
      'notes',
      'notice',
      both(
        '短信通道今晚维护，验证码可能延迟到23:00',
        'Text-message channel under maintenance tonight; codes may be late until 23:00',
      ),
      both(
        '服务台已挂公告，超时报运营商乙。',
        'The support desk shows a notice; after that call carrier B.',
      ),
      2,
    ),
  ],
  [
    point(
      'checks',
      'warn',
      both('气瓶间2号瓶压力偏低，等维保', 'Cylinder 2 low on pressure, waiting for maintenance'),
      both(
        '每班抄一次，低于4.0 MPa立即报。',
        'Read once every shift; report at once below 4.0 MPa.',
      ),
      3,
    ),
    point(
      'checks',
      'warn',
      both('配电间2号排风扇异响，等维修', 'Fan 2 of the power room rattles, waiting for repair'),
      both('每班查一次，停转立即报。', 'Looked at once every shift; report at once when it stops.'),
      3,
    ),
    point(
      'checks',
      'warn',
      both('3号摄像头画面模糊，等维保', 'Camera 3 is blurred, waiting for maintenance'),
      both(
        '每班回放一次，无图像立即报。',
        'Played back once every shift; report at once when there is no picture.',
      ),
      3,
    ),
    point(
      'checks',
      'warn',
      both(
        'B列6号柜前门锁不严，等换锁',
        'Front door of rack B6 does not lock, waiting for a new lock',
      ),
      both(
        '每次巡检关严，外来人员离开后复查。',
        'Closed on every round; checked again after visitors left.',
      ),
      3,
    ),
  ],
  [
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
      'notes',
      'neutral',
      both(
        '对讲机1已换电池，旧电池放值班柜待回收',
        'Radio 1 has a new battery; the old one is in the duty cabinet',
      ),
      both('物业周五来收。', 'The premises service collects it on Friday.'),
    ),
    point(
      'notes',
      'neutral',
      both('来访登记本已用完，新本放2号门', 'The visitor book is full, a new one is at gate 2'),
      both('旧本交徐静归档。', 'The old one goes to Xu Jing for filing.'),
    ),
    point(
      'notes',
      'neutral',
      both(
        '灭火器季度检查单已到，放值班台',
        'The quarterly list for the extinguishers is on the desk',
      ),
      both('机房动力岗本周填完。', 'Machine room and power fills it in this week.'),
    ),
  ],
  [
    point(
      'alerts',
      'notice',
      both('备份服务器磁盘已用82%，限值85%', 'Backup server disk 82 % full, limit 85 %'),
      both('周末清理旧副本，已排计划。', 'Old copies are cleared at the weekend.'),
      4,
    ),
    point(
      'alerts',
      'notice',
      both('日志服务器磁盘已用78%，限值85%', 'Log server disk 78 % full, limit 85 %'),
      both('扩容已列计划，每日看增长。', 'An extension is planned; growth is looked at daily.'),
      4,
    ),
    point(
      'alerts',
      'notice',
      both('短信待发偶有积压，限值500条', 'Text messages queue up now and then, limit 500'),
      both(
        '运营商已扩容，观察到周末。',
        'The carrier has added capacity; watched until the weekend.',
      ),
      4,
    ),
    point(
      'alerts',
      'notice',
      both('医保专网忙时时延偏高，限值20 ms', 'Insurance network slow at peak hours, limit 20 ms'),
      both(
        '已报医保局信息科，等对端排查。',
        'Reported to the IT of the insurance bureau, which is looking.',
      ),
      4,
    ),
  ],
  [
    point(
      'actions',
      'notice',
      both('回访街道账号锁定问题', 'Call the street office back about the locked account'),
      both(
        '上班时间联系，确认改密后关闭。',
        'In office hours; close once the password is changed.',
      ),
      2,
    ),
    point(
      'actions',
      'notice',
      both('回访区医保局读卡失败问题', 'Call the insurance office back about its card reader'),
      both('上班时间联系，确认正常后关闭。', 'In office hours; close once it works.'),
      2,
    ),
    point(
      'actions',
      'notice',
      both('催要电子签名板新驱动', 'Ask again for the new driver of the signature pad'),
      both('联系开发单位，收到后转服务台。', 'From the developer; it goes to the support desk.'),
      2,
    ),
    point(
      'actions',
      'notice',
      both('向供电公司核对下月检修计划', 'Check next month’s repairs with the power company'),
      both('上班时间联系，结果记日志。', 'In office hours; the answer goes into the log.'),
      2,
    ),
  ],
  [
    point(
      'notes',
      'neutral',
      both(
        '明日消防检查，提前打开气瓶间',
        'Fire inspection tomorrow; open the cylinder room beforehand',
      ),
      both('09:30到，何建平陪同。', 'At 09:30, with He Jianping.'),
    ),
    point(
      'notes',
      'neutral',
      both(
        '明日上级来检查，值班资料备齐',
        'Inspection by the authority tomorrow; have the records ready',
      ),
      both('14:00到，何建平陪同。', 'At 14:00, with He Jianping.'),
    ),
    point(
      'notes',
      'neutral',
      both(
        '明日客梯检修，搬运设备走2号门货梯',
        'Lift under repair tomorrow; equipment goes by the goods lift at gate 2',
      ),
      both('08:30至17:00。', 'From 08:30 to 17:00.'),
    ),
    point(
      'notes',
      'neutral',
      both(
        '明日IP电话升级，值班电话改用备用机',
        'Telephones are upgraded tomorrow; the duty phone is the spare one',
      ),
      both('12:00至13:00，号码不变。', 'From 12:00 to 13:00, same number.'),
    ),
  ],
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
      '周敏重启采集代理后恢复。这段按未知统计，不计正常。',
      'Agent restarted by Zhou Min. The gap counts as unknown, never as up.',
    ),
  ),
  point(
    'notes',
    'notice',
    both('批量对账改到今日12:30', 'Batch reconciliation moved to 12:30 today'),
    both(
      '财务要求改期，等控制器更换后执行。',
      'Moved at the request of finance; after the controller is replaced.',
    ),
  ),
  point(
    'notes',
    'neutral',
    both('存储厂家工程师09:40到', 'Storage vendor engineers arrive at 09:40'),
    both('从2号门进，通行证已办，吴海涛陪同。', 'Pass booked at gate 2. Escort: Wu Haitao.'),
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
      both('每班抄一次。', 'Read once every shift.'),
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
        '限值25℃。滤网备件在途，到货即换，每小时加测一次。',
        'Limit 25 °C. The filter is on its way and changed on arrival; one extra reading every hour.',
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
        '电子证照接口限流200次/秒，继续保持',
        'Licence interface stays limited to 200 requests/s',
      ),
      both(
        '何建平要求保持，未经同意勿调整。',
        'As He Jianping asks. Do not adjust without his agreement.',
      ),
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
    answer: both('本班内办结，办不完报何建平。', 'Within your shift; otherwise tell He Jianping.'),
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
    answer: both('现场表计读数，系统略高。', 'On site; the system shows a little more.'),
  },
]

export const STORY_QUESTION = {
  ask: both('这段时间业务本身断没断？', 'Was the service itself down during that time?'),
  answer: both(
    '大厅未报办件失败，是否中断无法证实。',
    'The front desk reported no failed transaction. No proof either way.',
  ),
}
