import { at, on, record, records, t, type Row, type Value } from '../../../demonstration/rows.ts'

type Moment = readonly [day: number, time: string]

export const COURSES: readonly Row[] = [
  {
    key: 'course/sign-on',
    type: 'training-course',
    fields: {
      name: t('统一认证使用', 'Using single sign-on'),
      audience: 'users',
      topic: 'use',
      goal: t(
        '会登录、换绑手机、找回密码，知道找谁',
        'Sign in, register a new phone, recover a password, know whom to ask',
      ),
      hours: 1.5,
      pass: 80,
    },
  },
  {
    key: 'course/restore',
    type: 'training-course',
    fields: {
      name: t('核心库恢复实操', 'Restoring the core database'),
      audience: 'staff',
      topic: 'emergency',
      goal: t(
        '能独立按手册完成恢复，RTO 120分钟内',
        'Restores independently by the manual, within the RTO of 120 minutes',
      ),
      hours: 4,
      material: records('document/backup-restore', 'document/database-switchover'),
      pass: 80,
      validMonths: 12,
    },
  },
  {
    key: 'course/phishing',
    type: 'training-course',
    fields: {
      name: t('钓鱼邮件与移动介质', 'Phishing and removable media'),
      audience: 'staff',
      topic: 'safety',
      goal: t(
        '识别钓鱼邮件，介质先查杀，发现异常即报',
        'Recognise phishing, scan media first, report at once',
      ),
      hours: 1,
      pass: 80,
      validMonths: 12,
      reviewOn: on(60),
    },
  },
]

const attendance = (
  session: string,
  who: string,
  score: number | null,
  more: Readonly<Record<string, Value>>,
): Row => ({
  key: `attendance/${session}/${who}`,
  type: 'training-attendance',
  fields: {
    session: record(session),
    presence: 'present',
    ...(score === null ? {} : { score }),
    ...more,
  },
})
const staff = (session: string, login: string, zh: string, en: string, score: number): Row =>
  attendance(session, login, score, { name: t(zh, en), person: record(`person/${login}`) })

export const SESSIONS: readonly {
  readonly row: Row
  readonly planned: Moment
  readonly attendance: readonly Row[]
  readonly acts: readonly (readonly [
    ...Moment,
    step: string,
    fields?: Readonly<Record<string, Value>>,
  ])[]
}[] = [
  {
    row: {
      key: 'session/restore',
      type: 'training-session',
      fields: {
        name: t('{month -41}核心库恢复实操', 'Restoring the core database, {month -41}'),
        course: record('course/restore'),
        startsAt: at(-41, '13:30'),
        endsAt: at(-41, '17:30'),
        place: t('测试机房', 'Test room'),
        trainer: record('person/li.gd'),
      },
    },
    planned: [-50, '10:00'],
    attendance: [
      staff('session/restore', 'wang.xm', '王雪梅', 'Wang Xuemei', 92),
      staff('session/restore', 'wu.ht', '吴海涛', 'Wu Haitao', 85),
      staff('session/restore', 'zhou.m', '周敏', 'Zhou Min', 74),
    ],
    acts: [
      [-41, '17:40', 'hold'],
      [
        -40,
        '09:30',
        'close',
        {
          summary: t(
            '2人合格；周敏归档日志一步不熟，安排补训',
            'Two passed; Zhou Min is to repeat the archive-log step',
          ),
        },
      ],
    ],
  },
  {
    row: {
      key: 'session/sign-on',
      type: 'training-session',
      fields: {
        name: t('大厅窗口统一认证培训', 'Single sign-on for counter staff'),
        course: record('course/sign-on'),
        startsAt: at(-12, '16:30'),
        endsAt: at(-12, '18:00'),
        place: t('政务服务大厅二楼', 'Service hall, second floor'),
        trainer: record('person/xu.j'),
      },
    },
    planned: [-20, '10:00'],
    attendance: [
      attendance('session/sign-on', 'liu', 90, {
        name: t('刘敏', 'Liu Min'),
        unit: t('政务服务中心', 'Government service centre'),
      }),
      attendance('session/sign-on', 'qian', 85, {
        name: t('钱芳', 'Qian Fang'),
        unit: t('政务服务中心', 'Government service centre'),
      }),
    ],
    acts: [[-12, '18:05', 'hold']],
  },
  {
    row: {
      key: 'session/phishing',
      type: 'training-session',
      fields: {
        name: t('{month 2}安全意识培训', 'Security awareness, {month 2}'),
        course: record('course/phishing'),
        startsAt: at(2, '15:00'),
        endsAt: at(2, '16:00'),
        place: t('会议室', 'Meeting room'),
        trainer: record('person/han.x'),
      },
    },
    planned: [-6, '15:00'],
    attendance: [],
    acts: [],
  },
]
