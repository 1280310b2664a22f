import type { Text } from '../contract/text.ts'
import type { CommandName } from './args.ts'

/** Everything that the command line says. */
export const TEXTS = {
  usage: {
    'zh-CN': '用法：watchkeeper <命令> [选项]',
    en: 'Usage: watchkeeper <command> [options]',
  },
  commands: { 'zh-CN': '命令：', en: 'Commands:' },
  options: { 'zh-CN': '选项：', en: 'Options:' },
  common: {
    'zh-CN': `  -w, --workspace 目录  工作区（默认取WATCHKEEPER_WORKSPACE，再取本机应用的）
  -u, --user 用户名     操作人（默认取WATCHKEEPER_USER，再取首个管理员）
      --lang zh-CN|en   消息语言（默认随系统）
      --json            标准输出只有一个JSON文档，消息走标准错误
  -h, --help            帮助
密码取自WATCHKEEPER_PASSWORD或标准输入。
退出码：0完成，1被拒绝或发现异常，2用法错误。`,
    en: `  -w, --workspace DIR   workspace (else WATCHKEEPER_WORKSPACE, else the application's own)
  -u, --user NAME       who acts (else WATCHKEEPER_USER, else the first administrator)
      --lang zh-CN|en   language of messages (else the system's)
      --json            one JSON document on standard output, messages on standard error
  -h, --help            help
The password comes from WATCHKEEPER_PASSWORD or from standard input.
Exit codes: 0 done, 1 refused or found wrong, 2 wrong use.`,
  },
  unknownCommand: {
    'zh-CN': '没有命令“{name}”，见watchkeeper help',
    en: 'There is no command “{name}”; see watchkeeper help',
  },
  unknownOption: { 'zh-CN': '没有选项{name}', en: 'There is no option {name}' },
  optionValue: { 'zh-CN': '选项{name}的值不对', en: 'The value of {name} is wrong' },
  words: {
    'zh-CN': '参数个数不对，见watchkeeper help {command}',
    en: 'Wrong number of arguments; see watchkeeper help {command}',
  },
  language: {
    'zh-CN': '语言“{name}”不支持，用zh-CN或en',
    en: 'Language “{name}” is not supported; use zh-CN or en',
  },
  missing: { 'zh-CN': '缺少选项：{names}', en: 'Missing options: {names}' },
  badJson: { 'zh-CN': '--input不是JSON：{reason}', en: '--input is not JSON: {reason}' },
  badHeads: {
    'zh-CN': '“{path}”不是链头文件：{reason}',
    en: '“{path}” is not a heads file: {reason}',
  },
  badChoice: { 'zh-CN': '{name}只能是{choices}', en: '{name} is one of {choices}' },
  imported: {
    'zh-CN':
      '{seconds}秒：导入{imported}份，内容已有{duplicates}份，未导入{failed}份，跳过{skipped}个附属文件',
    en: '{imported} imported, {duplicates} already there, {failed} not imported, {skipped} accessory files left out, in {seconds} s',
  },
  badNumber: { 'zh-CN': '{name}要填1–100的整数', en: '{name} takes a whole number from 1 to 100' },
  badDay: { 'zh-CN': '{name}写成2026-03-17', en: 'Write {name} as 2026-03-17' },
  notHere: { 'zh-CN': '导出{what}不用{names}', en: 'An export of {what} takes no {names}' },
  badFormat: { 'zh-CN': '格式只能是{formats}', en: 'The format is one of {formats}' },
  noPassword: {
    'zh-CN': '缺少密码：设置WATCHKEEPER_PASSWORD，或从标准输入给出',
    en: 'No password: set WATCHKEEPER_PASSWORD or give it on standard input',
  },
  askPassword: { 'zh-CN': '{user}的密码：', en: 'Password of {user}: ' },
  failed: { 'zh-CN': '失败：{reason}', en: 'Failed: {reason}' },
  fileExists: {
    'zh-CN': '{path}已存在，加--force覆盖',
    en: '{path} exists; --force overwrites it',
  },
  folderMissing: { 'zh-CN': '没有目录{path}', en: 'There is no folder {path}' },
  initDone: {
    'zh-CN': '已在{path}新建工作区。\n恢复密钥（只显示这一次，抄下收好）：\n  {key}',
    en: 'Workspace created in {path}.\nRecovery key (shown once; write it down and lock it away):\n  {key}',
  },
  demoDone: {
    'zh-CN': '演示工作区在{path}，以下每人的密码都是所给密码：',
    en: 'The demonstration workspace is in {path}. Everybody has the password that was given:',
  },
  verifyOk: {
    'zh-CN': '没有改动：{commits}次提交、{rows}行、{blobs}个附件全部相符。',
    en: 'Nothing was altered: {commits} commits, {rows} rows and {blobs} attachments agree.',
  },
  verifyFound: { 'zh-CN': '发现{count}处异常：', en: '{count} found wrong:' },
  rebuilt: {
    'zh-CN': '已重建{operations}个操作，与原表一致。',
    en: 'Rebuilt from {operations} operations; the tables are the same.',
  },
  rebuiltDiffers: {
    'zh-CN': '已重建{operations}个操作；原表有差异，已改正。',
    en: 'Rebuilt from {operations} operations; the tables differed and are corrected.',
  },
  exported: { 'zh-CN': '{rows}条已导出到{path}', en: '{rows} exported to {path}' },
  noPassphrase: {
    'zh-CN': '缺少口令：设置WATCHKEEPER_PASSPHRASE',
    en: 'No passphrase: set WATCHKEEPER_PASSPHRASE',
  },
  bundleMade: {
    'zh-CN': '已导出{name}：{commits}处改动、{blobs}个附件（{bytes}字节，{parts}个文件）',
    en: '{name} written: {commits} changes, {blobs} attachments ({bytes} bytes in {parts} files)',
  },
  bundleSeen: {
    'zh-CN': '来自{device}，{made}：{commits}处改动，本机没有的{fresh}处，{blobs}个附件',
    en: 'By {device}, {made}: {commits} changes, {fresh} of them not here yet, {blobs} attachments',
  },
  partsMissing: {
    'zh-CN': '还缺分卷：{parts}',
    en: 'Parts still missing: {parts}',
  },
  lastPart: { 'zh-CN': '最后一卷', en: 'the last one' },
  badSize: {
    'zh-CN': '--split要写成如4G、650M，至少8M',
    en: '--split takes a size like 4G or 650M, at least 8M',
  },
  bundleTaken: {
    'zh-CN': '已导入{applied}处改动、{blobs}个附件；{held}处在等更早的改动',
    en: '{applied} changes and {blobs} attachments imported; {held} wait for earlier ones',
  },
  joined: { 'zh-CN': '已接入{name}，本机代码{code}', en: 'Joined {name} as {code}' },
  backupMade: {
    'zh-CN': '已备份{name}：{commits}处改动、{blobs}个附件，写入{bytes}字节；校验发现{findings}处',
    en: 'Backed up as {name}: {commits} changes, {blobs} attachments, {bytes} bytes written; {findings} findings',
  },
  backupTried: {
    'zh-CN': '测试恢复通过：{commits}处改动、{blobs}个附件；校验发现{findings}处',
    en: 'The test restore passed: {commits} changes, {blobs} attachments; {findings} findings',
  },
  restored: {
    'zh-CN': '已恢复{name}（{code}）：{commits}处改动、{blobs}个附件；校验发现{findings}处',
    en: 'Restored {name} ({code}): {commits} changes, {blobs} attachments; {findings} findings',
  },
  noServer: { 'zh-CN': '没有接入服务器', en: 'The workspace has no server' },
  synced: { 'zh-CN': '已与{url}同步', en: 'In sync with {url}' },
  contradicts: {
    'zh-CN': '服务器的记录与它签过的不符，verify写明两份签名原文',
    en: 'The server contradicts what it had signed; verify names both signed texts',
  },
  notSynced: { 'zh-CN': '未与{url}同步：{reason}', en: 'Not in sync with {url}: {reason}' },
  invited: {
    'zh-CN': '在新设备上接入：join {url} --code {invitation}（一天内有效，只能用一次）',
    en: 'On the new workstation: join {url} --code {invitation} (serves once, for a day)',
  },
  revoked: { 'zh-CN': '已停用{code}', en: '{code} is revoked' },
  accepted: { 'zh-CN': '已计入{applied}处改动', en: '{applied} changes count now' },
  found: { 'zh-CN': '找到{total}条', en: '{total} found' },
  libraryHolds: {
    'zh-CN': '索引共{documents}篇、{parts}页；各密级的篇数和字节数：',
    en: '{documents} documents with {parts} parts are indexed; by level, with bytes:',
  },
} as const satisfies Record<string, Text>

