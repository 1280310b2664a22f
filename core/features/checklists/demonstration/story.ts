import type { Text } from '../../../../contract/text.ts'

/** What goes otherwise than planned. Days and times are those of the story. */
export interface Missed {
  readonly day: number
  readonly time: string
  /** `HH:MM` of the same day at which it was made all the same. */
  readonly madeAt?: string
  readonly explained: string
  readonly comment: Text
  readonly approved: readonly [day: number, time: string]
}

/** Machine-room rounds that nobody made in time. */
export const MISSED: readonly Missed[] = [
  {
    day: 0,
    time: '02:00',
    madeAt: '03:20',
    explained: '03:50',
    comment: {
      'zh-CN': 'SAN-02控制器B离线，全班处置存储事件，未按点巡检；03:20补做，冷通道A 25.6℃超预警',
      en: 'SAN-02 controller B offline, the whole shift at work on it; made at 03:20, cold aisle A at 25.6 °C above the warning',
    },
    approved: [0, '06:32'],
  },
  {
    day: -5,
    time: '02:00',
    explained: '05:40',
    comment: {
      'zh-CN': '处置专线A丢包，人手抽不开；06:00巡检正常',
      en: 'Nobody free while line A was being switched; the round of 06:00 found everything normal',
    },
    approved: [-5, '09:20'],
  },
  {
    day: -31,
    time: '18:00',
    madeAt: '19:12',
    explained: '19:40',
    comment: {
      'zh-CN': '消防演练疏散到楼外，19:05返回后补做',
      en: 'Outside for the fire drill, made after coming back at 19:05',
    },
    approved: [-30, '09:10'],
  },
  {
    day: -58,
    time: '06:00',
    explained: '08:30',
    comment: {
      'zh-CN': '值班电脑更新重启失败，改记纸质表时漏了这一轮',
      en: 'The workstation did not come back after an update; this round was forgotten on paper',
    },
    approved: [-58, '10:15'],
  },
]

/** Machine-room rounds that were noted on paper and keyed in later, by minutes. */
export const ON_PAPER: readonly {
  readonly day: number
  readonly time: string
  readonly minutes: number
}[] = [
  { day: -12, time: '14:00', minutes: 96 },
  { day: -27, time: '22:00', minutes: 48 },
  { day: -58, time: '02:00', minutes: 320 },
]

export interface Skipped {
  readonly day: number
  readonly list: string
  readonly item: string
  readonly reason: Text
}

export const SKIPPED: readonly Skipped[] = [
  {
    day: 0,
    list: 'facility-daily',
    item: 'cylinder',
    reason: {
      'zh-CN': '气瓶间钥匙K-07借出未还，值班长赵一鸣同意下一班补测',
      en: 'Key K-07 of the cylinder room is out; lead Zhao Yiming agrees to the next shift reading it',
    },
  },
  ...[-3, -4, -5].map((day): Skipped => ({
    day,
    list: 'facility-daily',
    item: 'hottest-joint',
    reason: { 'zh-CN': '红外测温仪送检', en: 'Infrared camera away for calibration' },
  })),
  {
    day: -2,
    list: 'facility-daily',
    item: 'imbalance',
    reason: {
      'zh-CN': '下午A路检修，恢复后一并测三相',
      en: 'Mains A is repaired this afternoon, all phases are measured afterwards',
    },
  },
  {
    day: -40,
    list: 'network-daily',
    item: 'optical-low',
    reason: { 'zh-CN': '光功率计电池耗尽', en: 'Battery of the power meter flat' },
  },
]

export interface FindingStory {
  readonly key: string
  readonly day: number
  readonly hour: number
  readonly list: string
  readonly item: string
  readonly title: Text
  readonly owner: string
  readonly dueIn: number
  /** Who put it right, when, and how. */
  readonly done?: readonly [login: string, day: number, time: string, result: Text]
  readonly verified?: readonly [login: string, day: number, time: string]
}

/** Follow-ups that came out of rounds; the hour names the round of the day. */
export const FINDINGS: readonly FindingStory[] = [
  {
    key: 'ac-2-filter',
    day: -8,
    hour: 10,
    list: 'machine-room-round',
    item: 'cold-aisle-a',
    title: {
      'zh-CN': 'AC-2送风量偏低，更换滤网',
      en: 'AC-2 delivers little air: change its filter',
    },
    owner: 'sun.jy',
    dueIn: 9,
    done: [
      'sun.jy',
      0,
      '14:22',
      {
        'zh-CN': '滤网已更换，冷通道A降到23.4℃，恢复每4小时抄表',
        en: 'Filter changed, cold aisle A down to 23.4 °C, readings every four hours again',
      },
    ],
  },
  {
    key: 'ups-1-string',
    day: -13,
    hour: 22,
    list: 'machine-room-round',
    item: 'ups-1-resistance',
    title: {
      'zh-CN': 'UPS-1第3组电池内阻接近限值，排更换计划',
      en: 'UPS-1 battery string 3 close to its limit: plan the replacement',
    },
    owner: 'zhou.m',
    dueIn: 30,
  },
  {
    key: 'web-07-var',
    day: -1,
    hour: 8,
    list: 'server-daily',
    item: 'disk-fullest',
    title: { 'zh-CN': 'web-07 /var缩短日志保留', en: 'web-07 /var: shorten log retention' },
    owner: 'wu.ht',
    dueIn: 2,
  },
  {
    key: 'joint',
    day: -44,
    hour: 10,
    list: 'facility-daily',
    item: 'hottest-joint',
    title: {
      'zh-CN': 'B列配电柜N排接头偏热，停电紧固',
      en: 'Warm joint on the N bar of row B: tighten it with the power off',
    },
    owner: 'sun.jy',
    dueIn: 14,
    done: [
      'sun.jy',
      -37,
      '14:40',
      { 'zh-CN': '窗口内紧固，复测41℃', en: 'Tightened within the window, 41 °C afterwards' },
    ],
    verified: ['zhao.ym', -37, '16:10'],
  },
]
