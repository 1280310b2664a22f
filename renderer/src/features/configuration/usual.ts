import type { Text } from '../../../../contract/text.ts'

const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** Steps that hardly any upgrade goes without, to be completed. */
export const USUAL_STEPS: readonly { readonly title: Text; readonly expected?: Text }[] = [
  {
    title: t(
      '通知业务单位和服务台，挂出公告',
      'Tell the departments and the support desk, put up the notice',
    ),
    expected: t('服务台回复已知', 'The support desk confirms'),
  },
  {
    title: t(
      '核对当日备份成功，另做一次升级前备份',
      'See that today’s backup worked, and make one before the upgrade',
    ),
    expected: t('备份校验一致', 'The backup verifies'),
  },
  {
    title: t(
      '记录升级前基准：版本、进程、响应时间',
      'Note versions, processes and response times before',
    ),
  },
  {
    title: t('摘除流量，停止服务', 'Take it out of traffic and stop the service'),
    expected: t('无会话，进程已退出', 'No sessions, the processes are gone'),
  },
  {
    title: t('安装新版本，核对校验值', 'Install the new version, compare its checksum'),
    expected: t('版本号与计划一致', 'The version is the planned one'),
  },
  {
    title: t('启动，看启动日志', 'Start it and read the start-up log'),
    expected: t('无错误，健康检查通过', 'No errors, the health check passes'),
  },
  { title: t('决定继续或回退', 'Decide to go on or back') },
  {
    title: t(
      '挂回流量，观察30分钟监控',
      'Bring it back into traffic, watch the monitors for 30 minutes',
    ),
    expected: t('错误率、响应时间与基准相当', 'Errors and response times are as before'),
  },
  {
    title: t('业务人员验证，更新配置项版本', 'A user tries it; enter the version in the item'),
  },
]

/** Test cases of each kind, to be made exact. */
export const USUAL_TESTS: readonly {
  readonly kind: 'functional' | 'performance' | 'compatibility'
  readonly title: Text
  readonly steps: Text
  readonly expected: Text
}[] = [
  {
    kind: 'functional',
    title: t('主要业务全流程', 'Main business from end to end'),
    steps: t(
      '在测试环境按操作手册各办一笔，含异常退回。',
      'In the test environment do one of each by the manual, rejections included.',
    ),
    expected: t('结果与升级前一致', 'The results are as before'),
  },
  {
    kind: 'functional',
    title: t('升级和回退各演练一次', 'Upgrade and roll-back, once each'),
    steps: t(
      '按计划步骤升级，再按回退步骤退回，记录耗时。',
      'Upgrade by the steps, then roll back by the steps; note the times.',
    ),
    expected: t('都在窗口内完成', 'Both fit the window'),
  },
  {
    kind: 'performance',
    title: t('高峰并发下的响应时间', 'Response time at peak load'),
    steps: t(
      '按近30天高峰的1.2倍加压15分钟。',
      'Load at 1.2 times the peak of the last 30 days for 15 minutes.',
    ),
    expected: t('不慢于现用版本', 'Not slower than the present version'),
  },
  {
    kind: 'compatibility',
    title: t('上下游接口和客户端', 'Interfaces and clients'),
    steps: t(
      '逐个接口调用；用在用的最旧客户端登录。',
      'Call each interface; sign in with the oldest client in use.',
    ),
    expected: t('全部可用', 'All of them work'),
  },
]