/** What each command does, with its own options. */
export const HELP: Readonly<Record<CommandName, { readonly line: Text; readonly options: Text }>> =
  {
    init: {
      line: { 'zh-CN': '新建工作区', en: 'create a workspace' },
      options: {
        'zh-CN': `  --name 名称 --person 姓名 --user 用户名 [--team 班组] [--device 代号] [--separation]`,
        en: `  --name SITE --person NAME --user LOGIN [--team TEAM] [--device CODE] [--separation]`,
      },
    },
    demo: {
      line: {
        'zh-CN': '新建演示工作区，人人用所给密码',
        en: 'create the demonstration workspace; everybody has the password given',
      },
      options: {
        'zh-CN': '  --days 天数   演示的时长，默认90',
        en: '  --days N      how many days it tells, 90 when absent',
      },
    },
    verify: {
      line: { 'zh-CN': '核验有没有改动', en: 'verify that nothing was altered' },
      options: {
        'zh-CN': '  --head 文件   对照别处保存的链头',
        en: '  --head FILE   against heads that were kept elsewhere',
      },
    },
    rebuild: {
      line: { 'zh-CN': '由操作日志重建数据表', en: 'make the tables anew from the log' },
      options: { 'zh-CN': '', en: '' },
    },
    export: {
      line: {
        'zh-CN': '导出台账或值班日志：export <类型|log>',
        en: 'export a register or the duty log: export <type|log>',
      },
      options: {
        'zh-CN': `  --format csv|xlsx|json   默认csv
  -o, --out 文件或目录     默认按建议的文件名存到当前目录
  --columns FIELD,FIELD    默认全部字段
  --text 文字 --from 日 --to 日   只要符合的（日期用于日志）
  --force                  覆盖已有文件`,
        en: `  --format csv|xlsx|json   csv when not given
  -o, --out FILE|FOLDER    else the proposed name, here
  --columns FIELD,FIELD    else every field
  --text TEXT --from DAY --to DAY   only what matches (days: for the log)
  --force                  overwrite a file`,
      },
    },
    search: {
      line: {
        'zh-CN': '搜索文档库：search <文字>',
        en: 'search the library: search <text>',
      },
      options: {
        'zh-CN': `  --limit 条数（默认20）
  --records 搜索记录，不搜文档；--type 类型（可重复）只搜此类记录`,
        en: `  --limit COUNT (20 when not given)
  --records searches records instead; --type TYPE (may be repeated) only those`,
      },
    },
    library: {
      line: {
        'zh-CN': '文档库索引：library stats|reindex',
        en: 'the index of the library: library stats|reindex',
      },
      options: { 'zh-CN': '', en: '' },
    },
    import: {
      line: {
        'zh-CN': '导入手册：import <文件或文件夹…>',
        en: 'import manuals: import <files and folders…>',
      },
      options: {
        'zh-CN': `  --collection 名称        归入文档集，没有则新建
  --level public|internal|sensitive|core   密级，默认internal
  --kind 类型              默认reference
  --language auto|zh|en|mixed|other        默认按正文判断
  --encoding 编码          文本的编码，默认自动识别`,
        en: `  --collection NAME        into this collection, which is made where it is not there
  --level public|internal|sensitive|core   internal when absent
  --kind KIND              reference when absent
  --language auto|zh|en|mixed|other        told from the text when absent
  --encoding ENCODING      of texts; found when absent`,
      },
    },
    bundle: {
      line: {
        'zh-CN': '用U盘带数据：bundle export <文件夹> | inspect <文件…> | import <文件…>',
        en: 'carry records on a stick: bundle export <folder> | inspect <file…> | import <file…>',
      },
      options: {
        'zh-CN': `  --for 代码   只带该设备没有的（export）
  口令取自WATCHKEEPER_PASSPHRASE；没有时由本工作区的人打开`,
        en: `  --for CODE   what that device is not known to hold (export)
  A passphrase comes from WATCHKEEPER_PASSPHRASE; without one it opens for the people of the workspace`,
      },
    },
    enrol: {
      line: {
        'zh-CN': '添加一台设备，生成接入包：enrol <文件夹>',
        en: 'enrol a workstation and write the bundle it joins with: enrol <folder>',
      },
      options: {
        'zh-CN': '  --name 名称 --code 代码   口令取自WATCHKEEPER_PASSPHRASE',
        en: '  --name NAME --code CODE   the passphrase comes from WATCHKEEPER_PASSPHRASE',
      },
    },
    join: {
      line: {
        'zh-CN': '接入已有工作区：join <接入包|服务器地址>',
        en: 'join a workspace: join <bundle|address of the server>',
      },
      options: {
        'zh-CN': '  --code 接入码   通过服务器接入；接入包的口令取自WATCHKEEPER_PASSPHRASE',
        en: '  --code CODE   by the server; the passphrase of a bundle comes from WATCHKEEPER_PASSPHRASE',
      },
    },
    connect: {
      line: {
        'zh-CN': '把工作区接到共享服务器：connect <地址>',
        en: 'connect the workspace to a shared server: connect <address>',
      },
      options: {
        'zh-CN': '  --code 接入码   服务器屏幕上的24位',
        en: '  --code CODE   the 24 characters that the server shows',
      },
    },
    sync: {
      line: {
        'zh-CN': '与服务器同步，完成后退出',
        en: 'exchange everything with the server, then end',
      },
      options: { 'zh-CN': '', en: '' },
    },
    device: {
      line: {
        'zh-CN': '设备：device list | invite | revoke <代码> | accept <代码>',
        en: 'workstations: device list | invite | revoke <code> | accept <code>',
      },
      options: {
        'zh-CN': `  --name 名称 --code 代码   新设备（invite）
  accept 计入停用后才收到的改动`,
        en: `  --name NAME --code CODE   of the new one (invite)
  accept lets count what arrived after it was revoked`,
      },
    },
    backup: {
      line: {
        'zh-CN': '备份本工作区：backup [文件夹]',
        en: 'back the workspace up: backup [folder]',
      },
      options: {
        'zh-CN': '  --test   测试恢复最新一份\n  --list   列出文件夹里的备份',
        en: '  --test   restore the newest one for trial\n  --list   list the backups in the folder',
      },
    },
    restore: {
      line: {
        'zh-CN': '从备份恢复：restore <文件夹>',
        en: 'restore a backup: restore <folder>',
      },
      options: {
        'zh-CN':
          '  --backup 名称   不写则取最新一份\n  --replace       现有数据移到before-…\n  密码是备份时的；也可用WATCHKEEPER_RECOVERY_KEY',
        en: '  --backup NAME   the newest one when absent\n  --replace       what is there is set aside as before-…\n  The password is that of the day it was made; WATCHKEEPER_RECOVERY_KEY opens it, too',
      },
    },
    call: {
      line: { 'zh-CN': '调用任一过程：call <过程>', en: 'call any procedure: call <procedure>' },
      options: {
        'zh-CN': '  --input JSON   参数；字节写成{"$bytes":"base64"}',
        en: '  --input JSON   its input; bytes stand as {"$bytes":"base64"}',
      },
    },
  }
