import type { Finding } from '../../../../contract/oversight.ts'
import type { Text } from '../../../../contract/text.ts'

/** Texts of the audit trail. */
export const TEXTS = {
  title: { 'zh-CN': '审计', en: 'Audit trail' },
  onlyFor: { 'zh-CN': '由{roles}查看。', en: 'Open to: {roles}.' },
  verifyOnlyFor: { 'zh-CN': '由{roles}核验。', en: 'Verified by: {roles}.' },
  // trail
  trail: { 'zh-CN': '操作记录', en: 'Who did what' },
  from: { 'zh-CN': '从', en: 'From' },
  to: { 'zh-CN': '到', en: 'To' },
  person: { 'zh-CN': '人员', en: 'Person' },
  everybody: { 'zh-CN': '所有人', en: 'Everybody' },
  type: { 'zh-CN': '类型', en: 'Type' },
  everyType: { 'zh-CN': '全部类型', en: 'All types' },
  clear: { 'zh-CN': '清除条件', en: 'Clear filters' },
  more: { 'zh-CN': '更早的', en: 'Earlier' },
  loading: { 'zh-CN': '载入中', en: 'Loading' },
  none: { 'zh-CN': '没有符合条件的操作。', en: 'Nothing matches.' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  acted: { 'zh-CN': '{who}：{act}', en: '{who}: {act}' },
  system: { 'zh-CN': '系统', en: 'System' },
  createdOne: { 'zh-CN': '{who}新建{type}', en: '{who} created the {type}' },
  dayForm: { 'zh-CN': '年-月-日', en: 'YYYY-MM-DD' },
  // verification
  verification: { 'zh-CN': '核验', en: 'Verification' },
  explain: {
    'zh-CN': '逐条核对链、签名、数据表和附件，能证明有没有改动过。',
    en: 'Checks every link, signature, table row and attachment: proof that nothing was altered, or of what was.',
  },
  verify: { 'zh-CN': '核验', en: 'Verify' },
  verifyHeads: { 'zh-CN': '对照链头文件…', en: 'Against a heads file…' },
  verifying: { 'zh-CN': '正在核验 {done}/{total}', en: 'Verifying {done}/{total}' },
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  clean: { 'zh-CN': '没有改动，全部相符', en: 'Nothing was altered' },
  cleanHeads: {
    'zh-CN': '没有改动，与链头文件相符',
    en: 'Nothing was altered; the heads file agrees',
  },
  found: { 'zh-CN': '发现{count}处异常', en: '{count} findings' },
  foundOne: { 'zh-CN': '发现1处异常', en: '1 finding' },
  whatToDo: {
    'zh-CN': '停止在本机录入，保留现场，通知系统管理员与安全审计员；记录可从未改动的备份恢复。',
    en: 'Stop writing on this machine, keep it as it is, and tell an administrator and the auditor. An unaltered backup has the records.',
  },
  checked: {
    'zh-CN': '{commits}次提交，{operations}个操作，{rows}行，{blobs}个附件，用时{seconds}秒',
    en: '{commits} commits, {operations} operations, {rows} rows, {blobs} attachments in {seconds} s',
  },
  at: { 'zh-CN': '核验于{time}', en: 'Verified {time}' },
  headsWrong: { 'zh-CN': '“{name}”不是链头文件', en: '“{name}” is not a heads file' },
  chooseHeads: { 'zh-CN': '链头文件', en: 'Heads file' },
  head: { 'zh-CN': '本机链头', en: 'Chain head of this machine' },
  headHelp: {
    'zh-CN': '抄在别处或导出保存；以后对照它核验，截短日志就会露出来。',
    en: 'Keep it elsewhere, on paper or as a file: verifying against it later shows a log that was cut short.',
  },
  exportHeads: { 'zh-CN': '导出链头', en: 'Export heads' },
  headsName: { 'zh-CN': '链头', en: 'heads' },
  saved: { 'zh-CN': '已存到{path}', en: 'Saved to {path}' },
  keyVerify: { 'zh-CN': '核验', en: 'verify' },
  keyMove: { 'zh-CN': '移动', en: 'move' },
  keyOpen: { 'zh-CN': '打开记录', en: 'open record' },
} as const satisfies Record<string, Text>

/** What was found, in words. */
export const FINDINGS: Readonly<Record<Finding['kind'], Text>> = {
  commitAltered: { 'zh-CN': '提交被改动', en: 'Commit altered' },
  commitMissing: { 'zh-CN': '提交缺失', en: 'Commit missing' },
  commitOrder: { 'zh-CN': '提交顺序被调换', en: 'Commits out of order' },
  tailTruncated: { 'zh-CN': '日志末尾被截断', en: 'End of the log cut off' },
  signatureForeign: { 'zh-CN': '提交签名不是本机的', en: 'Signature of another key' },
  personSignature: { 'zh-CN': '个人签名无效', en: 'Signature of a person invalid' },
  deviceAct: {
    'zh-CN': '设备写了只能由人写的内容',
    en: 'The device wrote what only people may',
  },
  roleExceeded: {
    'zh-CN': '写入超出本人角色权限',
    en: 'Written beyond the roles of its person',
  },
  rowAltered: { 'zh-CN': '数据表行被改动', en: 'Row altered' },
  rowMissing: { 'zh-CN': '数据表行缺失', en: 'Row missing' },
  rowExtra: { 'zh-CN': '数据表多出一行', en: 'Row without origin' },
  blobAltered: { 'zh-CN': '附件被改动', en: 'Attachment altered' },
  blobMissing: { 'zh-CN': '附件缺失', en: 'Attachment missing' },
  fork: { 'zh-CN': '同一设备出现两条链', en: 'Two chains of one device' },
  serverContradicts: {
    'zh-CN': '服务器与它先前签过的不符',
    en: 'The server contradicts what it had signed',
  },
  unreadable: { 'zh-CN': '读不出来', en: 'Unreadable' },
}
