import type { PlanBody, PlanStep } from '../../../../contract/response-body.ts'
import type { Language, Text } from '../../../../contract/text.ts'

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

interface Told extends Omit<PlanStep, 'title' | 'caution' | 'expected' | 'links'> {
  readonly title: Text
  readonly caution?: Text
  readonly expected?: Text
}

const STEPS: readonly Told[] = [
  {
    id: 'call',
    kind: 'report',
    phase: 'report',
    title: both('报告运维主管和政务服务中心', 'Report to the manager and the service centre'),
    role: 'command',
    minutes: 5,
    caution: both('只报看到的现象和影响，不猜原因', 'Tell what is seen and affected; do not guess'),
    expected: both('对方复述时间、现象、影响', 'They repeat time, symptom and impact'),
  },
  {
    id: 'look',
    kind: 'action',
    phase: 'assess',
    title: both('查看SAN-02控制器和主机路径', 'Check the controllers and paths of SAN-02'),
    role: 'storage',
    guard: 'command',
    minutes: 10,
    caution: both(
      '只读查看，不要重启控制器，不要拔盘',
      'Look only: restart no controller, pull no disk',
    ),
    expected: both(
      '记下故障部件和仍可用的路径',
      'The failed part and the paths still in use are noted',
    ),
  },
  {
    id: 'judge',
    kind: 'decision',
    phase: 'assess',
    title: both('判断数据是否完整，定响应级别', 'Judge whether the data is whole; set the level'),
    role: 'command',
    minutes: 10,
    caution: both('拿不准时按高一级', 'When unsure take the graver level'),
    expected: both('级别和处置方式写入时间线', 'Level and course stand in the timeline'),
  },
  {
    id: 'switch',
    kind: 'action',
    title: both('将社保核心库切换到备库 db-core-02', 'Switch the core database to db-core-02'),
    role: 'database',
    guard: 'command',
    minutes: 15,
    caution: both(
      '先确认备库延迟低于5秒。不要重启控制器A。',
      'The standby must lag less than 5 seconds. Do not restart controller A.',
    ),
    expected: both('备库可写，心跳正常', 'the standby accepts writes, heartbeat normal'),
  },
  {
    id: 'verify',
    kind: 'verify',
    title: both(
      '应用重连备库，验证参保登记能写入',
      'Reconnect the applications; register a test case',
    ),
    role: 'database',
    guard: 'command',
    minutes: 10,
    caution: both('用测试账号，不用真实业务数据', 'Use the test account, no real data'),
    expected: both('写入成功，响应低于2秒', 'written, answered within 2 seconds'),
  },
  {
    id: 'progress',
    kind: 'report',
    title: both('第2次进展报告', 'Second progress report'),
    role: 'command',
    minutes: 10,
    expected: both('收报人已确认', 'recipients have confirmed'),
  },
  {
    id: 'paths',
    kind: 'action',
    title: both('停用SAN-02控制器B的全部路径', 'Disable all paths of SAN-02 controller B'),
    role: 'storage',
    guard: 'command',
    minutes: 5,
    caution: both('控制器A的路径一条也不动', 'Touch no path of controller A'),
    expected: both('主机只剩4条路径，无新增错误', 'four host paths left, no new errors'),
  },
  {
    id: 'vendor',
    kind: 'action',
    title: both('厂家到场，核对备件微码', 'Vendor on site; check the microcode of the spare'),
    role: 'support',
    guard: 'storage',
    minutes: 60,
    caution: both('微码不符不装', 'Fit no part with another microcode'),
    expected: both('微码与控制器A一致', 'same microcode as controller A'),
  },
  {
    id: 'replace',
    kind: 'action',
    title: both(
      '更换控制器B，等缓存同步完成',
      'Replace controller B; wait for the cache to mirror',
    ),
    role: 'support',
    guard: 'storage',
    minutes: 90,
    caution: both('同步完成前不恢复路径', 'Restore no path before it has finished'),
    expected: both('写缓存镜像正常，路径8条', 'cache mirroring normal, eight paths'),
  },
]
const RECOVERY: readonly Told[] = [
  {
    id: 'back',
    kind: 'recovery',
    title: both('主备比对一致后，业务低峰回切', 'Compare, then switch back at low load'),
    role: 'database',
    guard: 'command',
    minutes: 60,
    caution: both('先做一次备份', 'After a backup'),
    expected: both('两侧校验一致，业务正常', 'both sides agree, services normal'),
  },
  {
    id: 'backup',
    kind: 'recovery',
    title: both('补做夜间备份并试恢复一份', 'Run the night’s backup; restore one for a test'),
    role: 'database',
    minutes: 30,
    expected: both('备份成功，抽查可读', 'backup good, sample readable'),
  },
]

