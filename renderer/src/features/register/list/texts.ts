import type { Text } from '../../../../../contract/text.ts'

/** What each register is for, told where it has no record yet; by the name of its type. */
export const PURPOSES: Readonly<Record<string, Text>> = {
  contact: {
    'zh-CN': '厂家、运营商、本单位各部门的电话，值班时一查就有。',
    en: 'Telephone numbers of vendors, carriers and departments, at hand on every shift.',
  },
  'key-tool': {
    'zh-CN': '钥匙、工具、备件由谁借走、何时该还。借出未还的进待办和交接单。',
    en: 'Who has which key or tool and when it is due back. What is out goes to the work list and the handover sheet.',
  },
  team: {
    'zh-CN': '倒班的班组。新建排班表时会自动建好，一般不用在这里建。',
    en: 'Teams that take turns. A new roster makes them; seldom made here.',
  },
  person: {
    'zh-CN': '班组里的人。要登录的，在“设置-账号管理”建账号，人员随之建立。',
    en: 'Everybody who works here. Whoever signs in is made with an account in Settings, Accounts.',
  },
  post: {
    'zh-CN': '有职责的岗位和它的A角、B角。检查表、文档、预案归岗位负责。',
    en: 'Posts with their holder and stand-in. Checklists, documents and plans belong to posts.',
  },
  'configuration-item': {
    'zh-CN':
      '在管的设备、系统和软件，以及它们的依赖关系。停用时能看出影响谁。已有台账的，用“更多-导入”。',
    en: 'Devices, systems and software and what depends on what. A list that exists already is taken in by More, Import.',
  },
  'inspection-point': {
    'zh-CN': '巡检要去的地方。检查项可以指定巡检点，问题自动关联。',
    en: 'Places that rounds go to. Items of a checklist name them, and findings follow.',
  },
  'backup-job': {
    'zh-CN': '业务数据的备份作业，登记每次结果和恢复测试。值守自身的备份在“设置-备份”。',
    en: 'Backups of the services, with each result and restore test. Those of this program are in Settings, Backup.',
  },
  request: {
    'zh-CN': '用户报来的故障和需求，从受理到回复，按时限计时。',
    en: 'What users report and ask for, from receipt to answer, against the clock.',
  },
  finding: {
    'zh-CN': '巡检、演练、检查发现的问题，整改后由他人验证销号。',
    en: 'What rounds, drills and inspections found; put right, then verified by somebody else.',
  },
  problem: {
    'zh-CN': '事件背后反复出现的原因，查到根治为止。',
    en: 'Causes behind incidents, followed until they are gone.',
  },
  baseline: {
    'zh-CN': '一组配置项在某一刻的样子，签名冻结，配置审计拿它比对。',
    en: 'A set of configuration items as they stood, signed and frozen; audits compare with it.',
  },
  'configuration-audit': {
    'zh-CN': '把基线和实际比一遍，列出不一致的地方。先有签名的配置基线。',
    en: 'Compares a baseline with what is really there. A signed baseline comes first.',
  },
  'configuration-deviation': {
    'zh-CN': '配置审计查出的偏差，逐条纠正或说明理由接受。由配置审计列出。',
    en: 'What audits found to differ, to be corrected or accepted with a reason. Audits list them.',
  },
  change: {
    'zh-CN': '对系统的改动：申请、批准、实施、验证、关闭，各由谁办都留下签名。',
    en: 'Changes to systems: asked for, approved, made, verified and closed, each under a signature.',
  },
  upgrade: {
    'zh-CN': '软件版本升级：必要性、测试、步骤、回退，测试通过才能批准。',
    en: 'New versions of software: why, tests, steps and the way back. Tests come before approval.',
  },
  'upgrade-test': {
    'zh-CN': '升级前的功能、性能、兼容性用例，在升级记录下方新建。',
    en: 'Cases for function, performance and compatibility, added below an upgrade.',
  },
  'protection-measure': {
    'zh-CN': '防火墙、防病毒、门禁等措施，到期检查是否仍有效。',
    en: 'Firewalls, antivirus, doors: what protects, checked when it is due.',
  },
  'data-asset': {
    'zh-CN': '要保护的数据：级别、是否加密、怎样备份、何时校验。',
    en: 'Data to protect: how important, encrypted or not, backed up how, checked when.',
  },
  vulnerability: {
    'zh-CN': '系统的漏洞，填CVSS即得等级和处置期限。扫描器结果用“更多-导入”。',
    en: 'Weaknesses of systems; CVSS gives severity and deadline. Results of scanners come by More, Import.',
  },
  'scan-plan': {
    'zh-CN': '多久扫描一次漏洞、扫哪些设备，到期进待办。',
    en: 'How often which devices are scanned; due scans go to the work list.',
  },
  'security-event': {
    'zh-CN': '入侵、病毒、泄密等安全事件，从发现到处置完。',
    en: 'Intrusions, malware and leaks, from being noticed to being dealt with.',
  },
  'security-audit': {
    'zh-CN': '按计划做的安全检查和结论，发现的问题登记整改。',
    en: 'Security checks by plan with their results; findings are followed.',
  },
  'law-clause': {
    'zh-CN': '要遵守的法规、标准条款和符合情况，定期复核。',
    en: 'Clauses of laws and standards to keep, and whether they are kept.',
  },
  'knowledge-article': {
    'zh-CN': '问过的问题和答案，再遇到时搜得到。',
    en: 'Questions that were answered, found when they are asked again.',
  },
  feedback: {
    'zh-CN': '用户的意见和建议，回复了本人才能关闭。',
    en: 'What users think and suggest; closed once they have been answered.',
  },
  'training-course': {
    'zh-CN': '课程的内容、对象、合格分和证书有效期。有课程才能排场次。',
    en: 'Content, audience, pass mark and validity of the certificate. Sessions follow from courses.',
  },
  'training-session': {
    'zh-CN': '一次培训：时间、地点、参加人和成绩，合格的自动发证。先建课程。',
    en: 'One training: when, where, who and with what result. The course comes first.',
  },
  'post-duty': {
    'zh-CN': '各岗位该做什么、依据什么标准。改动后A角、B角重新确认。',
    en: 'What each post has to do and by which standard; holders confirm what changed.',
  },
  assignment: {
    'zh-CN': '谁从哪天起任哪个岗位的A角或B角，批准后生效。先建岗位。',
    en: 'Who holds which post from when, once approved. The post comes first.',
  },
  'work-standard': {
    'zh-CN': '本单位的工作流程和标准，岗位职责从这里引用。',
    en: 'How work is done here; duties of posts refer to it.',
  },
  'raci-line': {
    'zh-CN': '每项工作谁负责、谁批准、谁配合、通知谁。',
    en: 'For each task who does it, who answers for it, who is asked and who is told.',
  },
  'responsibility-review': {
    'zh-CN': '定期检查各岗位职责是否合适、有没有落实。',
    en: 'Whether the duties of posts still fit and are done, looked at in turn.',
  },
  'training-plan': {
    'zh-CN': '这一年谁要学什么、何时学完，到期提醒。',
    en: 'Who is to learn what by when this year.',
  },
  'study-record': {
    'zh-CN': '每人学了多少学时。参加培训、演练的自动记入。',
    en: 'Hours that people learned; trainings and drills are entered by themselves.',
  },
  certificate: {
    'zh-CN': '人员的资格证书和到期日，快到期的进待办。',
    en: 'Certificates of people and when they expire.',
  },
  inspection: {
    'zh-CN': '上级和内部的监督检查，问题全部销号后签字闭环。',
    en: 'Inspections from above and within; signed off once every finding is closed.',
  },
  technology: {
    'zh-CN': '想引入的新技术：调研、试用、评价，再定用不用。',
    en: 'New technology from a first look through trial to a decision.',
  },
}
