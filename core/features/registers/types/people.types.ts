import type { RecordType } from '../../../../contract/record-type.ts'

const PEOPLE = ['lead', 'manager', 'administrator'] as const

export const teamType: RecordType = {
  name: 'team',
  label: { 'zh-CN': '班组', en: 'Team' },
  plural: { 'zh-CN': '班组', en: 'Teams' },
  icon: 'people',
  area: 'management',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    lead: { kind: 'ref', ref: 'person', label: { 'zh-CN': '值班长', en: 'Shift lead' } },
    standIn: { kind: 'ref', ref: 'person', label: { 'zh-CN': 'B角', en: 'Stand-in' } },
    phone: { kind: 'text', label: { 'zh-CN': '值班电话', en: 'Duty phone' }, maxLength: 40 },
    notes: { kind: 'longText', label: { 'zh-CN': '备注', en: 'Notes' } },
  },
  search: ['notes', 'phone'],
  permissions: {
    read: 'all',
    create: ['manager', 'administrator'],
    update: ['manager', 'administrator'],
    delete: ['manager', 'administrator'],
  },
  list: { columns: ['name', 'lead', 'standIn', 'phone'], sort: { field: 'name' } },
}

export const personType: RecordType = {
  name: 'person',
  label: { 'zh-CN': '人员', en: 'Person' },
  plural: { 'zh-CN': '人员', en: 'People' },
  icon: 'user',
  area: 'management',
  title: 'name',
  subtitle: 'staffNumber',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '姓名', en: 'Name' }, required: true, maxLength: 60 },
    staffNumber: { kind: 'text', label: { 'zh-CN': '工号', en: 'Staff number' }, maxLength: 40 },
    team: { kind: 'ref', ref: 'team', label: { 'zh-CN': '班组', en: 'Team' } },
    posts: { kind: 'refs', ref: 'post', label: { 'zh-CN': '岗位', en: 'Posts' } },
    rosterOrder: {
      kind: 'integer',
      label: { 'zh-CN': '排班顺序', en: 'Order in the roster' },
      min: 1,
      max: 999,
    },
    phone: { kind: 'text', label: { 'zh-CN': '手机', en: 'Mobile' }, maxLength: 40 },
    extension: { kind: 'text', label: { 'zh-CN': '分机', en: 'Extension' }, maxLength: 20 },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'Status' },
      initial: 'active',
      choices: [
        { value: 'active', label: { 'zh-CN': '在岗', en: 'Active' } },
        { value: 'leave', label: { 'zh-CN': '休假', en: 'On leave' }, tone: 'maint' },
        { value: 'left', label: { 'zh-CN': '离岗', en: 'Left' }, tone: 'neutral' },
      ],
    },
    since: { kind: 'date', label: { 'zh-CN': '到岗日期', en: 'Since' } },
    notes: { kind: 'longText', label: { 'zh-CN': '备注', en: 'Notes' } },
  },
  search: ['staffNumber', 'phone', 'extension', 'notes'],
  permissions: { read: 'all', create: PEOPLE, update: PEOPLE, delete: ['administrator'] },
  list: {
    columns: ['name', 'staffNumber', 'team', 'posts', 'extension', 'phone', 'status'],
    sort: { field: 'name' },
  },
}

export const postType: RecordType = {
  name: 'post',
  label: { 'zh-CN': '岗位', en: 'Post' },
  plural: { 'zh-CN': '岗位', en: 'Posts' },
  icon: 'seal',
  area: 'management',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    duties: { kind: 'longText', label: { 'zh-CN': '岗位职责', en: 'Duties' } },
    standards: { kind: 'longText', label: { 'zh-CN': '工作标准', en: 'Standards' } },
    holder: { kind: 'ref', ref: 'person', label: { 'zh-CN': 'A角', en: 'Holder' } },
    standIn: { kind: 'ref', ref: 'person', label: { 'zh-CN': 'B角', en: 'Stand-in' } },
    reviewOn: { kind: 'date', label: { 'zh-CN': '下次评审', en: 'Next review' } },
  },
  deadlines: [
    {
      field: 'reviewOn',
      who: 'holder',
      roles: ['manager'],
      label: { 'zh-CN': '评审岗位：{name}', en: 'Review the post {name}' },
    },
  ],
  search: ['duties', 'standards'],
  permissions: {
    read: 'all',
    create: ['manager', 'administrator'],
    update: ['manager', 'administrator'],
    delete: ['manager'],
  },
  list: { columns: ['name', 'holder', 'standIn', 'reviewOn'], sort: { field: 'name' } },
}

