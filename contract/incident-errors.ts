import type { Text } from './text.ts'

/** Failures of incidents; part of ERROR_TEXTS. */
export const INCIDENT_ERRORS = {
  incidentPhase: {
    'zh-CN': '事件在“{phase}”阶段，不能执行此操作',
    en: 'The incident is in the phase “{phase}”; this cannot be done now',
  },
  incidentTasks: {
    'zh-CN': '还有{count}项未完成：{tasks}',
    en: '{count} tasks are still open: {tasks}',
  },
  incidentReport: {
    'zh-CN': '故障报告未批准，先写完并批准',
    en: 'The fault report is not approved yet. Finish it first',
  },
} as const satisfies Record<string, Text>
