import type { Text } from './text.ts'

/** Failures of what travels between workstations. */
export const SYNC_ERRORS = {
  bundleLocked: {
    'zh-CN': '打不开：口令不对，或这个同步包不是给本工作区的人',
    en: 'It does not open: the passphrase is another one, or it was made for other people',
  },
  bundleDamaged: {
    'zh-CN': '同步包已损坏或不是同步包（{reason}），让对方重新导出',
    en: 'The bundle is damaged, or is none ({reason}). Have it exported again',
  },
  bundleNewer: {
    'zh-CN': '同步包由更新的版本导出，先升级本机',
    en: 'The bundle was made by a newer version. Update this workstation first',
  },
  bundleForeign: {
    'zh-CN': '同步包属于另一个工作区“{name}”，没有导入',
    en: 'The bundle belongs to another workspace, “{name}”. Nothing was taken from it',
  },
  bundleUnknownDevice: {
    'zh-CN': '同步包出自“{name}”，本工作区没有这台设备，没有导入',
    en: 'The bundle was made by “{name}”, which is no device of this workspace. Nothing was taken from it',
  },
  codeTaken: {
    'zh-CN': '编号代码“{code}”已有设备使用，换一个',
    en: 'Another device has the code “{code}”. Choose another',
  },
  bundleNotJoining: {
    'zh-CN': '这是普通同步包，不能用来接入新设备，由管理员导出接入包',
    en: 'This bundle brings records only. Ask an administrator for one that enrols a workstation',
  },
} as const satisfies Record<string, Text>
