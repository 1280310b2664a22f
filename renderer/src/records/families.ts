import type { RecordType } from '../../../contract/record-type.ts'
import type { Text } from '../../../contract/text.ts'

/** A register or a screen of a family, with its address. */
export interface FamilyPart {
  readonly path: string
  readonly label: Text
}

/** A screen made by hand; it is there for whoever may read the type. */
interface Screen extends FamilyPart {
  readonly reads: string
}

export interface Family {
  readonly area: NonNullable<RecordType['area']>
  readonly icon: string
  readonly label: Text
  /** Names of record types, and screens, as their tabs stand. */
  readonly parts: readonly (string | Screen)[]
}

const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** Registers that belong together share one line of the navigation; tabs lead from one to the other. */
export const FAMILIES: readonly Family[] = [
  {
    area: 'operations',
    icon: 'shield',
    label: t('安全', 'Security'),
    parts: [
      { path: '/security', label: t('态势', 'Posture'), reads: 'protection-measure' },
      'protection-measure',
      'data-asset',
      'backup-job',
      'vulnerability',
      'scan-plan',
      { path: '/security/access', label: t('权限', 'Access'), reads: 'access-review' },
      'security-event',
      'security-audit',
    ],
  },
  {
    area: 'operations',
    icon: 'config',
    label: t('配置', 'Configuration'),
    parts: [
      'configuration-item',
      {
        path: '/configuration/workstation',
        label: t('工作站采集', 'Workstations'),
        reads: 'configuration-collection',
      },
      'baseline',
      'configuration-audit',
      'configuration-deviation',
      'inspection-point',
    ],
  },
  {
    area: 'operations',
    icon: 'change',
    label: t('变更与升级', 'Changes'),
    parts: ['change', 'upgrade', 'upgrade-test'],
  },
  {
    area: 'operations',
    icon: 'support',
    label: t('服务', 'Support'),
    parts: [
      'request',
      'knowledge-article',
      'feedback',
      { path: '/support/surveys', label: t('调查', 'Surveys'), reads: 'survey' },
      'training-course',
      'training-session',
    ],
  },
  {
    area: 'management',
    icon: 'user',
    label: t('职责', 'Duties'),
    parts: [
      { path: '/people/duties', label: t('我的职责', 'My duties'), reads: 'post-duty' },
      'post',
      'post-duty',
      'assignment',
      'work-standard',
      'raci-line',
      'responsibility-review',
    ],
  },
  {
    area: 'management',
    icon: 'people',
    label: t('人员与培训', 'People and training'),
    parts: ['person', 'team', 'training-plan', 'study-record', 'certificate'],
  },
  {
    area: 'management',
    icon: 'eye',
    label: t('监督整改', 'Supervision'),
    parts: ['inspection', 'finding'],
  },
]

/** The parts of a family that the person's types allow, in order. */
export const partsOf = (family: Family, types: readonly RecordType[]): readonly FamilyPart[] =>
  family.parts.flatMap((part): FamilyPart[] => {
    if (typeof part !== 'string')
      return types.some(({ name }) => name === part.reads)
        ? [{ path: part.path, label: part.label }]
        : []
    const type = types.find(({ name }) => name === part)
    return type ? [{ path: `/register/${type.name}`, label: type.short ?? type.plural }] : []
  })

export const isOfFamily = (type: string): boolean =>
  FAMILIES.some(({ parts }) =>
    parts.some((part) => part === type || (typeof part !== 'string' && part.reads === type)),
  )
