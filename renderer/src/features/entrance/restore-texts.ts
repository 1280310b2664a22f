import type { Text } from '../../../../contract/text.ts'

/** Texts of a restore before anybody is signed in. */
export const TEXTS = {
  restore: { 'zh-CN': '从备份恢复', en: 'Restore from a backup' },
  restoreHelp: {
    'zh-CN': '选备份所在的文件夹或介质，再选一份备份，用备份时的密码打开。',
    en: 'Choose the folder or medium with the backups, then one of them. It opens with a password that was valid when it was made.',
  },
  replaceHelp: {
    'zh-CN': '本机现有数据移到工作区文件夹里的“before-…”，不删除。',
    en: 'What is here now is set aside in the folder of the workspace under “before-…”, not deleted.',
  },
  folder: { 'zh-CN': '选文件夹', en: 'Choose a folder' },
  none: { 'zh-CN': '这里没有备份', en: 'There are no backups here' },
  broken: { 'zh-CN': '另有{count}份读不了', en: '{count} more cannot be read' },
  which: { 'zh-CN': '备份', en: 'Backup' },
  choice: {
    'zh-CN': '{time}　{workspace} {code} {device}（{size}，{blobs}个附件）',
    en: '{time}  {workspace} {code} {device} ({size}, {blobs} attachments)',
  },
  who: { 'zh-CN': '用户名', en: 'User name' },
  by: { 'zh-CN': '打开方式', en: 'Open with' },
  byPassword: { 'zh-CN': '备份时的密码', en: 'Password at that time' },
  password: { 'zh-CN': '密码', en: 'Password' },
  byRecovery: { 'zh-CN': '恢复密钥', en: 'Recovery key' },
  act: { 'zh-CN': '恢复', en: 'Restore' },
  working: { 'zh-CN': '正在恢复并校验…', en: 'Restoring and verifying…' },
  done: {
    'zh-CN': '已恢复{name}：{commits}处改动、{blobs}个附件，校验通过',
    en: '{name} is restored: {commits} changes, {blobs} attachments, all verified',
  },
  found: {
    'zh-CN': '已恢复{name}。校验有{findings}处问题，备份时就有，登录后到“审计”查看',
    en: '{name} is restored. The check finds {findings} problems that were there when it was made; see “Audit”',
  },
} as const satisfies Record<string, Text>
