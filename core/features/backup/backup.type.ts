import type { RecordType } from '../../../contract/record-type.ts'

/** A backup of the workspace itself, or what was done with one: for the audit trail, and for those at other devices. */
export const workspaceBackupType: RecordType = {
  name: 'workspace-backup',
  label: { 'zh-CN': '工作区备份', en: 'Workspace backup' },
  plural: { 'zh-CN': '工作区备份', en: 'Workspace backups' },
  icon: 'disk',
  title: 'name',
  managed: true,
  appendOnly: true,
  byDevice: ['kind', 'name', 'device', 'bytes', 'commits', 'blobs', 'findings', 'reason'],
  fields: {
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '事项', en: 'What' },
      required: true,
      choices: [
        { value: 'made', label: { 'zh-CN': '已备份', en: 'Made' } },
        { value: 'failed', label: { 'zh-CN': '备份失败', en: 'Failed' }, tone: 'warn' },
        { value: 'tested', label: { 'zh-CN': '恢复测试通过', en: 'Test restore passed' } },
        {
          value: 'testFailed',
          label: { 'zh-CN': '恢复测试失败', en: 'Test restore failed' },
          tone: 'crit',
        },
        { value: 'restored', label: { 'zh-CN': '已恢复', en: 'Restored' } },
      ],
    },
    name: { kind: 'text', label: { 'zh-CN': '备份', en: 'Backup' }, maxLength: 80 },
    device: { kind: 'ref', ref: 'device', label: { 'zh-CN': '工作站', en: 'Workstation' } },
    bytes: { kind: 'integer', label: { 'zh-CN': '字节', en: 'Bytes' } },
    commits: { kind: 'integer', label: { 'zh-CN': '改动', en: 'Changes' } },
    blobs: { kind: 'integer', label: { 'zh-CN': '附件', en: 'Attachments' } },
    findings: { kind: 'integer', label: { 'zh-CN': '校验发现', en: 'Findings of the check' } },
    /** Code of what failed. */
    reason: { kind: 'text', label: { 'zh-CN': '原因', en: 'Reason' }, maxLength: 200 },
  },
  permissions: {
    read: ['manager', 'auditor', 'administrator', 'security'],
    create: [],
    update: [],
    delete: [],
  },
  writers: { create: 'all' },
}
