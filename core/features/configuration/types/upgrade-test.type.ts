import type { RecordType } from '../../../../contract/record-type.ts'

const DOERS = ['operator', 'lead', 'manager', 'security', 'support', 'administrator'] as const

export const TEST_KINDS = [
  { value: 'functional', label: { 'zh-CN': '功能', en: 'Functional' } },
  { value: 'performance', label: { 'zh-CN': '性能', en: 'Performance' } },
  { value: 'compatibility', label: { 'zh-CN': '兼容性', en: 'Compatibility' } },
] as const

/** A test case of an upgrade with its result (F3). */
export const upgradeTestType: RecordType = {
  name: 'upgrade-test',
  label: { 'zh-CN': '升级测试', en: 'Upgrade test' },
  plural: { 'zh-CN': '升级测试', en: 'Upgrade tests' },
  icon: 'check',
  title: 'title',
  fields: {
    upgrade: {
      kind: 'ref',
      ref: 'upgrade',
      label: { 'zh-CN': '升级', en: 'Upgrade' },
      required: true,
    },
    title: { kind: 'text', label: { 'zh-CN': '用例', en: 'Test case' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      initial: 'functional',
      choices: TEST_KINDS,
    },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '结果', en: 'Result' },
      initial: 'open',
      choices: [
        { value: 'open', label: { 'zh-CN': '未测', en: 'Not tested' } },
        { value: 'passed', label: { 'zh-CN': '通过', en: 'Passed' }, tone: 'ok' },
        { value: 'failed', label: { 'zh-CN': '未通过', en: 'Failed' }, tone: 'crit' },
        { value: 'waived', label: { 'zh-CN': '豁免', en: 'Waived' }, tone: 'notice' },
      ],
    },
    steps: { kind: 'longText', label: { 'zh-CN': '步骤', en: 'Steps' } },
    expected: { kind: 'longText', label: { 'zh-CN': '预期', en: 'Expected' } },
    actual: {
      kind: 'longText',
      label: { 'zh-CN': '实测', en: 'What was seen' },
      help: {
        'zh-CN': '写数值和现象；豁免写理由',
        en: 'Figures and what was seen; the reason where it is waived',
      },
    },
    tester: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '测试人', en: 'Tested by' },
      readOnly: true,
    },
    testedAt: { kind: 'instant', label: { 'zh-CN': '测试时间', en: 'Tested' }, readOnly: true },
    attachments: { kind: 'attachments', label: { 'zh-CN': '证据', en: 'Evidence' } },
  },
  workflow: {
    field: 'status',
    transitions: [
      {
        name: 'pass',
        label: { 'zh-CN': '通过', en: 'Passed' },
        from: ['open', 'failed'],
        to: 'passed',
        roles: DOERS,
        requires: ['actual'],
        guards: ['upgrade-in-test'],
      },
      {
        name: 'fail',
        label: { 'zh-CN': '未通过', en: 'Failed' },
        from: ['open', 'passed'],
        to: 'failed',
        roles: DOERS,
        requires: ['actual'],
        guards: ['upgrade-in-test'],
      },
      {
        name: 'waive',
        label: { 'zh-CN': '豁免', en: 'Waive' },
        from: ['open', 'failed'],
        to: 'waived',
        roles: ['manager'],
        signed: true,
        requires: ['actual'],
        guards: ['upgrade-in-test'],
      },
      {
        name: 'again',
        label: { 'zh-CN': '重测', en: 'Test again' },
        from: ['passed', 'failed', 'waived'],
        to: 'open',
        roles: DOERS,
        guards: ['upgrade-in-test'],
      },
    ],
  },
  search: ['steps', 'expected', 'actual'],
  indexes: [['upgrade', 'kind']],
  permissions: { read: 'all', create: DOERS, update: DOERS, delete: ['manager'] },
  list: {
    columns: ['title', 'kind', 'status', 'actual', 'tester', 'testedAt', 'upgrade'],
    sort: { field: 'kind' },
  },
}
