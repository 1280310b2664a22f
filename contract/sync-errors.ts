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
  hubAddress: {
    'zh-CN': '“{address}”不是服务器地址，写成 10.0.0.5 或 ops-hub:7443',
    en: '“{address}” is no address of a server. Write it like 10.0.0.5 or ops-hub:7443',
  },
  hubUnreachable: {
    'zh-CN': '连不上服务器，检查地址、网线和服务器是否运行（{reason}）',
    en: 'The server does not answer. Check the address, the network and whether it runs ({reason})',
  },
  hubCertificate: {
    'zh-CN': '服务器的证书不是登记的那一张（{reason}），没有连接。服务器重装过的，由管理员重新接入',
    en: 'The server shows another certificate than the one on record ({reason}); nothing was sent. If it was set up anew, an administrator has to connect it again',
  },
  hubNewer: {
    'zh-CN': '服务器是更新的版本，先升级本机',
    en: 'The server is of a newer version. Update this workstation first',
  },
  hubOther: {
    'zh-CN': '这台服务器属于另一个工作区，没有连接',
    en: 'The server belongs to another workspace; nothing was sent',
  },
  hubClaimed: {
    'zh-CN': '这台服务器已经接入了工作区，一台服务器只服务一个工作区',
    en: 'The server has a workspace already; it serves one',
  },
  hubDatabase: {
    'zh-CN':
      '数据库属于另一台服务器，“{folder}”中的工作区没有迁入。换一个空的数据库；要作为那台服务器的实例启动，用 --data 指定一个空目录',
    en: 'The database belongs to another server; the workspace in “{folder}” was not moved into it. Use an empty database, or an empty folder (--data) for an instance of that server',
  },
  hubUnclaimed: {
    'zh-CN': '服务器还没有接入工作区，由管理员先接入',
    en: 'The server has no workspace yet. An administrator has to connect it first',
  },
  hubCode: {
    'zh-CN': '接入码不对，照服务器屏幕上显示的重新输入',
    en: 'The code is another one. Type it as the server shows it',
  },
  hubExists: {
    'zh-CN': '已经接入服务器“{url}”，先断开',
    en: 'The workspace has the server “{url}” already. Disconnect it first',
  },
  deviceUnknown: {
    'zh-CN': '服务器还不认识本设备，等登记它的设备先同步',
    en: 'The server does not know this workstation yet. The one that enrolled it has to sync first',
  },
  deviceRevoked: {
    'zh-CN': '本设备已停用，服务器不再接收它的记录。导出同步包交给管理员，或重新接入',
    en: 'This workstation was revoked; the server takes nothing more from it. Export a bundle for an administrator, or join again',
  },
  deviceOwn: {
    'zh-CN': '不能停用本机，在另一台设备上操作',
    en: 'A workstation cannot revoke itself. Do it on another one',
  },
  invitationUnknown: {
    'zh-CN': '接入码不对、已用过或已过期，由管理员重新生成',
    en: 'The code is another one, was used, or has expired. Have an administrator make a new one',
  },
  tooMany: {
    'zh-CN': '请求太多，稍后自动重试',
    en: 'Too many requests at once; it is tried again by itself',
  },
} as const satisfies Record<string, Text>
