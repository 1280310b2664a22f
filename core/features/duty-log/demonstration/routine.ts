import { coldAisleA } from '../../../demonstration/climate.ts'
import { membersOf, teamOnDuty, TEAMS } from '../../../demonstration/cast.ts'
import { fill, type Text } from '../../../../contract/text.ts'
import { TAGS, both, type Scene } from './scene.ts'

/** Hours of the rounds; the night's second round of the last day is missed in the story. */
const ROUNDS = [2, 6, 10, 14, 18, 22] as const

const ROUND_TEXTS = [
  both(
    '第{n}次巡检完成，18项正常。冷通道A {a}℃、B {b}℃，湿度{h}%。',
    'Round {n} done, 18 points normal. Cold aisle A {a} °C, B {b} °C, humidity {h} %.',
  ),
  both(
    '巡检机房、配电间、气瓶间，门禁和漏水绳正常，冷通道B {b}℃。',
    'Machine room, power room and cylinder room checked; doors and leak cables normal, cold aisle B {b} °C.',
  ),
  both(
    '抄表：市电A {v} V、B {w} V，UPS-1负载率{u}%，电池组{x} V。',
    'Readings: mains A {v} V, B {w} V, UPS-1 load {u} %, battery {x} V.',
  ),
  both(
    '机房巡检：精密空调两用一备运行正常，UPS-1负载率{u}%，消防主机无告警。',
    'Machine room: two air conditioners running and one on standby, UPS-1 load {u} %, fire panel quiet.',
  ),
  both(
    '第{n}次巡检完成，湿度{h}%，冷通道A {a}℃，存储、交换机面板灯正常。',
    'Round {n} done, humidity {h} %, cold aisle A {a} °C, panel lamps of storage and switches normal.',
  ),
] as const

const BUSINESS_TEXTS = [
  both(
    '社保、医保、办事大厅、电子证照、公积金查询登录和办件正常。',
    'Social security, insurance, service hall, licences and housing fund: sign-in and transactions normal.',
  ),
  both(
    '业务高峰：办事大厅在线{n}人，平均响应{m} ms，正常。',
    'Peak hour: {n} users in the service hall, {m} ms on average, normal.',
  ),
  both(
    '数据库巡检：主备延迟0秒，会话{n}个，无锁等待。',
    'Databases: no replication lag, {n} sessions, no lock waits.',
  ),
] as const

const CALLS = [
  both(
    '窗口来电：打印机离线。重启打印服务后正常。',
    'Counter called: printer offline. Works after restarting the print service.',
  ),
  both(
    '医院来电：结算响应慢。核对本端正常，请对方查本地网络，15分钟后恢复。',
    'Hospital called: settlement slow. Normal on our side; their network recovered after 15 minutes.',
  ),
  both(
    '街道来电：账号锁定。核实身份后解锁，提醒改密。',
    'Street office called: account locked. Unlocked after checking identity, asked to change the password.',
  ),
  both(
    '市民热线转来：统一认证收不到验证码。核对运营商正常，用户手机拦截。',
    'City hotline: no sign-in code. Carrier normal, blocked by the user’s phone.',
  ),
  both(
    '分中心来电：专线灯闪。远程查端口无误码，现场重插后稳定。',
    'Branch called: line lamp blinking. No errors on the port, steady after replugging.',
  ),
  both(
    '窗口来电：高拍仪无图像。更换USB口后正常。',
    'Counter called: no picture from the document camera. Works on another USB port.',
  ),
  both(
    '药店来电：医保卡刷卡无响应。核对结算前置正常，对方重启读卡器后恢复。',
    'Pharmacy called: card reader silent. Settlement normal on our side, works after restarting the reader.',
  ),
  both(
    '区社保局来电：参保证明打印乱码。指导更新打印控件后正常。',
    'District office called: certificates print garbled. Normal after updating the print control.',
  ),
  both(
    '银行来电：询问批扣回盘时间。告知06:00前回盘，对方确认。',
    'Bank called about the time of the debit file. Told it comes by 06:00; confirmed.',
  ),
  both(
    '群众来电：网上办件进度不更新。转政务服务中心核实，已回复来电人。',
    'Citizen called: progress of an application does not move. Passed to the service centre, caller answered.',
  ),
  both(
    '窗口来电：统一认证提示密码到期。指导自助改密后登录正常。',
    'Counter called: password expired. Sign-in works after changing it by self-service.',
  ),
  both(
    '街道来电：内网打不开。现场网线松动，插紧后正常。',
    'Street office called: no internal network. Cable loose, normal after plugging it in.',
  ),
  both(
    '公积金中心来电：核对当日汇缴笔数。查批量日志一致，已答复。',
    'Housing fund called to compare the day’s number of payments. Same in the batch log, answered.',
  ),
  both(
    '窗口来电：电子签名板无响应。重装驱动后正常，用时20分钟。',
    'Counter called: signature pad silent. Works after reinstalling its driver, 20 minutes.',
  ),
] as const