/** The site's own plan for its storage, by the people of the story. */
export function storagePlan(
  language: Language,
  person: (login: string) => string | undefined,
  links: Readonly<Record<string, PlanStep['links']>>,
): PlanBody {
  const step = ({ title, caution, expected, ...rest }: Told): PlanStep => ({
    ...rest,
    title: title[language],
    ...(caution ? { caution: caution[language] } : {}),
    ...(expected ? { expected: expected[language] } : {}),
    ...(links[rest.id] ? { links: links[rest.id] } : {}),
  })
  const role = (id: string, name: Text, own: string | undefined, ...standIns: string[]) => {
    const found = own === undefined ? undefined : person(own)
    const others = standIns.flatMap((login) => person(login) ?? [])
    return {
      id,
      name: name[language],
      ...(found === undefined ? {} : { person: found }),
      ...(others.length === 0 ? {} : { standIns: others }),
    }
  }
  const say = (zh: string, en: string): string => both(zh, en)[language]
  return {
    trigger: say(
      'SAN-01或SAN-02控制器故障、主机路径减半，社保核心库写延迟持续超过50 ms。',
      'A controller of SAN-01 or SAN-02 fails, host paths are halved and the core database writes slower than 50 ms.',
    ),
    scope: say(
      '核心存储及社保核心库、统一认证、电子证照附件卷。',
      'Core storage with the social security database, sign-on and the licence files.',
    ),
    levels: [
      {
        level: 1,
        when: say(
          '数据可能丢失，或全部核心业务中断',
          'Data may be lost, or all core services are down',
        ),
      },
      {
        level: 2,
        when: say('单套存储降级，核心业务受影响', 'One array degraded, a core service suffers'),
      },
      { level: 3, when: say('失去冗余，业务仍正常', 'Redundancy lost, services still work') },
    ],
    roles: [
      { ...role('command', both('指挥', 'Command'), undefined), fill: 'lead' },
      { ...role('database', both('数据库', 'Database'), 'wang.xm', 'wu.ht'), fill: 'member' },
      { ...role('storage', both('存储', 'Storage'), 'li.gd', 'zhou.m', 'sun.jy'), fill: 'member' },
      role('support', both('支援', 'Support'), 'li.gd'),
    ],
    steps: STEPS.map(step),
    recovery: RECOVERY.map(step),
    contacts: [
      {
        id: 'manager',
        name: say('何建平', 'He Jianping'),
        phone: '8800',
        duty: say('定级和资源', 'Level and resources'),
      },
      {
        id: 'centre',
        name: say('政务服务中心', 'Service centre'),
        phone: '8651-2011',
        under: 'manager',
      },
      {
        id: 'vendor',
        name: say('存储厂家', 'Storage vendor'),
        phone: '400-810-0022',
        duty: say('备件和现场', 'Spares and site work'),
      },
    ],
    rto: 120,
    report: {
      minutes: 30,
      to: [say('何建平', 'He Jianping'), say('政务服务中心', 'Service centre')],
    },
  }
}
