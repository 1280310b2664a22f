import type { Text } from '../../../contract/text.ts'

/** Texts of the controls themselves. */
export const TEXTS = {
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  close: { 'zh-CN': '关闭', en: 'Close' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  failed: { 'zh-CN': '读取不了', en: 'This cannot be read' },
  find: { 'zh-CN': '输入名称查找', en: 'Type a name' },
  dayWrong: { 'zh-CN': '日期写成2026-12-31', en: 'Write the day as 2026-12-31' },
  drop: { 'zh-CN': '移除{name}', en: 'Remove {name}' },
  password: { 'zh-CN': '密码', en: 'Password' },
  sign: { 'zh-CN': '签字', en: 'Sign' },
  signing: { 'zh-CN': '签字中', en: 'Signing' },
  showPassword: { 'zh-CN': '显示密码', en: 'Show password' },
  serverAddress: { 'zh-CN': '服务器地址', en: 'Address of the server' },
  joinCode: { 'zh-CN': '接入码', en: 'Code' },
  keyTitle: { 'zh-CN': '抄下恢复密钥', en: 'Write down the recovery key' },
  keyHelp: {
    'zh-CN':
      '所有管理员都忘记密码时，只有它能打开工作区。只显示这一次，系统不留存。抄在纸上，锁进保险柜。',
    en: 'When every administrator has forgotten their password, only this opens the workspace. It is shown once and stored nowhere. Write it on paper and lock it away.',
  },
  copy: { 'zh-CN': '复制', en: 'Copy' },
  copied: { 'zh-CN': '已复制', en: 'Copied' },
  saveFile: { 'zh-CN': '存为文件', en: 'Save to a file' },
  savedTo: { 'zh-CN': '已存到{path}', en: 'Saved to {path}' },
  keyFile: {
    'zh-CN': '值守恢复密钥\n工作区：{name}\n{key}\n',
    en: 'Watchkeeper recovery key\nWorkspace: {name}\n{key}\n',
  },
  keyFileName: { 'zh-CN': '值守恢复密钥.txt', en: 'watchkeeper-recovery-key.txt' },
  keyCheck: { 'zh-CN': '输入最后一组，确认已抄下', en: 'Type the last group to confirm' },
  keyCheckWrong: { 'zh-CN': '与最后一组不同', en: 'Not the last group' },
  capsLock: { 'zh-CN': '大写锁定已开', en: 'Caps Lock is on' },
} as const satisfies Record<string, Text>
