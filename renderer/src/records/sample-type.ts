import type { RecordType } from '../../../contract/record-type.ts'

/** A type that uses every kind of field, for the tests of what follows from a declaration. */
export const SAMPLE: RecordType = {
  name: 'pump',
  label: { 'zh-CN': '水泵', en: 'Pump' },
  plural: { 'zh-CN': '水泵', en: 'Pumps' },
  icon: 'gear',
  area: 'management',
  title: 'name',
  subtitle: 'place',
  numbering: { prefix: 'PMP' },
  levels: true,
  fields: {
    number: { kind: 'text', label: { 'zh-CN': '编号', en: 'Number' }, readOnly: true },
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 20 },
    place: { kind: 'text', label: { 'zh-CN': '位置', en: 'Place' } },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'idle',
      choices: [
        { value: 'idle', label: { 'zh-CN': '停用', en: 'Idle' } },
        { value: 'running', label: { 'zh-CN': '运行', en: 'Running' }, tone: 'ok' },
      ],
    },
    pressure: {
      kind: 'number',
      label: { 'zh-CN': '压力', en: 'Pressure' },
      unit: 'MPa',
      min: 0,
      max: 1.6,
    },
    stages: { kind: 'integer', label: { 'zh-CN': '级数', en: 'Stages' } },
    spare: { kind: 'boolean', label: { 'zh-CN': '备用', en: 'Spare' } },
    installed: {
      kind: 'date',
      label: { 'zh-CN': '安装日期', en: 'Installed' },
      initial: { from: 'today' },
    },
    checked: { kind: 'instant', label: { 'zh-CN': '上次检查', en: 'Last check' } },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    owner: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '责任人', en: 'Owner' },
      initial: { from: 'me' },
    },
    feeds: { kind: 'refs', ref: 'pump', label: { 'zh-CN': '供给', en: 'Feeds' } },
    related: { kind: 'links', label: { 'zh-CN': '关联', en: 'Related' } },
    photos: { kind: 'attachments', label: { 'zh-CN': '照片', en: 'Photos' } },
    notes: { kind: 'longText', label: { 'zh-CN': '备注', en: 'Notes' } },
    curve: { kind: 'json', label: { 'zh-CN': '曲线', en: 'Curve' } },
  },
  workflow: {
    field: 'state',
    transitions: [
      {
        name: 'start',
        label: { 'zh-CN': '投运', en: 'Start' },
        from: ['idle'],
        to: 'running',
        roles: ['lead'],
        signed: true,
      },
    ],
  },
  permissions: { read: 'all', create: ['lead'], update: ['lead'], delete: ['manager'] },
  form: {
    sections: [{ label: { 'zh-CN': '基本', en: 'Basics' }, fields: ['name', 'place', 'state'] }],
  },
}
