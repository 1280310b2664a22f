import type { RecordType } from '../../../contract/record-type.ts'

/** Somebody opened, exported or printed what must be accounted for. */
export const accessEventType: RecordType = {
  name: 'access-event',
  label: { 'zh-CN': '访问记录', en: 'Access event' },
  plural: { 'zh-CN': '访问记录', en: 'Access events' },
  icon: 'eye',
  title: 'what',
  managed: true,
  appendOnly: true,
  fields: {
    action: {
      kind: 'choice',
      label: { 'zh-CN': '操作', en: 'Action' },
      choices: [
        { value: 'open', label: { 'zh-CN': '打开', en: 'Opened' } },
        { value: 'export', label: { 'zh-CN': '导出', en: 'Exported' } },
        { value: 'print', label: { 'zh-CN': '打印', en: 'Printed' } },
        { value: 'signIn', label: { 'zh-CN': '登录', en: 'Signed in' } },
        { value: 'recovery', label: { 'zh-CN': '换发恢复密钥', en: 'Recovery key renewed' } },
        { value: 'refused', label: { 'zh-CN': '登录失败', en: 'Sign-in refused' } },
      ],
    },
    /** A record's id, or the name of what was exported; never a text above internal. */
    what: { kind: 'text', label: { 'zh-CN': '对象', en: 'What' } },
    type: { kind: 'text', label: { 'zh-CN': '类型', en: 'Type' } },
    count: { kind: 'integer', label: { 'zh-CN': '数量', en: 'Count' } },
  },
  indexes: [['what']],
  permissions: {
    read: ['auditor', 'administrator', 'security'],
    create: [],
    update: [],
    delete: [],
  },
  writers: { create: 'all' },
}
