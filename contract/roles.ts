import type { Text } from './text.ts'

/** Roles as the domain names them; a person may hold several. */
export const ROLES = [
  'operator',
  'lead',
  'manager',
  'security',
  'controller',
  'support',
  'auditor',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_LABELS: Readonly<Record<Role, Text>> = {
  operator: { 'zh-CN': '值班员', en: 'Operator' },
  lead: { 'zh-CN': '值班长', en: 'Shift lead' },
  manager: { 'zh-CN': '运维主管', en: 'Operations manager' },
  security: { 'zh-CN': '安全管理员', en: 'Security officer' },
  controller: { 'zh-CN': '文档管理员', en: 'Document controller' },
  support: { 'zh-CN': '服务台人员', en: 'Support desk' },
  auditor: { 'zh-CN': '安全审计员', en: 'Auditor' },
  administrator: { 'zh-CN': '系统管理员', en: 'Administrator' },
}

/** With the separation of the three administrators (三员分立) these exclude each other. */
export const SEPARATED_ROLES: readonly Role[] = ['administrator', 'security', 'auditor']

/** Confidentiality, least first; a person's clearance is the highest level he may see. */
export const LEVELS = [0, 1, 2, 3] as const
export type Level = (typeof LEVELS)[number]

export const LEVEL_LABELS: Readonly<Record<Level, Text>> = {
  0: { 'zh-CN': '公开', en: 'Public' },
  1: { 'zh-CN': '内部', en: 'Internal' },
  2: { 'zh-CN': '敏感', en: 'Sensitive' },
  3: { 'zh-CN': '核心', en: 'Core' },
}

/** Levels from here up have a content key of their own. */
export const FIRST_SEALED_LEVEL: Level = 2

/** Rights that are not about one record type. */
export const CAPABILITIES = {
  'accounts.manage': ['administrator'],
  'settings.manage': ['administrator'],
  'maintenance.run': ['administrator'],
  'handover.countersign': ['lead', 'manager'],
  'handover.override': ['manager'],
  'fault.declare': ['lead', 'manager'],
  /** Answer for an incident: grade it, decide, confirm that the service is back, close. */
  'incident.lead': ['lead', 'manager', 'security'],
  'incident.approve': ['manager', 'security'],
  /** Publish, withdraw and classify documents, keep their properties. */
  'library.keep': ['controller', 'manager'],
  'library.approve': ['lead', 'manager', 'security', 'controller'],
  /** See who read what. */
  'library.watch': ['controller', 'manager', 'security', 'auditor'],
  /** Say afterwards what an alert really was. */
  'alert.reclassify': ['lead', 'manager'],
  /** See who uses what, how often and when. */
  'usage.read': ['manager', 'security', 'support', 'auditor'],
  /** Take records to other workstations and bring theirs in. */
  'sync.carry': ['lead', 'manager', 'administrator'],
  /** Backups of this workstation: when, where to, and that one comes back. */
  'backup.manage': ['manager', 'administrator'],
  'audit.read': ['auditor', 'administrator', 'security'],
  'audit.verify': ['auditor', 'administrator', 'security', 'manager'],
} as const satisfies Record<string, readonly Role[]>
export type Capability = keyof typeof CAPABILITIES
