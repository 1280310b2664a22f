import type { RecordType } from '../../../../contract/record-type.ts'

const OPERATIONS = ['operator', 'lead', 'manager', 'administrator'] as const
const RECORDERS = [...OPERATIONS, 'security'] as const

export const configurationItemType: RecordType = {
  name: 'configuration-item',
  label: { 'zh-CN': '配置项', en: 'Configuration item' },
  plural: { 'zh-CN': '配置项', en: 'Configuration items' },
  short: { 'zh-CN': '配置项', en: 'Configuration' },
  icon: 'config',
  area: 'operations',
  title: 'name',
  subtitle: 'address',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      initial: 'server',
      choices: [
        { value: 'service', label: { 'zh-CN': '业务系统', en: 'Service' } },
        { value: 'server', label: { 'zh-CN': '服务器', en: 'Server' } },
        { value: 'workstation', label: { 'zh-CN': '工作站', en: 'Workstation' } },
        { value: 'storage', label: { 'zh-CN': '存储', en: 'Storage' } },
        { value: 'network', label: { 'zh-CN': '网络设备', en: 'Network device' } },
        { value: 'security', label: { 'zh-CN': '安全设备', en: 'Security device' } },
        { value: 'database', label: { 'zh-CN': '数据库', en: 'Database' } },
        { value: 'middleware', label: { 'zh-CN': '中间件', en: 'Middleware' } },
        { value: 'software', label: { 'zh-CN': '软件', en: 'Software' } },
        { value: 'facility', label: { 'zh-CN': '机房设施', en: 'Facility' } },
      ],
    },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'live',
      choices: [
        { value: 'planned', label: { 'zh-CN': '计划', en: 'Planned' } },
        { value: 'live', label: { 'zh-CN': '在用', en: 'Live' } },
        { value: 'maintenance', label: { 'zh-CN': '维护', en: 'Maintenance' }, tone: 'maint' },
        { value: 'standby', label: { 'zh-CN': '备用', en: 'Standby' } },
        { value: 'retired', label: { 'zh-CN': '退役', en: 'Retired' }, tone: 'neutral' },
      ],
    },
    importance: {
      kind: 'choice',
      label: { 'zh-CN': '重要程度', en: 'Importance' },
      choices: [
        { value: 'core', label: { 'zh-CN': '核心', en: 'Core' } },
        { value: 'important', label: { 'zh-CN': '重要', en: 'Important' } },
        { value: 'normal', label: { 'zh-CN': '一般', en: 'Normal' } },
      ],
    },
    address: { kind: 'text', label: { 'zh-CN': '地址', en: 'Address' }, maxLength: 120 },
    version: { kind: 'text', label: { 'zh-CN': '型号版本', en: 'Model and version' } },
    serial: { kind: 'text', label: { 'zh-CN': '序列号', en: 'Serial number' }, maxLength: 80 },
    location: { kind: 'text', label: { 'zh-CN': '位置', en: 'Location' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    vendor: { kind: 'ref', ref: 'contact', label: { 'zh-CN': '厂家联系人', en: 'Vendor contact' } },
    manufacturer: { kind: 'text', label: { 'zh-CN': '厂商', en: 'Manufacturer' }, maxLength: 120 },
    os: { kind: 'text', label: { 'zh-CN': '操作系统', en: 'Operating system' }, maxLength: 120 },
    cpu: { kind: 'text', label: { 'zh-CN': '处理器', en: 'Processor' }, maxLength: 120 },
    memory: { kind: 'text', label: { 'zh-CN': '内存', en: 'Memory' }, maxLength: 40 },
    disk: { kind: 'text', label: { 'zh-CN': '磁盘容量', en: 'Disks' }, maxLength: 120 },
    attributes: {
      kind: 'longText',
      label: { 'zh-CN': '其他属性', en: 'Other attributes' },
      help: {
        'zh-CN': '每行一项，如“微码：6.2.0”',
        en: 'One a line, like “Microcode: 6.2.0”',
      },
    },
    dependsOn: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '依赖', en: 'Depends on' },
    },
    runsOn: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '运行于', en: 'Runs on' },
    },
    partOf: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '属于', en: 'Part of' },
    },
    connectsTo: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '连接到', en: 'Connects to' },
    },
    device: {
      kind: 'ref',
      ref: 'device',
      label: { 'zh-CN': '采集的工作站', en: 'Collected workstation' },
    },
    warrantyEnds: { kind: 'date', label: { 'zh-CN': '维保到期', en: 'Warranty ends' } },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  deadlines: [
    {
      field: 'warrantyEnds',
      state: 'state',
      open: ['planned', 'live', 'maintenance', 'standby'],
      who: 'post',
      roles: ['manager'],
      label: { 'zh-CN': '维保到期：{name}', en: 'Warranty ends: {name}' },
    },
  ],
  search: ['address', 'version', 'serial', 'location', 'manufacturer', 'os', 'attributes', 'notes'],
  indexes: [['name'], ['kind', 'name'], ['warrantyEnds']],
  levels: true,
  permissions: {
    read: 'all',
    create: OPERATIONS,
    update: OPERATIONS,
    delete: ['manager', 'administrator'],
  },
  list: {
    columns: ['name', 'kind', 'state', 'importance', 'address', 'version', 'location', 'post'],
    sort: { field: 'name' },
  },
  form: {
    sections: [
      {
        fields: ['name', 'kind', 'state', 'importance', 'address', 'location', 'post', 'vendor'],
      },
      {
        label: { 'zh-CN': '属性', en: 'Attributes' },
        fields: [
          'manufacturer',
          'version',
          'serial',
          'os',
          'cpu',
          'memory',
          'disk',
          'attributes',
          'warrantyEnds',
        ],
      },
      {
        label: { 'zh-CN': '关系', en: 'Relations' },
        fields: ['dependsOn', 'runsOn', 'partOf', 'connectsTo', 'device'],
      },
      { label: { 'zh-CN': '说明', en: 'Notes' }, fields: ['notes', 'attachments'] },
    ],
  },
}

