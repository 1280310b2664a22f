import type { Phase } from '../../../../../contract/incident-rules.ts'
import type { IncidentText } from '../../../../../contract/incidents.ts'
import type { Text } from '../../../../../contract/text.ts'

/** What each phase of handling asks for, and what to mind in it (D3). */
export interface PhaseForm {
  readonly people: readonly (
    | 'reportedTo'
    | 'assessor'
    | 'executor'
    | 'liaison'
    | 'scribe'
    | 'commander'
  )[]
  readonly texts: readonly IncidentText[]
  readonly impacts?: boolean
  readonly cause?: boolean
  readonly cautions: readonly Text[]
}

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

export const PHASE_FORMS: Readonly<Record<Phase, PhaseForm>> = {
  report: {
    people: ['reportedTo', 'scribe'],
    texts: ['scope', 'details'],
    cautions: [
      text(
        '立即、如实报告，不隐瞒、不拖延。',
        'Report at once and truthfully; hide and delay nothing.',
      ),
      text('讲清时间、现象、可能范围。', 'Give the time, the symptom and the possible scope.'),
    ],
  },
  assess: {
    people: ['commander', 'assessor', 'liaison'],
    texts: ['loss', 'options'],
    impacts: true,
    cautions: [
      text('拿不准时取高一级。', 'When unsure take the higher grade.'),
      text('先保数据，再保业务。', 'Data first, then the service.'),
      text('决策期限内必须定方案。', 'Decide before the deadline.'),
    ],
  },
  implement: {
    people: ['executor', 'liaison'],
    texts: ['precautions', 'verification'],
    cautions: [
      text('一步一监护，不引发新问题。', 'Every step is watched; cause no new problem.'),
      text('改动前先备份，留好回退。', 'Back up before each change and keep a way back.'),
      text(
        '按时向上级和业务部门报告进展。',
        'Report progress up the line and to departments in time.',
      ),
    ],
  },
  review: {
    people: [],
    texts: ['rootCause', 'lessons', 'improvement', 'training'],
    cause: true,
    cautions: [
      text('对事不对人，写清原因和依据。', 'Blame nobody; give causes with their evidence.'),
      text('预案、规程、培训要跟着改。', 'Change plans, procedures and training accordingly.'),
    ],
  },
  closed: { people: [], texts: [], cautions: [] },
}

export const TEXT_LABELS: Readonly<Record<IncidentText, Text>> = {
  details: text('详细现象', 'Details'),
  scope: text('可能范围', 'Possible scope'),
  loss: text('损失说明', 'What may be lost'),
  options: text('可选方案', 'Options'),
  decisionReason: text('决策依据', 'Why decided so'),
  precautions: text('安全注意', 'Precautions'),
  verification: text('业务恢复验证', 'How the service was verified'),
  rootCause: text('根本原因', 'Root cause'),
  lessons: text('经验教训', 'Lessons'),
  improvement: text('预案与规程改进', 'Changes to plans and procedures'),
  training: text('培训', 'Training'),
  gradeReason: text('定级依据', 'Why this grade'),
}

/** Names of fields that are no text, as `missing` tells them. */
export const FIELD_LABELS: Readonly<Record<string, Text>> = {
  ...TEXT_LABELS,
  title: text('现象', 'Symptom'),
  discoveredAt: text('发现时间', 'Discovered'),
  reportedTo: text('报告给', 'Reported to'),
  commander: text('负责人', 'In charge'),
  assessor: text('评估', 'Assessor'),
  executor: text('处置', 'Repair'),
  liaison: text('通报', 'Liaison'),
  scribe: text('记录', 'Scribe'),
  impacts: text('可能损失', 'Possible loss'),
  causeKind: text('原因类别', 'Where the cause lies'),
  decision: text('决策', 'Decision'),
  grade: text('级别', 'Grade'),
  problem: text('问题', 'Problem'),
  repairedAt: text('业务恢复', 'Service back'),
  items: text('受影响配置项', 'Affected items'),
}
