import type { Text } from './text.ts'

/** Rules of incidents 故障/突发事件 (C, D3) that core and the interface share. Pure; times are milliseconds. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** 1 is the gravest. */
export const GRADES = [1, 2, 3, 4] as const
export type Grade = (typeof GRADES)[number]

export interface GradeRule {
  readonly label: Text
  /** When the grade fits; when unsure the graver one is taken. */
  readonly guidance: Text
  /** Minutes until somebody in charge has answered, and hours until the service is back. */
  readonly responseMinutes: number
  readonly repairHours: number
  /** Minutes between two progress reports while the service is impaired. */
  readonly reportMinutes: number
  /** Minutes from the answer until it is decided how to go on, where nobody set a deadline. */
  readonly decisionMinutes: number
  /** When the fault report is due after the service was restored. */
  readonly written: { readonly days: number; readonly working: boolean }
}

export const GRADE_RULES: Readonly<Record<Grade, GradeRule>> = {
  1: {
    label: { 'zh-CN': '一级', en: 'Grade 1' },
    guidance: {
      'zh-CN': '核心业务全部中断，或数据丢失、泄露，影响面广。',
      en: 'A core service is down altogether, or data is lost or leaked; many are affected.',
    },
    responseMinutes: 10,
    repairHours: 8,
    reportMinutes: 15,
    decisionMinutes: 15,
    written: { days: 3, working: false },
  },
  2: {
    label: { 'zh-CN': '二级', en: 'Grade 2' },
    guidance: {
      'zh-CN': '核心业务部分中断或明显变慢，没有替代办法。',
      en: 'A core service is partly down or plainly slow, with no way around.',
    },
    responseMinutes: 20,
    repairHours: 12,
    reportMinutes: 30,
    decisionMinutes: 30,
    written: { days: 5, working: true },
  },
  3: {
    label: { 'zh-CN': '三级', en: 'Grade 3' },
    guidance: {
      'zh-CN': '一般业务受影响，或核心业务有替代办法。',
      en: 'A lesser service is affected, or a core service with a way around.',
    },
    responseMinutes: 30,
    repairHours: 16,
    reportMinutes: 60,
    decisionMinutes: 60,
    written: { days: 10, working: true },
  },
  4: {
    label: { 'zh-CN': '四级', en: 'Grade 4' },
    guidance: {
      'zh-CN': '个别用户或冗余设备受影响，业务未中断。',
      en: 'Single users or redundant equipment; the service goes on.',
    },
    responseMinutes: 60,
    repairHours: 20,
    reportMinutes: 240,
    decisionMinutes: 120,
    written: { days: 10, working: true },
  },
}

export type GradeRules = Readonly<Record<Grade, GradeRule>>

export const MOST_ANSWER_MINUTES = 1_440
export const MOST_REPAIR_HOURS = 720

/** Limits of the four grades where they are not the shipped ones, as an incident keeps them from its declaration. */
export type GradeLimits = Readonly<
  Partial<Record<`${Grade}`, Readonly<Pick<GradeRule, 'responseMinutes' | 'repairHours'>>>>
>

/** What the workspace's settings say instead of the shipped limits; null: nothing. */
export function limitsFrom(settings: Readonly<Record<string, unknown>>): GradeLimits | null {
  const own = GRADES.flatMap((grade) => {
    const shipped = GRADE_RULES[grade]
    const of = (name: string, otherwise: number): number => {
      const value = settings[`${name}${grade}`]
      return typeof value === 'number' ? value : otherwise
    }
    const responseMinutes = of('answerMinutes', shipped.responseMinutes)
    const repairHours = of('repairHours', shipped.repairHours)
    return responseMinutes === shipped.responseMinutes && repairHours === shipped.repairHours
      ? []
      : [[String(grade), { responseMinutes, repairHours }] as const]
  })
  return own.length === 0 ? null : Object.fromEntries(own)
}

/** The rules of the grades with a team's own limits. */
export const rulesWith = (limits: GradeLimits): GradeRules => ({
  1: { ...GRADE_RULES[1], ...limits['1'] },
  2: { ...GRADE_RULES[2], ...limits['2'] },
  3: { ...GRADE_RULES[3], ...limits['3'] },
  4: { ...GRADE_RULES[4], ...limits['4'] },
})

/** report, assess, implement, review: the four phases of handling; closed ends them. */
export const PHASES = ['report', 'assess', 'implement', 'review', 'closed'] as const
export type Phase = (typeof PHASES)[number]

export const PHASE_LABELS: Readonly<Record<Phase, Text>> = {
  report: { 'zh-CN': '发现与报告', en: 'Report' },
  assess: { 'zh-CN': '评估与决策', en: 'Assess and decide' },
  implement: { 'zh-CN': '处理实施', en: 'Implementation' },
  review: { 'zh-CN': '总结与改进', en: 'Review' },
  closed: { 'zh-CN': '已关闭', en: 'Closed' },
}

/** The times that an incident is measured by, in their order. */
export const MILESTONES = [
  'discovered',
  'reported',
  'answered',
  'assessed',
  'repaired',
  'restored',
  'closed',
] as const
export type Milestone = (typeof MILESTONES)[number]
/** What a person may correct afterwards; closing stands as it was signed. */
export const CORRECTABLE = [
  'discovered',
  'reported',
  'answered',
  'assessed',
  'repaired',
  'restored',
] as const satisfies readonly Milestone[]