export const inspectionPointType: RecordType = {
  name: 'inspection-point',
  label: { 'zh-CN': '巡检点', en: 'Inspection point' },
  plural: { 'zh-CN': '巡检点', en: 'Inspection points' },
  icon: 'target',
  area: 'operations',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    item: {
      kind: 'ref',
      ref: 'configuration-item',
      label: { 'zh-CN': '配置项', en: 'Configuration item' },
    },
    place: { kind: 'text', label: { 'zh-CN': '位置', en: 'Place' } },
    method: { kind: 'longText', label: { 'zh-CN': '检查方法', en: 'Method' } },
    standard: { kind: 'longText', label: { 'zh-CN': '合格标准', en: 'Standard' } },
    unit: { kind: 'text', label: { 'zh-CN': '单位', en: 'Unit' }, maxLength: 20 },
    alarmLow: { kind: 'number', label: { 'zh-CN': '严重下限', en: 'Alarm low' } },
    warnLow: { kind: 'number', label: { 'zh-CN': '预警下限', en: 'Warning low' } },
    warnHigh: { kind: 'number', label: { 'zh-CN': '预警上限', en: 'Warning high' } },
    alarmHigh: { kind: 'number', label: { 'zh-CN': '严重上限', en: 'Alarm high' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
  },
  search: ['place', 'method', 'standard'],
  permissions: {
    read: 'all',
    create: ['lead', 'manager', 'administrator'],
    update: ['lead', 'manager', 'administrator'],
    delete: ['manager', 'administrator'],
  },
  list: {
    columns: ['name', 'item', 'place', 'unit', 'warnLow', 'warnHigh', 'alarmLow', 'alarmHigh'],
    sort: { field: 'name' },
  },
}

export const backupJobType: RecordType = {
  name: 'backup-job',
  label: { 'zh-CN': '备份作业', en: 'Backup job' },
  plural: { 'zh-CN': '备份作业', en: 'Backup jobs' },
  icon: 'disk',
  area: 'operations',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    item: {
      kind: 'ref',
      ref: 'configuration-item',
      label: { 'zh-CN': '备份对象', en: 'What is backed up' },
    },
    method: {
      kind: 'choice',
      label: { 'zh-CN': '方式', en: 'Method' },
      choices: [
        { value: 'full', label: { 'zh-CN': '全量', en: 'Full' } },
        { value: 'incremental', label: { 'zh-CN': '增量', en: 'Incremental' } },
        { value: 'log', label: { 'zh-CN': '日志', en: 'Log' } },
        { value: 'snapshot', label: { 'zh-CN': '快照', en: 'Snapshot' } },
      ],
    },
    schedule: { kind: 'text', label: { 'zh-CN': '周期', en: 'Schedule' } },
    target: { kind: 'text', label: { 'zh-CN': '存放位置', en: 'Target' } },
    retention: {
      kind: 'integer',
      label: { 'zh-CN': '保留', en: 'Kept for' },
      unit: 'd',
      min: 1,
      max: 36_500,
    },
    lastResult: {
      kind: 'choice',
      label: { 'zh-CN': '上次结果', en: 'Last result' },
      choices: [
        { value: 'ok', label: { 'zh-CN': '正常', en: 'Normal' }, tone: 'ok' },
        { value: 'partial', label: { 'zh-CN': '部分失败', en: 'Partly failed' }, tone: 'warn' },
        { value: 'failed', label: { 'zh-CN': '失败', en: 'Failed' }, tone: 'crit' },
      ],
    },
    lastRun: { kind: 'instant', label: { 'zh-CN': '上次运行', en: 'Last run' } },
    restoreTested: { kind: 'date', label: { 'zh-CN': '上次恢复测试', en: 'Last restore test' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' } },
  },
  groups: { result: ['lastResult', 'lastRun'] },
  deadlines: [
    {
      field: 'restoreTested',
      afterDays: 100,
      who: 'post',
      roles: ['manager'],
      label: { 'zh-CN': '恢复测试：{name}', en: 'Restore test of {name}' },
    },
  ],
  search: ['schedule', 'target', 'notes'],
  permissions: {
    read: 'all',
    create: OPERATIONS,
    update: OPERATIONS,
    delete: ['manager', 'administrator'],
  },
  // Told by the runs and restore tests that are recorded below it.
  writers: {
    fields: {
      lastRun: RECORDERS,
      lastResult: RECORDERS,
      restoreTested: RECORDERS,
    },
  },
  list: {
    columns: ['name', 'item', 'method', 'schedule', 'lastResult', 'lastRun', 'restoreTested'],
    sort: { field: 'name' },
  },
}
