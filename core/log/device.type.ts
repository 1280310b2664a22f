import type { RecordType } from '../../contract/record-type.ts'

/** A workstation that writes to the log. Its key makes its commits verifiable, its code its numbers distinct. */
export const deviceType: RecordType = {
  name: 'device',
  label: { 'zh-CN': '设备', en: 'Device' },
  plural: { 'zh-CN': '设备', en: 'Devices' },
  icon: 'monitor',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    code: {
      kind: 'text',
      label: { 'zh-CN': '编号代码', en: 'Code' },
      required: true,
      maxLength: 4,
      policy: 'append',
    },
    publicKey: {
      kind: 'text',
      label: { 'zh-CN': '公钥', en: 'Public key' },
      required: true,
      policy: 'append',
      readOnly: true,
    },
    revokedAt: {
      kind: 'instant',
      label: { 'zh-CN': '停用时间', en: 'Revoked' },
      policy: 'decided',
      readOnly: true,
    },
    /** How far its streams count: seq of the last commit by stream. What goes beyond waits for somebody who had it already. */
    revokedHolds: {
      kind: 'json',
      label: { 'zh-CN': '停用前的改动', en: 'Changes before it' },
      readOnly: true,
    },
  },
  title: 'name',
  subtitle: 'code',
  permissions: { read: 'all', create: ['administrator'], update: ['administrator'], delete: [] },
  managed: true,
}