export const contactType: RecordType = {
  name: 'contact',
  label: { 'zh-CN': '联系人', en: 'Contact' },
  plural: { 'zh-CN': '通讯录', en: 'Contacts' },
  icon: 'phone',
  area: 'duty',
  title: 'name',
  subtitle: 'organisation',
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '姓名', en: 'Name' }, required: true, maxLength: 60 },
    organisation: { kind: 'text', label: { 'zh-CN': '单位', en: 'Organisation' }, maxLength: 120 },
    role: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      initial: 'vendor',
      choices: [
        { value: 'vendor', label: { 'zh-CN': '厂家', en: 'Vendor' } },
        { value: 'carrier', label: { 'zh-CN': '运营商', en: 'Carrier' } },
        { value: 'user', label: { 'zh-CN': '业务部门', en: 'Business unit' } },
        { value: 'authority', label: { 'zh-CN': '主管单位', en: 'Authority' } },
        { value: 'property', label: { 'zh-CN': '物业安保', en: 'Premises and guards' } },
        { value: 'other', label: { 'zh-CN': '其他', en: 'Other' } },
      ],
    },
    duty: { kind: 'text', label: { 'zh-CN': '负责事项', en: 'Responsible for' } },
    phone: { kind: 'text', label: { 'zh-CN': '电话', en: 'Phone' }, required: true, maxLength: 60 },
    secondPhone: {
      kind: 'text',
      label: { 'zh-CN': '备用电话', en: 'Second phone' },
      maxLength: 60,
    },
    email: { kind: 'text', label: { 'zh-CN': '邮箱', en: 'Email' }, maxLength: 120 },
    hours: { kind: 'text', label: { 'zh-CN': '服务时间', en: 'Service hours' }, maxLength: 80 },
    contract: { kind: 'text', label: { 'zh-CN': '合同号', en: 'Contract' }, maxLength: 80 },
    contractEnds: { kind: 'date', label: { 'zh-CN': '合同到期', en: 'Contract ends' } },
    emergency: { kind: 'boolean', label: { 'zh-CN': '应急联系人', en: 'Emergency contact' } },
    notes: { kind: 'longText', label: { 'zh-CN': '备注', en: 'Notes' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  deadlines: [
    {
      field: 'contractEnds',
      roles: ['manager'],
      label: { 'zh-CN': '合同到期：{organisation}', en: 'Contract ends: {organisation}' },
      detail: ['contract'],
    },
  ],
  search: ['organisation', 'duty', 'phone', 'secondPhone', 'email', 'contract', 'notes'],
  indexes: [['name'], ['role', 'name'], ['contractEnds']],
  permissions: {
    read: 'all',
    create: ['operator', 'lead', 'manager', 'support', 'administrator'],
    update: ['operator', 'lead', 'manager', 'support', 'administrator'],
    delete: ['lead', 'manager', 'administrator'],
  },
  levels: true,
  list: {
    columns: ['name', 'organisation', 'role', 'duty', 'phone', 'hours', 'emergency'],
    sort: { field: 'name' },
  },
  form: {
    sections: [
      { fields: ['name', 'organisation', 'role', 'duty', 'emergency'] },
      {
        label: { 'zh-CN': '联系方式', en: 'How to reach' },
        fields: ['phone', 'secondPhone', 'email', 'hours'],
      },
      {
        label: { 'zh-CN': '合同与备注', en: 'Contract and notes' },
        fields: ['contract', 'contractEnds', 'notes', 'attachments'],
      },
    ],
  },
}
