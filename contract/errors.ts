import { INCIDENT_ERRORS } from './incident-errors.ts'
import { RESPONSE_ERRORS } from './response-errors.ts'
import { BACKUP_ERRORS } from './backup-errors.ts'
import { SYNC_ERRORS } from './sync-errors.ts'
import type { Text } from './text.ts'

/** Every expected failure: a stable code and its text in both languages; `{name}` are parameters. */
export const ERROR_TEXTS = {
  invalidInput: {
    'zh-CN': '输入有误：{issues}',
    en: 'Some input is not valid: {issues}',
  },
  internal: {
    'zh-CN': '程序内部出错，操作未保存。错误编号{reference}',
    en: 'Something failed inside the program; nothing was saved. Reference {reference}',
  },
  notSignedIn: { 'zh-CN': '未登录或已锁定，先登录', en: 'Nobody is signed in. Sign in first' },
  denied: {
    'zh-CN': '没有权限。可由{roles}办理',
    en: 'Not permitted. This may be done by: {roles}',
  },
  unknownProcedure: { 'zh-CN': '没有此功能：{name}', en: 'There is no procedure {name}' },
  unknownType: { 'zh-CN': '没有此类记录：{type}', en: 'There is no record type {type}' },
  notFound: {
    'zh-CN': '记录不存在或不可见',
    en: 'The record does not exist or is not visible to you',
  },
  fieldInvalid: { 'zh-CN': '“{field}”有误：{reason}', en: '“{field}” is not valid: {reason}' },
  timeInFuture: {
    'zh-CN': '时间晚于现在，改为已发生的时间',
    en: 'The time lies in the future. Give the time when it happened',
  },
  appendOnly: {
    'zh-CN': '此类记录只能更正，不能修改或删除',
    en: 'Records of this type are amended, never edited or deleted',
  },
  alreadyDecided: {
    'zh-CN': '“{field}”已经确定，不能再改',
    en: '“{field}” has been decided and cannot be changed',
  },
  notCollected: {
    'zh-CN': '本机还没有采集，先采集',
    en: 'This workstation was not collected yet. Collect it first',
  },
  shiftOver: {
    'zh-CN': '班次已结束，不能再调整',
    en: 'The shift is over and is no longer changed',
  },
  shiftStarted: {
    'zh-CN': '班次已开始，不能换班',
    en: 'The shift has begun; it cannot be swapped',
  },
  notOnShift: { 'zh-CN': '{name}不在该班次', en: '{name} is not on that shift' },
  alreadyOnShift: { 'zh-CN': '{name}已在该班次', en: '{name} is on that shift already' },
  ownSwap: {
    'zh-CN': '换班双方不能审批，由其他值班长或主管办理',
    en: 'Nobody decides on a swap of his own. Another lead or a manager does',
  },
  recordDeleted: {
    'zh-CN': '记录已删除，先恢复再修改',
    en: 'The record is deleted. Restore it before changing it',
  },
  surveyAnswers: {
    'zh-CN': '答案与题目不符，或有题目没有答',
    en: 'The answers do not fit the questions, or some are missing',
  },
  notYourPost: { 'zh-CN': '不是你的岗位', en: 'That is not a post of yours' },
  dutiesChanged: {
    'zh-CN': '职责刚有变化，重新阅读后确认',
    en: 'The duties changed meanwhile. Read them again and confirm',
  },
  textChanged: {
    'zh-CN': '内容刚有变化，重新阅读后批准',
    en: 'The text changed meanwhile. Read it again and approve',
  },
  notYet: { 'zh-CN': '{reason}', en: '{reason}' },
  wrongState: {
    'zh-CN': '当前状态“{state}”下不能执行此操作',
    en: 'This cannot be done in state “{state}”',
  },
  missingFields: { 'zh-CN': '先填写：{fields}', en: 'Fill in first: {fields}' },
  passwordNeeded: { 'zh-CN': '签字需要再次输入密码', en: 'Signing needs your password again' },
  passwordWrong: { 'zh-CN': '用户名或密码不对', en: 'The user name or the password is wrong' },
  passwordWeak: {
    'zh-CN': '密码至少{min}个字符，且不能与用户名相同',
    en: 'A password has at least {min} characters and differs from the user name',
  },
  lockedOut: {
    'zh-CN': '错误次数过多，{seconds}秒后再试',
    en: 'Too many wrong attempts. Try again in {seconds} seconds',
  },
  recoveryKeyWrong: { 'zh-CN': '恢复密钥不对', en: 'The recovery key is wrong' },
  loginTaken: { 'zh-CN': '用户名“{login}”已被使用', en: 'The user name “{login}” is taken' },
  rolesExclude: {
    'zh-CN': '三员分立：{roles}不能由同一人担任',
    en: 'Separation of administrators: one person cannot hold {roles}',
  },
  lastAdministrator: {
    'zh-CN': '至少保留一名系统管理员',
    en: 'At least one administrator must remain',
  },
  workspaceMissing: { 'zh-CN': '此处没有工作区：{path}', en: 'There is no workspace at {path}' },
  workspaceExists: {
    'zh-CN': '此处已有工作区或其他文件：{path}',
    en: 'There already is a workspace or other content at {path}',
  },
  workspaceInUse: {
    'zh-CN': '工作区已在另一个程序中打开：{path}',
    en: 'The workspace is open in another program: {path}',
  },
  workspaceNewer: {
    'zh-CN': '工作区由新版本{version}创建，先升级程序',
    en: 'The workspace was written by the newer version {version}. Upgrade the program first',
  },
  workspaceDamaged: {
    'zh-CN': '工作区文件损坏：{detail}。用备份恢复',
    en: 'A file of the workspace is damaged: {detail}. Restore it from a backup',
  },
  workspaceReadOnly: {
    'zh-CN': '工作区所在位置只读，改动无法保存',
    en: 'The place of the workspace is read-only; changes cannot be saved',
  },
  diskFull: {
    'zh-CN': '磁盘已满，此次改动未保存。清理空间后重试',
    en: 'The disk is full; this change was not saved. Free some space and try again',
  },
  storageFailed: {
    'zh-CN': '写入磁盘失败，此次改动未保存：{detail}',
    en: 'Writing to the disk failed; this change was not saved: {detail}',
  },
  blobMissing: {
    'zh-CN': '附件不在本机：{name}',
    en: 'The attachment is not on this device: {name}',
  },
  blobDamaged: {
    'zh-CN': '附件校验不符，已损坏：{name}',
    en: 'The attachment fails its check and is damaged: {name}',
  },
  blobTooLarge: { 'zh-CN': '附件超过{limit} MB', en: 'The attachment is larger than {limit} MB' },
  clearance: { 'zh-CN': '密级高于本人权限', en: 'The level is above your clearance' },
  commitInvalid: { 'zh-CN': '日志记录无效：{detail}', en: 'A commit is not valid: {detail}' },
  undoConflict: {
    'zh-CN': '此后已有新改动，无法撤销：{fields}',
    en: 'Later changes exist; this cannot be undone: {fields}',
  },
  mentionBlind: {
    'zh-CN': '{people}无权查看此记录，不能@',
    en: '{people} may not see this record and cannot be mentioned',
  },
  exportTooLarge: {
    'zh-CN': '共{rows}条，DOCX最多{limit}条；先筛选，或导出为XLSX、CSV',
    en: '{rows} records are too many for DOCX (at most {limit}); filter them, or choose XLSX or CSV',
  },
  workbookTooLarge: {
    'zh-CN': '工作簿太大，读取时内存不够。另存为 CSV 再导入，或拆成几个文件',
    en: 'The workbook needs more memory than an import may take. Save it as CSV, or split it, and import that',
  },
  fileUnreadable: {
    'zh-CN': '无法读取文件{name}：{reason}',
    en: 'The file {name} cannot be read: {reason}',
  },
  handoverSide: {
    'zh-CN': '本人不在{side}名单，可由{people}办理',
    en: 'You are not on the {side} side. This may be done by: {people}',
  },
  handoverBoth: {
    'zh-CN': '{name}已签交班，不能再签接班',
    en: '{name} has signed for the outgoing side and cannot sign for both',
  },
  handoverCountersign: {
    'zh-CN': '连班接班需另一名值班长先会签',
    en: 'Staying on for the next shift needs the countersignature of another lead first',
  },
  handoverUnacknowledged: {
    'zh-CN': '还有{count}条未确认：{points}',
    en: '{count} points are not acknowledged yet: {points}',
  },
  handoverUnanswered: {
    'zh-CN': '第{point}条的提问还没有答复',
    en: 'The question on point {point} has no answer yet',
  },
  handoverPaused: {
    'zh-CN': '交接已暂停：{reason}。先恢复交接',
    en: 'The handover is paused: {reason}. Resume it first',
  },
  handoverSuspended: {
    'zh-CN': '重大故障“{fault}”未受控，暂停交接班',
    en: 'No handover until the major fault is under control: {fault}',
  },
  handoverEarly: {
    'zh-CN': '距下班还有{minutes}分钟，提前交班需写明原因',
    en: 'The shift ends in {minutes} minutes. Handing over early needs a reason',
  },
  handoverEmpty: {
    'zh-CN': '交接单没有任何条目，先补充或写明“无遗留”',
    en: 'The sheet has no point. Add one, if only that nothing is left',
  },
  handoverFull: {
    'zh-CN': '交接单最多{limit}条',
    en: 'A sheet has at most {limit} points',
  },
  collectionLevel: {
    'zh-CN': '密级不能低于所在文档集“{collection}”',
    en: 'The level cannot be below that of its collection “{collection}”',
  },
  draftExists: {
    'zh-CN': '已有未发布的版本{version}，先发布或删除',
    en: 'Version {version} is not published yet. Publish or discard it first',
  },
  ownDraft: {
    'zh-CN': '草稿由{name}编写，只能由其本人或文档管理员修改',
    en: 'The draft is written by {name}. Only the author or a document controller changes it',
  },
  versionEmpty: {
    'zh-CN': '正文为空，先编写再提交',
    en: 'The text is empty. Write it before submitting',
  },
  tooDifferent: {
    'zh-CN': '两个版本差异过大，无法逐行对比，分别打开查看',
    en: 'The versions differ too much to compare line by line. Open them side by side',
  },
  placeNotFound: {
    'zh-CN': '现行版本中找不到该处文字，重新选择',
    en: 'The text is not in the published version. Choose the place again',
  },
  noPublishedVersion: {
    'zh-CN': '文档没有已发布的版本',
    en: 'The document has no published version',
  },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  ownAct: {
    'zh-CN': '不能审批本人提交的内容，由他人审批',
    en: 'Nobody approves what he submitted himself; somebody else does',
  },
  secondIsFirst: {
    'zh-CN': '第二人不能是本人，由他人确认',
    en: 'The second person must be somebody other than the first',
  },
  checklistEmpty: {
    'zh-CN': '检查表没有检查项，先添加',
    en: 'The checklist has no items. Add some first',
  },
  noApprovedVersion: {
    'zh-CN': '检查表“{name}”没有已批准的版本',
    en: 'The checklist “{name}” has no approved version',
  },
  scheduleInvalid: { 'zh-CN': '周期规则有误：{reason}', en: 'The schedule is not valid: {reason}' },
  roundNotDue: {
    'zh-CN': '未到时间，{minutes}分钟后可以开始',
    en: 'It is too early; the round may begin in {minutes} minutes',
  },
  roundClosed: {
    'zh-CN': '巡检已提交或取消，不能再改',
    en: 'The round has been submitted or cancelled and cannot be changed',
  },
  roundsLocked: { 'zh-CN': '暂不能巡检：{reason}', en: 'Rounds are locked: {reason}' },
  roundIncomplete: {
    'zh-CN': '还有{count}处未完成：{items}',
    en: '{count} things are still missing: {items}',
  },
  itemUnknown: {
    'zh-CN': '检查表中没有此项：{item}',
    en: 'The checklist has no such item: {item}',
  },
  answerInvalid: { 'zh-CN': '“{item}”有误：{reason}', en: '“{item}” is not valid: {reason}' },
  lateUndeclared: {
    'zh-CN': '读数时间已过{minutes}分钟以上，按补录录入',
    en: 'The reading is more than {minutes} minutes old. Enter it as a late entry',
  },
  notMissed: { 'zh-CN': '此次巡检没有漏检', en: 'The round was not missed' },
  codeUnknown: {
    'zh-CN': '本工作区没有这个码的巡检表，核对后再录',
    en: 'No form of this workspace has this code; compare it again',
  },
  documentTooLarge: {
    'zh-CN': '超过{limit} MB。拆分成较小的文件再导入',
    en: 'Larger than {limit} MB. Split it into smaller files',
  },
  documentTooMuchText: {
    'zh-CN': '文字超过{limit}百万字。拆分成较小的文件再导入',
    en: 'More than {limit} million characters of text. Split it into smaller files',
  },
  documentTooManyPages: {
    'zh-CN': '超过{limit}页。拆分成较小的文件再导入',
    en: 'More than {limit} pages. Split it into smaller files',
  },
  documentUnpacked: {
    'zh-CN': '解压后超过{limit} MB，可能是压缩炸弹，未导入',
    en: 'Unpacks to more than {limit} MB and may be a zip bomb; not imported',
  },
  documentSlip: {
    'zh-CN': '压缩包内的文件名“{name}”指向外部，未导入',
    en: 'A file inside is named “{name}” to lead out of the archive; not imported',
  },
  documentEmpty: { 'zh-CN': '文件为空', en: 'The file is empty' },
  documentFormat: {
    'zh-CN': '不支持此格式。另存为PDF、DOCX或文本再导入',
    en: 'This format is not supported. Save it as PDF, DOCX or text',
  },
  documentArchive: {
    'zh-CN': '压缩包不能直接导入。解压后导入文件夹',
    en: 'Archives are not imported. Unpack it and import the folder',
  },
  documentLegacyOffice: {
    'zh-CN': '旧版Office格式。另存为DOCX、XLSX或PPTX再导入',
    en: 'An old Office format. Save it as DOCX, XLSX or PPTX',
  },
  documentDamaged: {
    'zh-CN': '文件损坏，无法读取（{detail}）。用原程序打开并重新保存',
    en: 'The file is damaged and cannot be read ({detail}). Open it in its own program and save it again',
  },
  documentEncrypted: {
    'zh-CN': '文件有密码。去掉密码后再导入',
    en: 'The file has a password. Remove it and import again',
  },
  documentAlias: {
    'zh-CN': '只是“{name}”的别名，没有正文。导入该文件即可',
    en: 'Only another name of “{name}”, without text of its own. Import that file',
  },
  documentEncoding: {
    'zh-CN': '不认识编码“{encoding}”。换一种编码',
    en: 'The encoding “{encoding}” is unknown. Choose another',
  },
  documentMemory: {
    'zh-CN': '读取时内存超过{limit} MB，未导入。文件可能有问题，拆分后再试',
    en: 'Reading took more than {limit} MB of memory; not imported. The file may be malicious; split it and try again',
  },
  documentTime: {
    'zh-CN': '读取超过{seconds}秒，已放弃。文件可能有问题，拆分后再试',
    en: 'Reading took more than {seconds} seconds and was given up. The file may be malicious; split it and try again',
  },
  documentCrashed: {
    'zh-CN': '读取时出错，已跳过。用原程序打开并重新保存',
    en: 'Reading ended unexpectedly; skipped. Open it in its own program and save it again',
  },
  importRunning: {
    'zh-CN': '已有导入在进行。等它完成或先取消',
    en: 'An import is under way. Wait for it or cancel it first',
  },
  importNone: { 'zh-CN': '没有可继续的导入', en: 'There is no import to go on with' },
  pathNotChosen: {
    'zh-CN': '没有选择文件或文件夹。重新选择',
    en: 'No file or folder was chosen. Choose again',
  },
  levelBelowCollection: {
    'zh-CN': '密级不能低于文档集的密级',
    en: 'The level cannot be below that of the collection',
  },
  sourceMissing: {
    'zh-CN': '文件已不存在。重新选择',
    en: 'The file is no longer there. Choose it again',
  },
  sourceBroken: {
    'zh-CN': '快捷链接的目标不存在。直接导入目标文件',
    en: 'A link whose target does not exist. Import the file itself',
  },
  sourceDenied: {
    'zh-CN': '没有读取权限。调整文件权限后再导入',
    en: 'No permission to read it. Change its permissions and import again',
  },
  sourceChanged: {
    'zh-CN': '导入时文件有改动。改完后再导入',
    en: 'The file changed while it was imported. Import it again when it is finished',
  },
  sourceTooMany: {
    'zh-CN': '文件夹超过{limit}个文件或层级过深，其余未导入。分批导入',
    en: 'More than {limit} files or too many folders inside each other; the rest was left out. Import it in parts',
  },
  sourceSpecial: {
    'zh-CN': '不是普通文件（管道、套接字或设备），已跳过',
    en: 'Not an ordinary file (a pipe, socket or device); skipped',
  },
  sourceLoop: {
    'zh-CN': '快捷链接指向自身或文件夹外，未跟随。直接导入目标文件',
    en: 'A link to itself or out of the folder; not followed. Import its target instead',
  },
  sourceFailed: {
    'zh-CN': '读取失败（{reason}）。检查存储后再导入',
    en: 'Reading failed ({reason}). Check the storage and import again',
  },
  ...INCIDENT_ERRORS,
  ...SYNC_ERRORS,
  ...BACKUP_ERRORS,
  ...RESPONSE_ERRORS,
  monitorElsewhere: {
    'zh-CN': '由另一台设备“{device}”监控，在那台设备上操作',
    en: 'It is probed by another device, {device}. Do it there',
  },
  windowOver: { 'zh-CN': '维护窗口已结束', en: 'The maintenance window is over' },
} as const satisfies Record<string, Text>

export type ErrorCode = keyof typeof ERROR_TEXTS

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_TEXTS, code)
