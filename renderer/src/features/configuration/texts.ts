import type { Text } from '../../../../contract/text.ts'

/** Texts of configuration management. */
export const TEXTS = {
  impact: { 'zh-CN': '影响范围', en: 'What stands on it' },
  impactNone: { 'zh-CN': '没有登记依赖它的配置项', en: 'Nothing is known to stand on it' },
  impactCount: {
    'zh-CN': '它停用时，{count}项受影响，其中业务系统{services}项',
    en: 'When it fails, {count} items are affected, {services} of them services',
  },
  basis: { 'zh-CN': '所依赖的', en: 'What it stands on' },
  basisNone: { 'zh-CN': '没有登记它依赖什么', en: 'Nothing is known that it stands on' },
  relations: { 'zh-CN': '相邻关系', en: 'Neighbours' },
  relationsNone: {
    'zh-CN': '没有关系。编辑时填“依赖”“运行于”“属于”“连接到”',
    en: 'No relations. Fill in “Depends on”, “Runs on”, “Part of” or “Connects to” when editing',
  },
  through: { 'zh-CN': '经{name}', en: 'through {name}' },
  outdependsOn: { 'zh-CN': '依赖', en: 'Depends on' },
  independsOn: { 'zh-CN': '被依赖', en: 'Needed by' },
  outrunsOn: { 'zh-CN': '运行于', en: 'Runs on' },
  inrunsOn: { 'zh-CN': '承载', en: 'Carries' },
  outpartOf: { 'zh-CN': '属于', en: 'Part of' },
  inpartOf: { 'zh-CN': '包含', en: 'Contains' },
  outconnectsTo: { 'zh-CN': '连接到', en: 'Connects to' },
  inconnectsTo: { 'zh-CN': '连接自', en: 'Connected from' },

  conflicts: { 'zh-CN': '窗口冲突', en: 'Overlapping windows' },
  conflictsWarn: {
    'zh-CN': '同一时段还有{count}个窗口涉及这些配置项或其相邻项，先协调再批准',
    en: '{count} other windows at this time touch these items or their neighbours. Settle it before approving',
  },
  conflictNear: { 'zh-CN': '{name}（与{of}相邻）', en: '{name} (next to {of})' },

  maintenance: { 'zh-CN': '维护窗口', en: 'Maintenance window' },
  maintenancePlan: {
    'zh-CN': '批准后，{from}—{to}内{count}个监控项不告警',
    en: 'Once approved, {count} monitors hold back alerts from {from} to {to}',
  },
  maintenanceOn: {
    'zh-CN': '{from}—{to}，{count}个监控项不告警，停机计为维护',
    en: '{from} to {to}: {count} monitors hold back alerts, downtime counts as planned',
  },
  maintenanceNone: {
    'zh-CN': '涉及的配置项没有监控项',
    en: 'No monitors watch these items',
  },
  difference: { 'zh-CN': '配置差异', en: 'What it changed' },
  differenceNone: {
    'zh-CN': '实施以来配置项没有改动。有变化就更新配置项，关闭时自动附上差异',
    en: 'The items were not changed since it began. Update them where something is different; the difference is attached on closing',
  },
  field: { 'zh-CN': '项目', en: 'Field' },
  before: { 'zh-CN': '之前', en: 'Before' },
  after: { 'zh-CN': '之后', en: 'After' },
  empty: { 'zh-CN': '空', en: 'empty' },

  workstation: { 'zh-CN': '工作站采集', en: 'Workstation collection' },
  collect: { 'zh-CN': '采集本机', en: 'Collect this workstation' },
  collecting: { 'zh-CN': '正在采集', en: 'Collecting' },
  collectedNone: { 'zh-CN': '已采集，没有差异', en: 'Collected. Nothing is different' },
  collectedSome: { 'zh-CN': '已采集，{count}项差异', en: 'Collected. {count} differences' },
  never: {
    'zh-CN': '本机还没有采集。采集一次后每天自动比对',
    en: 'This workstation was not collected yet. After the first time it is compared every day',
  },
  takenAt: { 'zh-CN': '{time}采集', en: 'Collected {time}' },
  asItem: { 'zh-CN': '登记为配置项', en: 'Make it an item' },
  updateItem: { 'zh-CN': '更新配置项', en: 'Update the item' },
  itemMade: { 'zh-CN': '已登记{name}', en: '{name} is in the register' },
  itemUpdated: { 'zh-CN': '已更新', en: 'The item is up to date' },
  differs: {
    'zh-CN': '配置项与采集结果有{count}处不同',
    en: 'The item differs from what was found in {count} places',
  },
  inItem: { 'zh-CN': '配置项', en: 'Item' },
  found: { 'zh-CN': '采集到', en: 'Found' },
  filter: { 'zh-CN': '筛选名称或值', en: 'Filter names or values' },
  filtered: { 'zh-CN': '没有符合的', en: 'Nothing matches' },
  changes: { 'zh-CN': '差异记录', en: 'Differences' },
  changesNone: {
    'zh-CN': '首次采集后没有变化',
    en: 'Nothing has changed since the first collection',
  },
  more: { 'zh-CN': '其余{count}项', en: '{count} more' },
  came: { 'zh-CN': '新增', en: 'New' },
  went: { 'zh-CN': '移除', en: 'Gone' },
  reviewed: { 'zh-CN': '{who}已核对 {time}', en: 'Reviewed by {who} {time}' },
  review: { 'zh-CN': '核对', en: 'Review' },
  reviewText: {
    'zh-CN': '说明差异的来由，如补丁、换件；异常时报事件',
    en: 'Say where the differences come from, like a patch or a new part. Declare an incident if they should not be there',
  },
  remark: { 'zh-CN': '说明', en: 'Remark' },
  remarkWanted: { 'zh-CN': '写明来由', en: 'Say where they come from' },
  saving: { 'zh-CN': '正在保存', en: 'Saving' },
  device: { 'zh-CN': '工作站', en: 'Workstation' },
} as const satisfies Record<string, Text>