export const MILESTONE_LABELS: Readonly<Record<Milestone, Text>> = {
  discovered: { 'zh-CN': '发现', en: 'Discovered' },
  reported: { 'zh-CN': '报告', en: 'Reported' },
  answered: { 'zh-CN': '响应', en: 'Answered' },
  assessed: { 'zh-CN': '决策', en: 'Decided' },
  repaired: { 'zh-CN': '业务恢复', en: 'Service back' },
  restored: { 'zh-CN': '恢复正常', en: 'Back to normal' },
  closed: { 'zh-CN': '关闭', en: 'Closed' },
}

export type Milestones = Readonly<Partial<Record<Milestone, number>>>

/** The phase follows from what was done; it is never set. */
export function phaseOf(at: Milestones): Phase {
  if (at.closed !== undefined) return 'closed'
  if (at.restored !== undefined) return 'review'
  if (at.assessed !== undefined) return 'implement'
  return at.answered === undefined ? 'report' : 'assess'
}

export interface Grading {
  /** The grade that counts now. */
  readonly grade: Grade
  /** By how many grades it rose because nobody answered. */
  readonly risen: number
  /** When the grade that counts began to. */
  readonly since: number
  /** When it is to be answered; past that the incident rises once more, or stays the gravest. */
  readonly answerBy: number
}

/**
 * The grade as it counts at `now`: an incident that nobody answers within the limit of its grade rises by
 * one, and has the limit of the new one from there. It follows from the times alone, so every device
 * sees the same and none has to write it.
 */
export function graded(
  declared: Grade,
  since: number,
  answeredAt: number | undefined,
  now: number,
  rules: GradeRules = GRADE_RULES,
): Grading {
  const until = answeredAt ?? now
  let grade = declared
  let from = since
  for (;;) {
    const answerBy = from + rules[grade].responseMinutes * MINUTE
    if (grade === 1 || answerBy > until)
      return { grade, risen: declared - grade, since: from, answerBy }
    grade = (grade - 1) as Grade
    from = answerBy
  }
}

/** When the service is to be back. */
export const repairBy = (
  grade: Grade,
  discovered: number,
  rules: GradeRules = GRADE_RULES,
): number => discovered + rules[grade].repairHours * HOUR

/** When the next progress report is due: so long after the last one, first after the discovery. */
export const progressBy = (grade: Grade, last: number): number =>
  last + GRADE_RULES[grade].reportMinutes * MINUTE

/** When it is to be decided how to go on. */
export const decisionBy = (grade: Grade, answered: number): number =>
  answered + GRADE_RULES[grade].decisionMinutes * MINUTE

export const IMPACTS = [
  { value: 'data', label: { 'zh-CN': '数据丢失', en: 'Data loss' } },
  { value: 'outage', label: { 'zh-CN': '业务中断', en: 'Outage' } },
  { value: 'legal', label: { 'zh-CN': '法律责任', en: 'Legal' } },
  { value: 'reputation', label: { 'zh-CN': '声誉', en: 'Reputation' } },
  { value: 'customers', label: { 'zh-CN': '用户', en: 'Customers' } },
] as const

export type Impact = (typeof IMPACTS)[number]['value']

/** Where a cause lies, the bones of the fishbone diagram. */
export const CAUSES = [
  { value: 'hardware', label: { 'zh-CN': '硬件', en: 'Hardware' } },
  { value: 'software', label: { 'zh-CN': '软件', en: 'Software' } },
  { value: 'network', label: { 'zh-CN': '网络', en: 'Network' } },
  { value: 'environment', label: { 'zh-CN': '环境', en: 'Environment' } },
  { value: 'people', label: { 'zh-CN': '人员', en: 'People' } },
  { value: 'process', label: { 'zh-CN': '流程', en: 'Process' } },
] as const

export type Cause = (typeof CAUSES)[number]['value']

export const DECISIONS = [
  { value: 'repair', label: { 'zh-CN': '紧急修复', en: 'Urgent repair' } },
  { value: 'plan', label: { 'zh-CN': '启动预案', en: 'Activate a plan' } },
] as const

export type Decision = (typeof DECISIONS)[number]['value']

export const SOURCES = [
  { value: 'alert', label: { 'zh-CN': '告警', en: 'Alert' } },
  { value: 'check', label: { 'zh-CN': '巡检', en: 'Check' } },
  { value: 'log', label: { 'zh-CN': '值班日志', en: 'Log entry' } },
  { value: 'request', label: { 'zh-CN': '用户报障', en: 'User report' } },
  { value: 'hand', label: { 'zh-CN': '人工发现', en: 'Noticed' } },
] as const
export type Source = (typeof SOURCES)[number]['value']

/** Records that an incident is declared from, and which source each is. */
export const DECLARED_FROM: Readonly<Partial<Record<string, Source>>> = {
  alert: 'alert',
  'checklist-run': 'check',
  'checklist-result': 'check',
  finding: 'check',
  'log-entry': 'log',
  request: 'request',
}

/** People of an incident, by what they do in it. */
export const INCIDENT_ROLES = [
  { value: 'commander', label: { 'zh-CN': '负责人', en: 'In charge' } },
  { value: 'assessor', label: { 'zh-CN': '评估', en: 'Assessor' } },
  { value: 'executor', label: { 'zh-CN': '处置', en: 'Repair' } },
  { value: 'liaison', label: { 'zh-CN': '通报', en: 'Liaison' } },
  { value: 'scribe', label: { 'zh-CN': '记录', en: 'Scribe' } },
] as const
export type IncidentRole = (typeof INCIDENT_ROLES)[number]['value']
