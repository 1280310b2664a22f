import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import {
  at as when,
  makeStep,
  on,
  record,
  t,
  takeStep,
  type Row,
} from '../../demonstration/rows.ts'
import { AUDIT_FINDING, AUDITS, EVENTS } from './demonstration/events.ts'
import { ASSETS, MEASURES, SCAN_PLANS } from './demonstration/standing.ts'
import { WEAKNESSES, type Weakness } from './demonstration/weaknesses.ts'

/** The registers of security, kept by the security officer over the period. */
export function demonstrateSecurity(demo: Demonstration): readonly DemonstrationStep[] {
  const early = (day: number, time: string): number => Math.max(demo.moment(day, time), demo.from)
  const steps = [
    ...[...MEASURES, ...ASSETS, ...SCAN_PLANS].map((row) =>
      makeStep(demo.from, 'han.x', row, demo),
    ),
    ...recorded(demo, early),
    ...WEAKNESSES.flatMap((weakness) => lifeOf(demo, early, weakness)),
    ...review(demo, early),
    ...eventSteps(demo, early),
  ]
  return steps.filter(({ at }) => at <= demo.to)
}

type Early = (day: number, time: string) => number

/** Checks, scans, restore tests and runs as they were made. */
function recorded(demo: Demonstration, early: Early): DemonstrationStep[] {
  const check = (
    login: string,
    day: number,
    of: Readonly<Record<string, { readonly record: string }>>,
    result: string,
    zh: string,
    en: string,
  ): DemonstrationStep => {
    const fields = {
      ...of,
      checkedOn: on(day),
      result,
      summary: t(zh, en),
      checkedBy: record(`person/${login}`),
    }
    const row: Row = { key: `check/${en}`, type: 'security-check', fields }
    return makeStep(early(day, '10:30'), login, row, demo)
  }
  const measure = (key: string) => ({ measure: record(`measure/${key}`) })
  const asset = (key: string) => ({ asset: record(`asset/${key}`) })
  const scan = (key: string, day: number, hosts: number, found: number): DemonstrationStep => {
    const name = t('业务区月度漏洞扫描', 'Monthly scan of the service zone')
    const fields = {
      name,
      plan: record('scan-plan/inside'),
      scannedOn: on(day),
      hosts,
      found,
      scannedBy: record('person/han.x'),
    }
    return makeStep(
      early(day, '11:00'),
      'han.x',
      { key: `scan/${key}`, type: 'scan', fields },
      demo,
    )
  }
  return [
    check(
      'lin.xt',
      -10,
      measure('firewall'),
      'ok',
      '策略变更2条与变更单一致，特征库为最新',
      'Both rule changes match their change records, signatures are current',
    ),
    check(
      'lin.xt',
      -3,
      measure('firewall'),
      'ok',
      'CPU 31%，会话数正常，拒绝日志抽查无异常',
      'CPU 31 %, sessions normal, sampled denied traffic unremarkable',
    ),
    check(
      'han.x',
      -1,
      measure('intrusion-detection'),
      'ok',
      '高危告警3条均已研判，2条误报',
      'All three high alerts triaged, two were false positives',
    ),
    check(
      'li.gd',
      -5,
      measure('backup'),
      'ok',
      '三个作业均正常，目标空间余41%',
      'All three jobs normal, 41 % of the target free',
    ),
    check(
      'han.x',
      -4,
      measure('malware'),
      'weak',
      '2台窗口终端病毒库落后9天',
      'Signatures on two counter workstations nine days old',
    ),
    check(
      'han.x',
      -18,
      measure('bastion'),
      'ok',
      '抽查5段录像，均有变更单',
      'Five session recordings sampled, each has its change record',
    ),
    check(
      'lin.xt',
      -32,
      measure('logs'),
      'ok',
      '最早日志距今7个月，剩余空间22%',
      'Oldest log is seven months old, 22 % of the space free',
    ),
    check(
      'wang.xm',
      -19,
      asset('insured'),
      'ok',
      '行数和分区摘要一致，抽查100条相符',
      'Row counts and digests agree, 100 sampled records match',
    ),
    check(
      'wang.xm',
      0,
      asset('settlement'),
      'ok',
      '与银行日终对账差额为零',
      'Reconciled with the bank, difference zero',
    ),
    scan('inside-before', -33, 42, 11),
    scan('inside-now', -3, 43, 6),
    makeStep(
      early(-41, '17:20'),
      'li.gd',
      {
        key: 'restore/core',
        type: 'restore-test',
        fields: {
          job: record('backup/core-full'),
          testedOn: on(-41),
          scope: t('核心库恢复到测试机', 'Core database restored on the test machine'),
          result: 'ok',
          minutes: 96,
          target: 120,
          testedBy: record('person/li.gd'),
          note: t(
            '行数与生产一致，应用连接正常',
            'Row counts agree with production, the application connects',
          ),
        },
      },
      demo,
    ),
    makeStep(
      early(-2, '16:25'),
      'wang.xm',
      {
        key: 'restore/core-now',
        type: 'restore-test',
        fields: {
          job: record('backup/core-full'),
          testedOn: on(-2),
          scope: t('核心库恢复到db-test', 'Core database restored on db-test'),
          result: 'ok',
          minutes: 112,
          target: 120,
          testedBy: record('person/wang.xm'),
          note: t(
            '借用SAN-01快照区空间；恢复78分钟，应用归档日志34分钟，校验一致',
            'On space lent by SAN-01; 78 minutes to restore, 34 to apply archive logs, checksums agree',
          ),
        },
      },
      demo,
    ),
    makeStep(
      early(0, '06:10'),
      'wang.xm',
      {
        key: 'run/core',
        type: 'backup-run',
        fields: {
          job: record('backup/core-full'),
          startedAt: when(0, '00:00'),
          result: 'ok',
          minutes: 32,
          size: '1.8 TB',
          note: t('全量完成，校验通过', 'Full backup made and verified'),
        },
      },
      demo,
    ),
  ]
}

