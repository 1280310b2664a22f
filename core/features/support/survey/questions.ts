import type { SurveyQuestion } from '../../../../contract/support.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import { t } from '../../../records/declare.ts'

type Shipped = readonly [key: string, kind: SurveyQuestion['kind'], text: Text]

const SHIPPED: Readonly<Record<'software' | 'service', readonly Shipped[]>> = {
  software: [
    ['q1', 'marks', t('功能能满足工作需要', 'It does what I need for my work')],
    [
      'q2',
      'marks',
      t('操作简单，容易找到功能', 'It is easy to use and functions are easy to find'),
    ],
    ['q3', 'marks', t('运行稳定，很少出错', 'It is stable and rarely fails')],
    ['q4', 'marks', t('响应速度快', 'It responds quickly')],
    ['q5', 'marks', t('说明和培训够用', 'Instructions and training are sufficient')],
    ['q6', 'words', t('最想改进的一处', 'What should be improved first')],
  ],
  service: [
    ['q1', 'marks', t('报障后响应及时', 'Reports are answered promptly')],
    ['q2', 'marks', t('问题解决得彻底', 'Problems are resolved thoroughly')],
    ['q3', 'marks', t('人员专业、态度好', 'Staff are competent and friendly')],
    ['q4', 'marks', t('停机和变更提前告知', 'Downtime and changes are announced in advance')],
    ['q5', 'marks', t('处理进展有反馈', 'I am kept informed of progress')],
    ['q6', 'words', t('最想改进的一处', 'What should be improved first')],
  ],
}

/** Questions to begin a survey with. */
export const shippedQuestions = (
  subject: 'software' | 'service',
  language: Language,
): SurveyQuestion[] =>
  SHIPPED[subject].map(([key, kind, text]) => ({ key, kind, text: text[language] }))
