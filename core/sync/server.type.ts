import type { RecordType } from '../../contract/record-type.ts'

/** The shared server of the workspace. Every device learns from the log where it is and how to know it. */
export const serverType: RecordType = {
  name: 'sync-server',
  label: { 'zh-CN': '共享服务器', en: 'Shared server' },
  plural: { 'zh-CN': '共享服务器', en: 'Shared servers' },
  icon: 'link',
  fields: {
    url: {
      kind: 'text',
      label: { 'zh-CN': '地址', en: 'Address' },
      required: true,
      maxLength: 200,
    },
    device: {
      kind: 'ref',
      ref: 'device',
      label: { 'zh-CN': '设备', en: 'Device' },
      required: true,
      readOnly: true,
    },
    /** The server's own key, 32 bytes, base64url. */
    publicKey: {
      kind: 'text',
      label: { 'zh-CN': '公钥', en: 'Public key' },
      required: true,
      readOnly: true,
    },
    /** The authority that vouches for it, PEM. */
    certificate: {
      kind: 'text',
      label: { 'zh-CN': '证书', en: 'Certificate' },
      required: true,
      maxLength: 8000,
      readOnly: true,
    },
    retiredAt: {
      kind: 'instant',
      label: { 'zh-CN': '断开时间', en: 'Disconnected' },
      policy: 'decided',
      readOnly: true,
    },
  },
  title: 'url',
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: ['administrator'], update: ['administrator'] },
  managed: true,
}
