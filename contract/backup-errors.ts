import type { Text } from './text.ts'

/** Failures of backups of the workspace itself. */
export const BACKUP_ERRORS = {
  backupDamaged: {
    'zh-CN': '这份备份已损坏（{reason}），换一份更早的',
    en: 'This backup is damaged ({reason}). Use an earlier one',
  },
  backupNewer: {
    'zh-CN': '备份由更新的版本{version}生成，先升级本机',
    en: 'The backup was made by the newer version {version}. Update this workstation first',
  },
  backupPlaceMissing: {
    'zh-CN': '找不到备份位置{path}：插上介质，或在“设置－备份”里换一个位置',
    en: 'The place of the backups is not there: {path}. Connect the medium, or choose another place under “Settings, Backup”',
  },
  backupRunning: {
    'zh-CN': '正在备份，等它结束再试',
    en: 'A backup is being made. Try again when it is done',
  },
  backupOtherWorkspace: {
    'zh-CN': '备份属于另一个工作区“{name}”，不能放进这里',
    en: 'The backup is of another workspace, “{name}”, and cannot take the place of this one',
  },
} as const satisfies Record<string, Text>
