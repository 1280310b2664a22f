import type { Text } from '../../../../contract/text.ts'

export interface HelpKey {
  readonly keys: readonly string[]
  readonly does: Text
}

/** Keys by where they work. */
export const KEYS: readonly { readonly title: Text; readonly keys: readonly HelpKey[] }[] = [
  {
    title: { 'zh-CN': '任何画面', en: 'Everywhere' },
    keys: [
      { keys: ['F2'], does: { 'zh-CN': '记一笔', en: 'write a log entry' } },
      { keys: ['F4'], does: { 'zh-CN': '报事件', en: 'declare an incident' } },
      { keys: ['F7'], does: { 'zh-CN': '应急', en: 'emergency' } },
      { keys: ['F8'], does: { 'zh-CN': '下一条异常', en: 'next thing that is wrong' } },
      { keys: ['F9'], does: { 'zh-CN': '应急必备文档', en: 'documents for an emergency' } },
      { keys: ['Ctrl K'], does: { 'zh-CN': '搜索记录和命令', en: 'search records and commands' } },
      { keys: ['F1', '?'], does: { 'zh-CN': '本页', en: 'this page' } },
      { keys: ['Esc'], does: { 'zh-CN': '返回', en: 'go back' } },
      {
        keys: ['Ctrl Z'],
        does: { 'zh-CN': '撤销刚才的改动（10秒内）', en: 'undo the last change, within 10 s' },
      },
      { keys: ['Ctrl Shift L'], does: { 'zh-CN': '锁定', en: 'lock' } },
    ],
  },
  {
    title: { 'zh-CN': '应急模式', en: 'Emergency mode' },
    keys: [
      { keys: ['Enter'], does: { 'zh-CN': '完成本步', en: 'step done' } },
      { keys: ['N'], does: { 'zh-CN': '做不了或跳过', en: 'cannot be done, or skipped' } },
      { keys: ['↑', '↓'], does: { 'zh-CN': '看其他步骤', en: 'other steps' } },
      { keys: ['Backspace'], does: { 'zh-CN': '10秒内撤回', en: 'take back within 10 s' } },
      { keys: ['M'], does: { 'zh-CN': '手册', en: 'manual' } },
      { keys: ['F2'], does: { 'zh-CN': '记一笔', en: 'note' } },
      { keys: ['R'], does: { 'zh-CN': '进展报告', en: 'progress report' } },
      { keys: ['T'], does: { 'zh-CN': '时间线', en: 'timeline' } },
      { keys: ['P'], does: { 'zh-CN': '人员与到岗', en: 'people and roles' } },
      { keys: ['A'], does: { 'zh-CN': '加步骤', en: 'add a step' } },
      { keys: ['L'], does: { 'zh-CN': '调整级别', en: 'change the level' } },
      { keys: ['B'], does: { 'zh-CN': '业务恢复', en: 'service restored' } },
      {
        keys: ['Esc'],
        does: { 'zh-CN': '回主窗口，应急继续', en: 'main window, response goes on' },
      },
    ],
  },
  {
    title: { 'zh-CN': '记一笔', en: 'Quick log' },
    keys: [
      { keys: ['Enter'], does: { 'zh-CN': '保存并收起', en: 'save and close' } },
      { keys: ['Ctrl Enter'], does: { 'zh-CN': '保存，接着写', en: 'save and go on writing' } },
      { keys: ['Tab'], does: { 'zh-CN': '改分类', en: 'next category' } },
      { keys: ['#'], does: { 'zh-CN': '关联记录', en: 'link a record' } },
      { keys: ['@'], does: { 'zh-CN': '加标签', en: 'add a tag' } },
      {
        keys: ['Alt T'],
        does: { 'zh-CN': '改发生时间（补录）', en: 'set when it happened (late entry)' },
      },
      { keys: ['Ctrl V'], does: { 'zh-CN': '贴图', en: 'paste a picture' } },
    ],
  },
  {
    title: { 'zh-CN': '值班台', en: 'Desk' },
    keys: [
      {
        keys: ['N', 'W', 'H', 'L'],
        does: { 'zh-CN': '到要做、异常、遗留、日志', en: 'to do, wrong, taken over, log' },
      },
      {
        keys: ['M', 'D', 'A'],
        does: { 'zh-CN': '看我的、本班、全部', en: 'mine, the shift’s, all' },
      },
      { keys: ['S'], does: { 'zh-CN': '暂缓或取消暂缓', en: 'put off, or bring back' } },
    ],
  },
  {
    title: { 'zh-CN': '待办', en: 'Work list' },
    keys: [
      {
        keys: ['M', 'D', 'T', 'A'],
        does: { 'zh-CN': '看我的、本班、班组、全部', en: 'mine, the shift’s, the team’s, all' },
      },
      { keys: ['S'], does: { 'zh-CN': '暂缓或取消暂缓', en: 'put off, or bring back' } },
      { keys: ['V'], does: { 'zh-CN': '列表、周、月', en: 'list, week, month' } },
      { keys: ['/'], does: { 'zh-CN': '查找', en: 'find' } },
      { keys: ['G'], does: { 'zh-CN': '日历回今天', en: 'today in the calendar' } },
    ],
  },
  {
    title: { 'zh-CN': '阅读文档', en: 'Reading a document' },
    keys: [
      { keys: ['O'], does: { 'zh-CN': '显示或收起目录', en: 'show or fold the outline' } },
      { keys: ['[', ']'], does: { 'zh-CN': '上一页、下一页', en: 'page before, page after' } },
      { keys: ['G'], does: { 'zh-CN': '到第几页', en: 'go to a page' } },
      {
        keys: ['+', '-', '0'],
        does: { 'zh-CN': '放大、缩小、适合宽度', en: 'larger, smaller, fit width' },
      },
      { keys: ['Ctrl F'], does: { 'zh-CN': '在文档中查找', en: 'find in the document' } },
      {
        keys: ['F3', 'Shift F3'],
        does: { 'zh-CN': '下一处、上一处', en: 'next match, match before' },
      },
      {
        keys: ['B', 'H', 'M'],
        does: {
          'zh-CN': '加书签、标记所选、加批注',
          en: 'bookmark, highlight what is selected, add a note',
        },
      },
      { keys: ['Alt ←'], does: { 'zh-CN': '回到点链接之前', en: 'back to before the link' } },
      { keys: ['Ctrl P'], does: { 'zh-CN': '打印或存为PDF', en: 'print, or save as PDF' } },
      { keys: ['E'], does: { 'zh-CN': '导出原文件', en: 'save the file itself' } },
      { keys: ['F'], does: { 'zh-CN': '全屏阅读', en: 'full screen' } },
    ],
  },
  {
    title: { 'zh-CN': '值班日志', en: 'Duty log' },
    keys: [
      { keys: ['↑', '↓'], does: { 'zh-CN': '移动', en: 'move' } },
      { keys: ['[', ']'], does: { 'zh-CN': '前一天、后一天', en: 'day before, day after' } },
      { keys: ['T'], does: { 'zh-CN': '今天', en: 'today' } },
      { keys: ['/'], does: { 'zh-CN': '搜索全文', en: 'search' } },
      { keys: ['A'], does: { 'zh-CN': '更正', en: 'amend' } },
      { keys: ['P'], does: { 'zh-CN': '存为PDF', en: 'save as PDF' } },
    ],
  },
  {
    title: { 'zh-CN': '排班', en: 'Roster' },
    keys: [
      { keys: ['V'], does: { 'zh-CN': '月/周', en: 'month, week' } },
      { keys: ['G'], does: { 'zh-CN': '班组/人员', en: 'teams, people' } },
      { keys: ['Enter'], does: { 'zh-CN': '安排人员', en: 'place people' } },
      { keys: ['Space'], does: { 'zh-CN': '拿起/放下', en: 'pick up, put down' } },
      { keys: ['Del'], does: { 'zh-CN': '移出', en: 'take off' } },
      { keys: ['S'], does: { 'zh-CN': '申请换班', en: 'ask for a swap' } },
      { keys: ['N'], does: { 'zh-CN': '登记请假', en: 'enter an absence' } },
    ],
  },
  {
    title: { 'zh-CN': '交接班', en: 'Handover' },
    keys: [
      { keys: ['Enter'], does: { 'zh-CN': '确认并下一条', en: 'acknowledge, next' } },
      { keys: ['Q', 'A'], does: { 'zh-CN': '提问、答复', en: 'ask, answer' } },
      { keys: ['→'], does: { 'zh-CN': '打开记录', en: 'open the record' } },
      { keys: ['⌫'], does: { 'zh-CN': '撤销确认（10秒内）', en: 'take back, within 10 s' } },
      {
        keys: ['N', 'X', 'R'],
        does: { 'zh-CN': '加一条、销项、重新取数', en: 'add, tick off, fill again' },
      },
      { keys: ['U'], does: { 'zh-CN': '写补充', en: 'add an addendum' } },
      { keys: ['P'], does: { 'zh-CN': '存为PDF', en: 'save as PDF' } },
    ],
  },
  {
    title: { 'zh-CN': '巡检列表', en: 'Rounds' },
    keys: [
      { keys: ['Enter'], does: { 'zh-CN': '开始、继续、查看', en: 'start, go on, view' } },
      { keys: ['[', ']'], does: { 'zh-CN': '前一段、后一段时间', en: 'period before, after' } },
      { keys: ['S', 'D', 'W'], does: { 'zh-CN': '本班、当日、本周', en: 'shift, day, week' } },
      { keys: ['N'], does: { 'zh-CN': '临时巡检', en: 'extra round' } },
      { keys: ['M'], does: { 'zh-CN': '说明漏检、改期', en: 'explain a miss, or reschedule' } },
      { keys: ['A', 'R'], does: { 'zh-CN': '批准、退回说明', en: 'approve or return it' } },
      { keys: ['P', 'K'], does: { 'zh-CN': '打印、录入纸质表', en: 'print a form, key one in' } },
    ],
  },
  {
    title: { 'zh-CN': '检查表', en: 'Checklists' },
    keys: [
      {
        keys: ['N', 'Shift N'],
        does: { 'zh-CN': '加检查项、加分段', en: 'add an item, a section' },
      },
      { keys: ['Alt ↑', 'Alt ↓'], does: { 'zh-CN': '调整顺序', en: 'reorder' } },
      { keys: ['D', 'Del'], does: { 'zh-CN': '复制、删除', en: 'duplicate, remove' } },
      {
        keys: ['Ctrl S'],
        does: { 'zh-CN': '保存草稿、保存计划', en: 'save a draft or a schedule' },
      },
      { keys: ['L'], does: { 'zh-CN': '从自带模板取用', en: 'take shipped ones in' } },
    ],
  },
  {
    title: { 'zh-CN': '巡检执行', en: 'Making a round' },
    keys: [
      { keys: ['Enter'], does: { 'zh-CN': '确认，到下一项', en: 'confirm and go on' } },
      { keys: ['Space', '+'], does: { 'zh-CN': '正常', en: 'normal' } },
      { keys: ['-'], does: { 'zh-CN': '不正常', en: 'not normal' } },
      { keys: ['1', '…', '9'], does: { 'zh-CN': '选答案', en: 'choose an answer' } },
      { keys: ['S'], does: { 'zh-CN': '跳过，写原因', en: 'skip, with the reason' } },
      { keys: ['N'], does: { 'zh-CN': '备注', en: 'remark' } },
      { keys: ['P', 'Ctrl V'], does: { 'zh-CN': '照片、附件', en: 'photo or file' } },
      { keys: ['T'], does: { 'zh-CN': '计时开始、停止', en: 'start and stop the timer' } },
      { keys: ['E'], does: { 'zh-CN': '报问题', en: 'raise a finding' } },
      { keys: ['W'], does: { 'zh-CN': '第二人确认', en: 'second person' } },
      { keys: ['M'], does: { 'zh-CN': '手册、以前的记录', en: 'manual, earlier records' } },
      {
        keys: ['Backspace'],
        does: { 'zh-CN': '收回刚才一项（10秒内）', en: 'take the last back, within 10 s' },
      },
      { keys: ['Ctrl Enter'], does: { 'zh-CN': '提交', en: 'submit' } },
      {
        keys: ['Alt'],
        does: { 'zh-CN': '在文字里按这些字母键', en: 'with these letters inside a text' },
      },
    ],
  },
  {
    title: { 'zh-CN': '台账', en: 'Registers' },
    keys: [
      { keys: ['N'], does: { 'zh-CN': '新建', en: 'new' } },
      { keys: ['E'], does: { 'zh-CN': '修改', en: 'edit' } },
      { keys: ['Space'], does: { 'zh-CN': '选择', en: 'select' } },
      { keys: ['Del'], does: { 'zh-CN': '删除', en: 'delete' } },
      { keys: ['/'], does: { 'zh-CN': '查找', en: 'find' } },
      { keys: ['Ctrl Enter'], does: { 'zh-CN': '保存表单', en: 'save a form' } },
    ],
  },
]