function lifeOf(demo: Demonstration, early: Early, story: Weakness): DemonstrationStep[] {
  const key = `vulnerability/${story.key}`
  const { started, fixed, closed, accepted } = story
  const row: Row = {
    key,
    type: 'vulnerability',
    fields: {
      title: story.title,
      host: story.host,
      source: story.source,
      details: story.details,
      owner: record(`person/${story.owner}`),
      discoveredAt: when(...story.found),
      ...(story.cve === undefined ? {} : { cve: story.cve }),
      ...(story.vector === undefined ? {} : { cvssVector: story.vector }),
      ...(story.severity === undefined ? {} : { severity: story.severity }),
      ...(story.port === undefined ? {} : { port: story.port }),
      ...(story.scan === undefined ? {} : { scan: record(story.scan) }),
    },
  }
  return [
    makeStep(early(...story.found), 'han.x', row, demo),
    ...(started
      ? [
          takeStep(
            early(...started),
            story.owner,
            key,
            'start',
            demo,
            story.change === undefined ? {} : { change: record(story.change) },
          ),
        ]
      : []),
    ...(fixed
      ? [takeStep(early(fixed[0], fixed[1]), story.owner, key, 'fix', demo, { remedy: fixed[2] })]
      : []),
    ...(closed
      ? [
          takeStep(
            early(closed[0], closed[1]),
            story.owner === 'han.x' ? 'he.jp' : 'han.x',
            key,
            'verify',
            demo,
            { verification: closed[2] },
          ),
        ]
      : []),
    ...(accepted
      ? [
          takeStep(early(accepted[0], accepted[1]), 'he.jp', key, 'accept', demo, {
            acceptedUntil: on(accepted[2]),
            acceptReason: accepted[3],
          }),
        ]
      : []),
  ]
}

/** The quarterly review of this program's rights: drawn, decided, signed; one right is withdrawn. */
function review(demo: Demonstration, early: Early): DemonstrationStep[] {
  const key = 'access-review/quarter'
  const row: Row = {
    key,
    type: 'access-review',
    fields: {
      title: t('{quarter 3}权限核查', 'Access review, {quarter 3}'),
      subject: 'own',
      reviewer: record('person/han.x'),
      dueOn: on(3),
    },
  }
  return [
    makeStep(early(-7, '09:30'), 'han.x', row, demo),
    {
      at: early(-7, '09:32'),
      login: 'han.x',
      async run(actor) {
        const found = actor.find(key)
        if (!found) return
        await actor.call('security.drawRights', { review: found.id })
        const { rows } = await actor.call('register.list', {
          type: 'access-line',
          where: [{ field: 'review', op: 'is', value: found.id }],
          limit: 500,
        })
        const spare = rows.filter(
          ({ fields }) =>
            fields['grant'] === 'role/operator' && String(fields['holder']).includes('li.gd'),
        )
        const kept = rows.filter((line) => !spare.includes(line)).map(({ id }) => id)
        // What is left undecided waits for the talk with the administrator himself.
        await actor.call('security.decideRights', { lines: kept, decision: 'kept' })
      },
    },
  ]
}

function eventSteps(demo: Demonstration, early: Early): DemonstrationStep[] {
  const [scan, usb] = EVENTS
  const [trail, quarter] = AUDITS
  if (!scan || !usb || !trail || !quarter) return []
  return [
    makeStep(early(-8, '02:40'), 'lin.xt', scan, demo),
    takeStep(early(-8, '03:05'), 'lin.xt', scan.key, 'contain', demo, {
      measures: t(
        '封禁源地址段24小时；VPN锁定策略改为5次',
        'Source ranges blocked for 24 hours; the VPN now locks after five attempts',
      ),
    }),
    takeStep(early(-8, '10:20'), 'lin.xt', scan.key, 'finish', demo),
    takeStep(early(-7, '16:00'), 'han.x', scan.key, 'close', demo, {
      lessons: t('封禁策略已固化到自动规则', 'The block is now an automatic rule'),
    }),
    makeStep(early(-2, '15:50'), 'han.x', usb, demo),
    makeStep(early(-16, '09:00'), 'shen.gh', trail, demo),
    makeStep(early(-6, '09:00'), 'shen.gh', quarter, demo),
    takeStep(early(-14, '09:20'), 'shen.gh', trail.key, 'start', demo),
    takeStep(early(-13, '16:45'), 'shen.gh', trail.key, 'report', demo, {
      procedure: t(
        '逐条核对失败登录47次、密级调整2次、导出31次、删除9次；哈希链和签名验证通过',
        'Checked 47 failed sign-ins, 2 level changes, 31 exports and 9 deletions one by one; hash chain and signatures verify',
      ),
      conclusion: t(
        '未见篡改；夜间导出3次缺事由，列入整改',
        'No tampering found; three night-time exports lack a reason, raised as a finding',
      ),
    }),
    makeStep(early(-13, '16:50'), 'shen.gh', AUDIT_FINDING, demo),
  ]
}
