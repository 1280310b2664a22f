import type { Text } from '../../../../contract/text.ts'
import { on, record, t, type Row, type Value } from '../../../demonstration/rows.ts'

/** A survey with what came back; days count back from the last day. */
export interface SurveyStory {
  readonly row: Row
  readonly opened: readonly [number, string]
  readonly closed?: readonly [number, string]
  readonly conclusion?: Value
  readonly forms: readonly {
    readonly unit: Text
    readonly marks: readonly number[]
    readonly words?: Text
  }[]
}

const centre = t('政务服务中心', 'Government service centre')
const insurance = t('医保局信息科', 'Insurance bureau, IT')
const fund = t('公积金中心', 'Housing fund')

export const SURVEYS: readonly SurveyStory[] = [
  {
    row: {
      key: 'survey/before',
      type: 'survey',
      fields: {
        title: t('{month -80}运维服务满意度', 'Satisfaction with operations, {month -80}'),
        subject: 'service',
        introduction: t('用于改进运维服务，不记名。', 'Helps us improve the service. Anonymous.'),
        opensOn: on(-80),
        closesOn: on(-70),
        invited: 8,
        every: 90,
        owner: record('person/xu.j'),
      },
    },
    opened: [-80, '09:30'],
    closed: [-69, '16:30'],
    conclusion: t(
      '均分3.8。停机告知得分最低，改为提前两个工作日电话加短信通知。',
      'Average 3.8. Notice of downtime scored lowest: from now on by phone and text message two working days ahead.',
    ),
    forms: [
      {
        unit: centre,
        marks: [4, 4, 5, 3, 3],
        words: t('停机提前说一声', 'Tell us before downtime'),
      },
      { unit: centre, marks: [4, 3, 5, 2, 4] },
      { unit: insurance, marks: [4, 4, 4, 4, 4] },
      { unit: insurance, marks: [5, 4, 5, 3, 4] },
      {
        unit: fund,
        marks: [3, 4, 4, 3, 4],
        words: t('夜里批量失败早点告诉我们', 'Tell us sooner when the night’s batch fails'),
      },
    ],
  },
  {
    row: {
      key: 'survey/now',
      type: 'survey',
      fields: {
        title: t('{month -6}运维服务满意度', 'Satisfaction with operations, {month -6}'),
        subject: 'service',
        introduction: t('用于改进运维服务，不记名。', 'Helps us improve the service. Anonymous.'),
        opensOn: on(-6),
        closesOn: on(4),
        invited: 8,
        every: 90,
        owner: record('person/xu.j'),
      },
    },
    opened: [-6, '09:40'],
    forms: [
      { unit: centre, marks: [5, 4, 5, 4, 4] },
      {
        unit: centre,
        marks: [4, 4, 5, 4, 3],
        words: t('叫号屏还是会停', 'The queue display still stops'),
      },
      { unit: insurance, marks: [5, 5, 5, 4, 4] },
      { unit: fund, marks: [4, 4, 5, 4, 4] },
    ],
  },
  {
    row: {
      key: 'survey/sign-on',
      type: 'survey',
      fields: {
        title: t('统一认证使用调查', 'Use of single sign-on'),
        subject: 'software',
        item: record('ci/SSO'),
        introduction: t(
          '供统一认证的使用部门填写。',
          'For the departments that use single sign-on.',
        ),
        opensOn: on(-40),
        closesOn: on(-30),
        owner: record('person/xu.j'),
      },
    },
    opened: [-40, '10:00'],
    closed: [-29, '15:00'],
    conclusion: t(
      '功能够用，说明和培训不足；由服务台补写知识条目，办一次窗口培训。',
      'Functions are sufficient, instructions and training are not: the desk writes articles and holds a course for the counters.',
    ),
    forms: [
      {
        unit: centre,
        marks: [4, 3, 4, 4, 2],
        words: t('换手机后不会重新绑定', 'It is unclear how to register a new phone'),
      },
      { unit: centre, marks: [4, 4, 4, 4, 3] },
      { unit: insurance, marks: [5, 4, 4, 5, 3] },
    ],
  },
]
