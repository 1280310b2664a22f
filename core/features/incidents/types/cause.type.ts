import { CAUSE_KINDS, CAUSE_STATES } from '../../../../contract/incident-analysis.ts'
import { CAUSES } from '../../../../contract/incident-rules.ts'
import type { RecordType } from '../../../../contract/record-type.ts'
import { HANDLERS } from './incident.type.ts'

/** One thought of the analysis; each is a record, so that two people who think apart lose nothing. */
export const incidentCauseType: RecordType = {
  name: 'incident-cause',
  label: { 'zh-CN': '原因分析', en: 'Analysis' },
  plural: { 'zh-CN': '原因分析', en: 'Analysis' },
  icon: 'target',
  title: 'text',
  managed: true,
  levels: true,
  fields: {
    of: { kind: 'links', label: { 'zh-CN': '事件', en: 'Incident' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      policy: 'free',
      choices: CAUSE_KINDS,
    },
    text: {
      kind: 'text',
      label: { 'zh-CN': '内容', en: 'Text' },
      policy: 'reviewed',
      maxLength: 500,
    },
    state: { kind: 'choice', label: { 'zh-CN': '结论', en: 'State' }, choices: CAUSE_STATES },
    category: {
      kind: 'choice',
      label: { 'zh-CN': '原因类别', en: 'Category' },
      policy: 'free',
      choices: CAUSES,
    },
    order: { kind: 'number', label: { 'zh-CN': '次序', en: 'Order' } },
    note: { kind: 'longText', label: { 'zh-CN': '依据', en: 'Evidence' }, maxLength: 2_000 },
  },
  search: ['note'],
  permissions: { read: 'all', create: HANDLERS, update: HANDLERS, delete: [] },
}
