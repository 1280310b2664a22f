import type { SurveyQuestion } from '../../../../contract/support.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import { t } from '../../../records/declare.ts'

type Shipped = readonly [key: string, kind: SurveyQuestion['kind'], text: Text]

const SHIPPED: Readonly<Record<'software' | 'service', readonly Shipped[]>> = {
  software: [
    ['q1', 'marks', t('功能能满足工作需要', 'It does what my work needs')],
    ['q2', 'marks', t('操作简单，容易找到功能', 'It is easy to use and to find things in')],
    ['q3', 'marks', t('运行稳定，很少出错', 'It runs steadily and rarely fails')],
    ['q4', 'marks', t('响应速度快', 'It answers quickly')],
    ['q5', 'marks', t('说明和培训够用', 'Instructions and training are enough')],
    ['q6', 'words', t('最想改进的一处', 'The one thing to improve first')],
  ],
  service: [
    ['q1', 'marks', t('报障后响应及时', 'Somebody answers soon after a report')],
    ['q2', 'marks', t('问题解决得彻底', 'Problems are solved for good')],
    ['q3', 'marks', t('人员专业、态度好', 'People are able and friendly')],
    ['q4', 'marks', t('停机和变更提前告知', 'Downtime and changes are told beforehand')],
    ['q5', 'marks', t('处理进展有反馈', 'I am told how things stand')],
    ['q6', 'words', t('最想改进的一处', 'The one thing to improve first')],
  ],
}

/** Questions to begin a survey with. */
export const shippedQuestions = (
  subject: 'software' | 'service',
  language: Language,
): SurveyQuestion[] =>
  SHIPPED[subject].map(([key, kind, text]) => ({ key, kind, text: text[language] }))
