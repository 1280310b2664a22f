import type { Text } from '../../../../../contract/text.ts'

/** Texts of devices and of bundles. */
export const TEXTS = {
  intro: {
    'zh-CN':
      '没有网络时，用U盘在工作站之间带数据：在这台导出同步包，到另一台导入。顺序、重复、漏带都不会丢数据或出错。',
    en: 'Without a network a USB stick carries records between workstations: export a bundle here, import it there. Order, repetition or a lost stick do no harm.',
  },
  server: { 'zh-CN': '共享服务器', en: 'Shared server' },
  stick: { 'zh-CN': 'U盘同步', en: 'By USB stick' },
  noServer: {
    'zh-CN':
      '没有接入服务器，本机独立运行，功能完整。接入后各工作站自动同步；断网时照常记录，恢复后自动补齐。',
    en: 'No server is connected; this workstation is complete on its own. With a server, workstations sync by themselves; without the network work goes on and is caught up with later.',
  },
  connect: { 'zh-CN': '接入服务器', en: 'Connect a server' },
  connectDo: { 'zh-CN': '接入', en: 'Connect' },
  connecting: { 'zh-CN': '正在接入…', en: 'Connecting…' },
  connected: { 'zh-CN': '已接入服务器{url}', en: 'Connected to {url}' },
  connectHelp: {
    'zh-CN':
      '在机房一台常开的电脑上启动值守服务器，把它屏幕上的接入码输到这里。本工作区的全部记录会传到服务器。',
    en: 'Start the Watchkeeper server on a machine that is always on, and type the code that it shows. All records of this workspace go there.',
  },
  claimHelp: {
    'zh-CN': '服务器屏幕上的24位接入码，大小写不分。',
    en: 'The 24 characters that the server shows, in upper or lower case.',
  },
  address: { 'zh-CN': '地址', en: 'Address' },
  standing: { 'zh-CN': '状态', en: 'State' },
  contact: { 'zh-CN': '上次连通', en: 'Last contact' },
  toSend: { 'zh-CN': '待发送', en: 'To send' },
  witnessed: { 'zh-CN': '见证', en: 'Witnessed' },
  witnessedSize: {
    'zh-CN': '{count}处改动，服务器{time}签名',
    en: '{count} changes, signed by the server {time}',
  },
  notThereAgain: {
    'zh-CN':
      '服务器恢复过备份，它签过的改动还有{count}处没有补齐。其他工作站连上后会自动补；全部连上仍不齐，查服务器备份。',
    en: 'The server was restored, and {count} changes that it had signed are not there again. Other workstations bring them when they connect; if all have and some are still missing, look at the backups of the server.',
  },
  contradicts: {
    'zh-CN': '服务器的记录与它签过的不符',
    en: 'The server contradicts what it had signed',
  },
  contradictsHelp: {
    'zh-CN':
      '本机记录不受影响，照常使用。把这里给管理员看：服务器近期回退过虚拟机快照或磁盘，这就是原因；没有，就是有人改过服务器的数据。两份签名原文在“审计”的校验结果里，与其他工作站的对照；要重新开始，断开后接入一台新的服务器。',
    en: 'Nothing here is affected; work goes on. Show this to an administrator: if the server went back to a snapshot lately, that is why; if not, somebody altered its data. Both signed texts are in the findings of the verification under “Audit”; compare them with those of other workstations. To begin anew, disconnect it and connect a fresh server.',
  },
  signature: {
    'zh-CN': '{at}：收到的签名不是这台服务器的',
    en: '{at}: not signed by this server',
  },
  shrunk: {
    'zh-CN': '{at}：服务器只有{told}处改动，{time}签过{known}处',
    en: '{at}: it has {told} changes and had signed {known} at {time}',
  },
  root: {
    'zh-CN': '{at}：同样{told}处改动，内容与{time}签的不同',
    en: '{at}: its {told} changes are not those that it had signed at {time}',
  },
  history: {
    'zh-CN': '{at}：{told}处改动不是{time}签的{known}处的延续',
    en: '{at}: its {told} changes do not follow the {known} that it had signed at {time}',
  },
  omitted: {
    'zh-CN': '{at}：{told}处改动里没有本机已送达的改动',
    en: '{at}: a change of this workstation that it acknowledged is not among its {told} changes',
  },
  syncNow: { 'zh-CN': '立即同步', en: 'Sync now' },
  disconnect: { 'zh-CN': '断开服务器', en: 'Disconnect the server' },
  disconnecting: { 'zh-CN': '正在断开…', en: 'Disconnecting…' },
  disconnected: { 'zh-CN': '已断开服务器', en: 'The server is disconnected' },
  disconnectHelp: {
    'zh-CN': '所有工作站不再与服务器同步，改用U盘带数据。本机和服务器上已有的记录都不删除。',
    en: 'No workstation syncs with the server any more; a stick carries records between them. Records already here and on the server stay.',
  },
  clockBehind: {
    'zh-CN': '本机时钟比服务器慢{minutes}分钟，校准本机时间。记录照常同步。',
    en: 'The clock here is {minutes} min behind the server. Set it right; records are exchanged all the same.',
  },
  clockAhead: {
    'zh-CN': '本机时钟比服务器快{minutes}分钟，校准本机时间。记录照常同步。',
    en: 'The clock here is {minutes} min ahead of the server. Set it right; records are exchanged all the same.',
  },
  refusedByServer: { 'zh-CN': '服务器未接收的改动', en: 'Changes that the server did not take' },
  refusedHelp: {
    'zh-CN': '这些改动仍在本机，没有丢。先导出同步包留存，再由管理员处理。',
    en: 'They are still here; nothing is lost. Export a bundle to keep them, and have an administrator look at the reason.',
  },
  way: { 'zh-CN': '接入方式', en: 'Joins' },
  wayServer: { 'zh-CN': '接入码（通过服务器）', en: 'By the server, with a code' },
  wayStick: { 'zh-CN': 'U盘接入包', en: 'By a bundle on a stick' },
  invite: { 'zh-CN': '生成接入码', en: 'Make the code' },
  inviting: { 'zh-CN': '正在生成…', en: 'Making…' },
  inviteHelp: {
    'zh-CN': '在新设备上首次启动时选“接入已有工作区”，输入服务器地址和接入码。',
    en: 'At its first start the new workstation chooses “Join a workspace” and gives the address and the code.',
  },
  invited: {
    'zh-CN': '在新设备上选“接入已有工作区”，输入：',
    en: 'On the new workstation choose “Join a workspace” and type:',
  },
  invitationEnds: {
    'zh-CN': '只能用一次，{time}前有效。',
    en: 'Serves once, until {time}.',
  },
  joinCode: { 'zh-CN': '接入码', en: 'Code' },
  done: { 'zh-CN': '完成', en: 'Done' },
  devices: { 'zh-CN': '设备', en: 'Devices' },
  device: { 'zh-CN': '设备', en: 'Device' },
  code: { 'zh-CN': '代码', en: 'Code' },
  heard: { 'zh-CN': '上次收到', en: 'Last heard of' },
  lacks: { 'zh-CN': '待带去', en: 'To carry there' },
  acts: { 'zh-CN': '操作', en: 'Actions' },
  revoke: { 'zh-CN': '停用', en: 'Revoke' },
  revoking: { 'zh-CN': '正在停用…', en: 'Revoking…' },
  revokeOf: { 'zh-CN': '停用“{name}”', en: 'Revoke “{name}”' },
  revokeHelp: {
    'zh-CN':
      '设备丢失或退役时停用。它以后的改动不再算数，服务器不再与它同步；已收到的记录不变。不能恢复，要再用就重新接入。',
    en: 'For a workstation that was lost or is given up. What it writes from now on does not count, and the server no longer talks to it; what is here stays. This cannot be undone: to be used again it has to join anew.',
  },
  revoked: { 'zh-CN': '已停用“{name}”', en: '“{name}” is revoked' },
  revokedSince: { 'zh-CN': '{time}停用', en: 'Revoked {time}' },
  rest: { 'zh-CN': '{count}未计入…', en: '{count} not counted…' },
  restOf: { 'zh-CN': '计入“{name}”停用前的改动', en: 'Count what “{name}” wrote before' },
  restHelp: {
    'zh-CN':
      '停用之后才收到该设备的{count}。确认是停用前由本班人员写的，才计入；设备丢失期间写的不要计入。',
    en: '{count} of this workstation arrived after it was revoked. Let them count only if your own people wrote them before; not if somebody may have written them while it was lost.',
  },
  restDo: { 'zh-CN': '计入', en: 'Count them' },
  restTaken: { 'zh-CN': '已计入{count}', en: '{count} count now' },
  here: { 'zh-CN': '本机', en: 'This one' },
  never: { 'zh-CN': '从未', en: 'Never' },
  nothing: { 'zh-CN': '无', en: 'Nothing' },
  changes: { 'zh-CN': '{count}处改动', en: '{count} changes' },
  alone: {
    'zh-CN': '只有本机。添加设备后，两台工作站就能互相带数据。',
    en: 'Only this one. Enrol another workstation to carry records between them.',
  },
  held: {
    'zh-CN': '{count}处改动在等更早的改动，再导入其他设备的同步包',
    en: '{count} changes wait for earlier ones. Import bundles of the other devices',
  },
  refused: { 'zh-CN': '未接收的改动', en: 'Changes that were not taken' },
  unknownDevice: { 'zh-CN': '未知设备', en: 'Unknown device' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  export: { 'zh-CN': '导出同步包', en: 'Export a bundle' },
  import: { 'zh-CN': '导入同步包', en: 'Import a bundle' },
  enrol: { 'zh-CN': '添加设备', en: 'Enrol a device' },
  reader: { 'zh-CN': '给谁', en: 'For' },
  everybody: { 'zh-CN': '所有设备（全部数据）', en: 'Every device (all records)' },
  readerOf: { 'zh-CN': '{code} {name}（{lacks}）', en: '{code} {name} ({lacks})' },
  lock: { 'zh-CN': '由谁打开', en: 'Opens for' },
  people: { 'zh-CN': '本工作区的人', en: 'People of this workspace' },
  passphrase: { 'zh-CN': '口令', en: 'Passphrase' },
  lockPassphrase: { 'zh-CN': '知道口令的人', en: 'Whoever knows a passphrase' },
  repeat: { 'zh-CN': '再输一遍', en: 'Once more' },
  passphraseHelp: {
    'zh-CN': '至少12个字符，不要和同步包放在一起。',
    en: 'At least 12 characters. Keep it apart from the bundle.',
  },
  short: { 'zh-CN': '至少12个字符', en: 'At least 12 characters' },
  differs: { 'zh-CN': '两次输入不同', en: 'The two differ' },
  required: { 'zh-CN': '必填', en: 'Required' },
  codeWrong: { 'zh-CN': '1到4位大写字母或数字', en: '1 to 4 capital letters or digits' },
  name: { 'zh-CN': '设备名称', en: 'Name' },
  nameHint: { 'zh-CN': '如：机房值班台', en: 'Machine room desk' },
  codeHelp: {
    'zh-CN': '写进这台设备上产生的编号，如INC-2026-B2-0001。',
    en: 'Part of the numbers issued there, as in INC-2026-B2-0001.',
  },
  enrolHelp: {
    'zh-CN':
      '生成一个接入包。在新设备上首次启动时选“接入已有工作区”，用口令打开。接入包含新设备的密钥，用过即删。',
    en: 'Makes a bundle with which the new workstation joins at its first start, by the passphrase. It holds the key of that device: delete it afterwards.',
  },
  chooseFolder: { 'zh-CN': '保存到', en: 'Save into' },
  chooseBundle: { 'zh-CN': '选择同步包', en: 'Choose a bundle' },
  chooseAndExport: { 'zh-CN': '选文件夹并导出', en: 'Choose a folder and export' },
  exporting: { 'zh-CN': '正在导出…', en: 'Exporting…' },
  exported: {
    'zh-CN': '已导出{name}：{commits}处改动、{blobs}个附件',
    en: 'Exported {name}: {commits} changes, {blobs} attachments',
  },
  inParts: {
    'zh-CN': '分成{parts}卷：每卷放一个介质，导入时不分先后',
    en: 'In {parts} parts: one for each medium, to be imported in any order',
  },
  medium: { 'zh-CN': '单个介质容量（MB）', en: 'Size of one medium (MB)' },
  mediumHelp: {
    'zh-CN': '放不下时分卷。留空为一个文件。',
    en: 'What does not fit goes into more parts. Empty: one file.',
  },
  mediumWrong: { 'zh-CN': '至少8 MB', en: 'At least 8 MB' },
  part: { 'zh-CN': '分卷', en: 'Part' },
  partsMissing: { 'zh-CN': '还缺分卷：{parts}', en: 'Parts still missing: {parts}' },
  lastPart: { 'zh-CN': '最后一卷', en: 'the last one' },
  inFile: { 'zh-CN': '{name}：', en: '{name}:' },
  importing: { 'zh-CN': '正在导入…', en: 'Importing…' },
  reading: { 'zh-CN': '正在读取…', en: 'Reading…' },
  open: { 'zh-CN': '打开', en: 'Open' },
  from: { 'zh-CN': '来自', en: 'From' },
  made: { 'zh-CN': '导出时间', en: 'Made' },
  holds: { 'zh-CN': '内容', en: 'Holds' },
  holdsWhat: {
    'zh-CN': '{commits}处改动，本机没有的{fresh}处；{blobs}个附件，{size}',
    en: '{commits} changes, {fresh} of them not here yet; {blobs} attachments, {size}',
  },
  lockedHelp: {
    'zh-CN': '这个同步包用口令加密。',
    en: 'This bundle is locked with a passphrase.',
  },
  imported: {
    'zh-CN': '已导入{applied}处改动、{blobs}个附件',
    en: '{applied} changes and {blobs} attachments imported',
  },
  nothingNew: { 'zh-CN': '没有新内容，本机都有了', en: 'Nothing new: all of it is here already' },
  notTaken: {
    'zh-CN': '{count}处改动未接收，原因见“设备与同步”',
    en: '{count} changes were not taken; the reasons stand below the devices',
  },
} as const satisfies Record<string, Text>
