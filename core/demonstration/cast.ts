import type { Level, Role } from '../../contract/roles.ts'
import type { Text } from '../../contract/text.ts'

/** Who plays in the demonstration workspace; the first administrator founds it. */
export interface CastMember {
  readonly login: string
  readonly name: Text
  readonly roles: readonly Role[]
  readonly clearance: Level
  readonly team?: TeamKey
  /** What he does, for the record of the person. */
  readonly duty: Text
  readonly phone: string
}

export const TEAMS = {
  a: { 'zh-CN': '甲班', en: 'Team A' },
  b: { 'zh-CN': '乙班', en: 'Team B' },
  c: { 'zh-CN': '丙班', en: 'Team C' },
} as const satisfies Record<string, Text>
export type TeamKey = keyof typeof TEAMS

export const SITE: Text = { 'zh-CN': '滨江运维中心', en: 'Binjiang Operations' }
export const FOUNDER = 'li.gd'

const member = (
  login: string,
  zh: string,
  en: string,
  roles: readonly Role[],
  clearance: Level,
  phone: string,
  dutyZh: string,
  dutyEn: string,
  team?: TeamKey,
): CastMember => ({
  login,
  name: { 'zh-CN': zh, en },
  roles,
  clearance,
  phone,
  duty: { 'zh-CN': dutyZh, en: dutyEn },
  ...(team ? { team } : {}),
})

export const CAST: readonly CastMember[] = [
  member(
    'li.gd',
    '李国栋',
    'Li Guodong',
    ['administrator', 'operator'],
    3,
    '8816',
    '系统管理、二线备勤',
    'System administration, second line',
  ),
  member(
    'he.jp',
    '何建平',
    'He Jianping',
    ['manager'],
    3,
    '8800',
    '运维主管',
    'Operations manager',
  ),
  member('ma.j', '马骏', 'Ma Jun', ['lead'], 2, '8802', '甲班值班长', 'Lead of team A', 'a'),
  member('lin.xt', '林晓彤', 'Lin Xiaotong', ['operator'], 1, '8811', '网络', 'Network', 'a'),
  member(
    'chen.ly',
    '陈立远',
    'Chen Liyuan',
    ['lead'],
    2,
    '8801',
    '乙班值班长',
    'Lead of team B',
    'b',
  ),
  member('wang.xm', '王雪梅', 'Wang Xuemei', ['operator'], 1, '8812', '数据库', 'Databases', 'b'),
  member(
    'zhou.m',
    '周敏',
    'Zhou Min',
    ['operator'],
    1,
    '8813',
    '机房与动力',
    'Machine room and power',
    'b',
  ),
  member(
    'zhao.ym',
    '赵一鸣',
    'Zhao Yiming',
    ['lead'],
    2,
    '8803',
    '丙班值班长',
    'Lead of team C',
    'c',
  ),
  member(
    'sun.jy',
    '孙佳怡',
    'Sun Jiayi',
    ['operator'],
    1,
    '8814',
    '机房与动力',
    'Machine room and power',
    'c',
  ),
  member(
    'wu.ht',
    '吴海涛',
    'Wu Haitao',
    ['operator'],
    1,
    '8815',
    '系统与应用',
    'Systems and applications',
    'c',
  ),
  member('han.x', '韩雪', 'Han Xue', ['security'], 3, '8820', '网络安全', 'Network security'),
  member(
    'xu.j',
    '徐静',
    'Xu Jing',
    ['support', 'controller'],
    1,
    '8830',
    '服务台、文档管理',
    'Support desk and documents',
  ),
  member('shen.gh', '沈国华', 'Shen Guohua', ['auditor'], 3, '8840', '安全审计', 'Security audit'),
]

const ROTATION: readonly TeamKey[] = ['c', 'a', 'b']
/** Team of the day shift; day 0 is the last day of the story, the days before it are negative. */
const teamOfDay = (day: number): TeamKey => ROTATION[((-day % 3) + 3) % 3] ?? 'c'

/** Twelve-hour shifts from 08:00 and 20:00: a day shift, the night of the next day, a day off. */
export function teamOnDuty(day: number, hour: number): TeamKey {
  if (hour >= 8 && hour < 20) return teamOfDay(day)
  return teamOfDay((hour < 8 ? day - 1 : day) - 1)
}

export const membersOf = (team: TeamKey): readonly CastMember[] =>
  CAST.filter((person) => person.team === team)
