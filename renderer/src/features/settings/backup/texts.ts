import type { Text } from '../../../../../contract/text.ts'

/** Texts of the backups of this workstation. */
export const TEXTS = {
  intro: {
    'zh-CN':
      '每天自动备份本机的全部数据和附件。备份按本工作区加密，打开要用备份时的密码或恢复密钥。',
    en: 'Everything here, attachments included, is backed up every day. Backups are encrypted: they open with a password of that day, or with the recovery key.',
  },
  makeNow: { 'zh-CN': '立即备份', en: 'Back up now' },
  making: { 'zh-CN': '正在备份…', en: 'Backing up…' },
  test: { 'zh-CN': '测试恢复', en: 'Try a restore' },
  testing: { 'zh-CN': '正在测试…', en: 'Trying…' },
  move: { 'zh-CN': '迁到另一台电脑', en: 'Move to another machine' },
  made: {
    'zh-CN': '已备份：{commits}处改动、{blobs}个附件，新写入{size}',
    en: 'Backed up: {commits} changes, {blobs} attachments, {size} written',
  },
  tested: {
    'zh-CN': '测试恢复通过：{commits}处改动、{blobs}个附件',
    en: 'The test restore passed: {commits} changes, {blobs} attachments',
  },
  findings: {
    'zh-CN': '校验发现{count}处问题，到“审计”里校验',
    en: 'The check found {count} problems. Verify them under “Audit”',
  },
  lastMade: { 'zh-CN': '上次备份', en: 'Last backup' },
  lastTested: { 'zh-CN': '上次测试恢复', en: 'Last test restore' },
  next: { 'zh-CN': '下次备份', en: 'Next backup' },
  never: { 'zh-CN': '从未', en: 'Never' },
  off: { 'zh-CN': '已停用', en: 'Switched off' },
  failedAt: { 'zh-CN': '{time}备份失败：{reason}', en: 'The backup of {time} failed: {reason}' },
  testFailedAt: {
    'zh-CN': '{time}测试恢复失败：{reason}',
    en: 'The test restore of {time} failed: {reason}',
  },
  copied: {
    'zh-CN': '本机数据在{time}由复制或恢复得来，此后的编号带有标记，不会与原设备重复。',
    en: 'The records here were copied or restored on {time}. Numbers given out since carry a mark, so that none is given out twice.',
  },
  daily: { 'zh-CN': '每天备份', en: 'Back up every day' },
  atWrong: { 'zh-CN': '时间写成12:30', en: 'Write the time as 12:30' },
  at: { 'zh-CN': '时间', en: 'At' },
  atHelp: {
    'zh-CN': '到点时程序没开，就在下次打开后备份。',
    en: 'When the program is not running then, it is made after the next start.',
  },
  keep: { 'zh-CN': '保留份数', en: 'Keep' },
  testDays: { 'zh-CN': '每隔几天测试恢复', en: 'Try a restore every … days' },
  place: { 'zh-CN': '位置', en: 'Place' },
  choosePlace: { 'zh-CN': '换位置', en: 'Choose another' },
  usualPlace: { 'zh-CN': '放回工作区文件夹', en: 'Beside the workspace again' },
  sameDisk: {
    'zh-CN': '和工作区在同一块磁盘上，磁盘坏了两者都没了。换到移动硬盘或网络盘。',
    en: 'It is on the same disk as the workspace: one failure takes both. Choose another disk or a share.',
  },
  standing: { 'zh-CN': '现有备份', en: 'Backups' },
  name: { 'zh-CN': '备份时间', en: 'Made' },
  size: { 'zh-CN': '数据库', en: 'Database' },
  changes: { 'zh-CN': '改动', en: 'Changes' },
  attachments: { 'zh-CN': '附件', en: 'Attachments' },
  check: { 'zh-CN': '校验', en: 'Check' },
  fine: { 'zh-CN': '通过', en: 'Passed' },
  broken: { 'zh-CN': '读不了', en: 'Cannot be read' },
  none: { 'zh-CN': '还没有备份，按B立即备份。', en: 'No backup yet. Press B to make one.' },
  restoreHelp: {
    'zh-CN': '恢复：退出登录后，在登录页选“从备份恢复”。',
    en: 'To restore: sign out and choose “Restore from a backup” where people sign in.',
  },
  saved: { 'zh-CN': '已保存', en: 'Saved' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  wrong: { 'zh-CN': '填1到{most}的整数', en: 'A whole number from 1 to {most}' },
  moveTitle: { 'zh-CN': '迁到另一台电脑', en: 'Move to another machine' },
  moveDo: { 'zh-CN': '选介质并备份', en: 'Choose a medium and back up' },
  moveFirst: {
    'zh-CN': '在这台：把备份写到移动硬盘或U盘。之后不要再在这台上录入。',
    en: 'Here: the backup is written onto a disk or stick. Enter nothing more on this machine afterwards.',
  },
  moveSecond: {
    'zh-CN': '在新电脑：装好值守，首次启动时选“从备份恢复”，选这个介质。',
    en: 'On the new machine: install Watchkeeper, choose “Restore from a backup” at the first start, and this medium.',
  },
  moveThird: {
    'zh-CN': '用现在的密码打开，核对最近的日志，再停用这台。',
    en: 'Open it with the current password, check the latest log entries, then retire this machine.',
  },
  moveFourth: {
    'zh-CN': '迁走后这台又录入了也不会丢：导出同步包带过去即可。',
    en: 'What is entered here after all is not lost: carry it over in a bundle.',
  },
  moved: {
    'zh-CN': '已写到介质：{name}。去新电脑上恢复。',
    en: 'Written: {name}. Restore it on the new machine.',
  },
  chooseFolder: { 'zh-CN': '选择备份位置', en: 'Choose where backups are kept' },
} as const satisfies Record<string, Text>