const HANDOVER_IN = both(
  '接班。{team}遗留{n}条逐条确认，钥匙、对讲机、工具清点无误，第1次巡检完成。',
  'Took over. {n} points of {team} acknowledged one by one; keys, radios and tools complete, first round done.',
)
const HANDOVER_OUT = both(
  '交班前末次巡检完成，遗留{n}条，交接单已编写。',
  'Last round before handover done, {n} points open, handover sheet written.',
)
const BACKUP = both(
  '核心库全量备份完成，1.8 TB，校验一致。',
  'Full backup of the core database done, 1.8 TB, checksums agree.',
)
const BATCH = both(
  '日终批处理完成，12步全部成功，{time}结束。',
  'End-of-day batch done, all 12 steps succeeded, ended at {time}.',
)
const CAPACITY = both(
  '核心库医保表空间已用{n}%，按日报送。',
  'Insurance tablespace {n} % full, reported as every day.',
)

/** What a round says while cold aisle A is above its warning. */
const WARM = 25
const WARM_ROUND = both(
  '第{n}次巡检完成，冷通道A {a}℃超预警25℃，每小时加测，其余17项正常。',
  'Round {n} done: cold aisle A at {a} °C, above the warning at 25 °C, one reading an hour; the other 17 points normal.',
)

const pad = (n: number): string => String(n).padStart(2, '0')

/** What every shift writes down anyway, until the night after the last day. Deterministic for the same numbers. */
export function routineScenes(days: number, random: () => number): readonly Scene[] {
  const between = (low: number, high: number): number =>
    low + Math.floor(random() * (high - low + 1))
  const tenth = (low: number, high: number): string => (low + random() * (high - low)).toFixed(1)
  const aisleA = (day: number, hour: number): string => {
    const stray = random() * 0.6 - 0.3
    return (coldAisleA(day, hour) + (day === 0 ? 0 : stray)).toFixed(1)
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const scenes: Scene[] = []
  const add = (
    day: number,
    hour: number,
    minute: number,
    who: string,
    category: string,
    text: Text,
    params: Readonly<Record<string, unknown>> = {},
    more: Partial<Scene> = {},
  ): void => {
    const filled = both(fill(text['zh-CN'], params), fill(text.en, params))
    scenes.push({ day, time: `${pad(hour)}:${pad(minute)}`, who, category, text: filled, ...more })
  }
  const lead = (day: number, hour: number): string =>
    membersOf(teamOnDuty(day, hour))[0]?.login ?? ''
  const operator = (day: number, hour: number): string =>
    pick(membersOf(teamOnDuty(day, hour)).slice(1)).login
  const handover = (day: number, hour: number): void => {
    const before = TEAMS[teamOnDuty(day, hour - 1)]
    const open = between(2, 4)
    add(day, hour - 1, between(38, 46), lead(day, hour - 1), 'handover', HANDOVER_OUT, { n: open })
    const filled = (language: 'zh-CN' | 'en'): string =>
      fill(HANDOVER_IN[language], { team: before[language], n: open })
    add(day, hour, between(3, 9), lead(day, hour), 'handover', both(filled('zh-CN'), filled('en')))
  }
  for (let day = 1 - days; day <= 1; day += 1) {
    for (const [index, hour] of ROUNDS.entries()) {
      if (day === 0 && hour === 2) continue
      const readings = {
        n: ((index + 1) % 3) + 2,
        a: aisleA(day, hour),
        b: tenth(22.4, 23.2),
        h: between(46, 54),
        u: between(38, 44),
        v: between(396, 401),
        w: between(395, 400),
        x: tenth(431.8, 433.4),
      }
      const late = random() < 0.05 ? { enteredAfter: between(12, 38) } : {}
      const usual = pick(ROUND_TEXTS)
      const text = coldAisleA(day, hour) > WARM ? WARM_ROUND : usual
      add(day, hour, between(2, 14), operator(day, hour), 'round', text, readings, {
        ...late,
        ...(text === ROUND_TEXTS[2] ? { tags: [TAGS.power] } : {}),
      })
    }
    handover(day, 8)
    handover(day, 20)
    add(day, 9, between(8, 20), operator(day, 9), 'duty', pick(BUSINESS_TEXTS), {
      n: between(820, 1460),
      m: between(180, 320),
    })
    const morning = random() < 0.8 ? pick(CALLS) : undefined
    if (morning) add(day, 11, between(2, 50), operator(day, 11), 'call', morning)
    const others = CALLS.filter((call) => call !== morning)
    if (random() < 0.6) add(day, 15, between(5, 55), operator(day, 15), 'call', pick(others))
    if (day > -11 && day < 0 && day !== -6)
      add(
        day,
        16,
        between(50, 59),
        operator(day, 16),
        'report',
        CAPACITY,
        { n: Math.round(71 + (day + 11) * 0.45) },
        { tags: [TAGS.insurance] },
      )
    if (day !== 0)
      add(
        day,
        0,
        between(28, 36),
        operator(day, 0),
        'duty',
        BACKUP,
        {},
        { tags: [TAGS.backup], links: ['backup/core-full'] },
      )
    if (day !== -9)
      add(
        day,
        5,
        between(50, 58),
        operator(day, 5),
        'duty',
        BATCH,
        { time: `05:${between(31, 48)}` },
        { tags: [TAGS.database] },
      )
  }
  return scenes
}