/** Short articles. */
export const ARTICLES: readonly { readonly title: Text; readonly text: Text }[] = [
  {
    title: { 'zh-CN': '记一笔怎么写', en: 'Writing an entry' },
    text: {
      'zh-CN':
        '按F2，直接写发生了什么，回车保存。输入#后写编号、名称或拼音首字母，选中记录即关联；输入@加标签。事情早已发生时，按Alt+T填发生时间，超过10分钟自动标“补录”，发生时间和录入时间都保留。截图后直接粘贴。没写完可按Esc收起，草稿自动保存。',
      en: 'Press F2, write what happened, press Enter. Type # and part of a number or name to link a record, @ to add a tag. When it happened earlier, press Alt+T and give the time: after ten minutes the entry is marked late, and both times are kept. Paste a screenshot straight in. Esc puts the line away and keeps the draft.',
    },
  },
  {
    title: { 'zh-CN': '写错了怎么办', en: 'When an entry is wrong' },
    text: {
      'zh-CN':
        '日志不能改、不能删，只能更正：选中后按A，写更正后的内容和原因。原文和每次更正都保留，打印和导出时一并列出。台账记录可以修改和撤销，历史里能看到每次改动。',
      en: 'Log entries are never changed or deleted, only amended: choose one, press A, write how it should read and why. The original and every amendment stay, also on paper and in exports. Register records can be edited and undone; their history shows every change.',
    },
  },
  {
    title: { 'zh-CN': '数据在哪里', en: 'Where the data is' },
    text: {
      'zh-CN':
        '全部在本机工作区文件夹里，加密保存，不连外网。“设置-关于”里有路径。每天自动备份，“设置-备份”里改位置和时间，最好放在另一块磁盘上。已提示保存的记录都在磁盘上，断电不丢。',
      en: 'Everything is in the workspace folder on this machine, encrypted; nothing leaves it. Settings, About shows the path. It is backed up every day; Settings, Backup says where and when: another disk is best. What was acknowledged as saved is on disk and survives a power cut.',
    },
  },
  {
    title: { 'zh-CN': '怎样证明没有改过', en: 'Proving that nothing was altered' },
    text: {
      'zh-CN':
        '每次操作都有签名并与上一次相连。“审计-核验”逐条检查，有改动会指出是哪一条。把链头抄在交接单上或导出保存，以后对照它核验，连删掉末尾几条也能发现。',
      en: 'Every operation is signed and chained to the one before. Audit trail, Verify checks them all and names what was altered. Keep the chain head on paper or as a file: verifying against it later shows even a log whose end was cut off.',
    },
  },
  {
    title: { 'zh-CN': '兼容模式', en: 'Compatibility mode' },
    text: {
      'zh-CN':
        '本机没有Electron程序时，用已装的Chromium打开同一套程序和数据。不使用系统钥匙串，只能用密码解锁；打印改为存PDF。',
      en: 'Without the Electron binary the same program and data open in an installed Chromium. The key store of the system is not used, only a password unlocks; printing saves a PDF.',
    },
  },
]

export const TITLE: Text = { 'zh-CN': '帮助', en: 'Help' }
export const KEYS_TITLE: Text = { 'zh-CN': '快捷键', en: 'Keys' }
