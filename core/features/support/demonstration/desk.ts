import { at, record, records, t, type Row, type Value } from '../../../demonstration/rows.ts'

type Moment = readonly [day: number, time: string]

export const ARTICLES: readonly {
  readonly row: Row
  readonly written: Moment
  readonly submitted?: Moment
  readonly published?: Moment
}[] = [
  {
    row: {
      key: 'knowledge/new-phone',
      type: 'knowledge-article',
      fields: {
        title: t('换手机后重新绑定统一认证', 'Registering a new phone with single sign-on'),
        question: t(
          '换手机后收不到验证码，登录不了。',
          'After changing phones no code arrives and sign-in fails.',
        ),
        answer: t(
          '1. 服务台核对工号和身份。2. 在统一认证后台解绑旧设备。3. 用户用新手机扫码绑定。4. 登录验证后关闭请求。',
          '1. The desk checks staff number and identity. 2. The old device is removed in single sign-on. 3. The user scans the code with the new phone. 4. After one successful sign-in the request is closed.',
        ),
        keywords: { 'zh-CN': ['统一认证', '验证码'], en: ['single sign-on', 'MFA'] },
        items: records('ci/SSO', 'ci/sso-gw-01'),
        author: record('person/xu.j'),
      },
    },
    written: [-28, '10:20'],
    submitted: [-28, '10:30'],
    published: [-27, '08:40'],
  },
  {
    row: {
      key: 'knowledge/accounts',
      type: 'knowledge-article',
      fields: {
        title: t(
          '新窗口人员开通账号要什么材料',
          'What is needed for accounts of new counter staff',
        ),
        request: record('request/Sign-on accounts for new counter staff'),
        question: t(
          '新窗口人员开通统一认证账号，要交什么材料、提前多久？',
          'What is handed in for sign-on accounts of new counter staff, and how early?',
        ),
        answer: t(
          '部门盖章名单（姓名、工号、岗位、权限），提前两个工作日提交；初始密码当面交接。',
          'A list stamped by the department with name, staff number, post and rights, two working days ahead; initial passwords are handed over in person.',
        ),
        keywords: { 'zh-CN': ['账号'], en: ['accounts'] },
        author: record('person/xu.j'),
      },
    },
    written: [-4, '09:20'],
    submitted: [-4, '09:30'],
    published: [-3, '08:30'],
  },
  {
    row: {
      key: 'knowledge/display',
      type: 'knowledge-article',
      fields: {
        title: t('叫号屏停住先做什么', 'First steps when the queue display stops'),
        request: record('request/Queue display in the hall does not refresh'),
        keywords: { 'zh-CN': ['叫号屏'], en: ['queue display'] },
        author: record('person/xu.j'),
      },
    },
    written: [-1, '18:20'],
  },
]

export const FEEDBACK: readonly {
  readonly row: Row
  readonly received: Moment
  readonly acts: readonly (readonly [
    ...Moment,
    step: string,
    fields?: Readonly<Record<string, Value>>,
  ])[]
}[] = [
  {
    row: {
      key: 'feedback/notice',
      type: 'feedback',
      fields: {
        title: t('停机通知太晚', 'Downtime is announced too late'),
        kind: 'complaint',
        giver: t('刘科长', 'Section head Liu'),
        unit: t('政务服务中心', 'Government service centre'),
        phone: '8651-2011',
        receivedAt: at(-68, '09:10'),
        details: t(
          '上周停机当天早上才知道，窗口没法告诉群众。',
          'We only learned of last week’s downtime that morning and could not tell the public.',
        ),
        owner: record('person/xu.j'),
      },
    },
    received: [-68, '09:15'],
    acts: [
      [-68, '09:20', 'accept'],
      [
        -66,
        '15:00',
        'decide',
        {
          outcome: 'done',
          improvement: t(
            '变更实施前两个工作日，电话加短信通知各业务部门，写进变更模板',
            'Departments are told by phone and text message two working days before a change; it is part of the change template now',
          ),
        },
      ],
      [
        -65,
        '10:00',
        'close',
        {
          toldAt: at(-65, '09:50'),
          toldHow: t('电话', 'Phone'),
          reply: t('认可，下次停机再看效果', 'Fine, we shall see next time'),
        },
      ],
    ],
  },
  {
    row: {
      key: 'feedback/dark',
      type: 'feedback',
      fields: {
        title: t('夜间监看页面太亮', 'The screen is too bright at night'),
        kind: 'suggestion',
        giver: t('公积金值班', 'Housing fund duty desk'),
        unit: t('公积金中心', 'Housing fund'),
        receivedAt: at(-5, '20:30'),
        details: t('批量监看页面能不能加个深色模式。', 'Could the batch monitor get a dark mode?'),
        owner: record('person/wu.ht'),
      },
    },
    received: [-5, '20:40'],
    acts: [
      [-4, '09:00', 'accept'],
      [
        -1,
        '16:00',
        'decide',
        {
          outcome: 'planned',
          improvement: t('下个版本加深色模式', 'Dark mode comes with the next release'),
        },
      ],
    ],
  },
  {
    row: {
      key: 'feedback/praise',
      type: 'feedback',
      fields: {
        title: t('医保夜间故障处理快', 'The night fault was fixed quickly'),
        kind: 'praise',
        giver: t('吴科长', 'Section head Wu'),
        unit: t('医保局信息科', 'Insurance bureau, IT'),
        receivedAt: at(-9, '10:00'),
        details: t('早上开门前就恢复了，窗口没受影响。', 'It was back before the doors opened.'),
        owner: record('person/xu.j'),
      },
    },
    received: [-9, '10:10'],
    acts: [],
  },
]
