import type { RecordType } from '../../../contract/record-type.ts'

/** Somebody who may sign in. Written only by accounts.*; never given out by register, history or export. */
export const accountType: RecordType = {
  name: 'account',
  label: { 'zh-CN': '账号', en: 'Account' },
  plural: { 'zh-CN': '账号', en: 'Accounts' },
  icon: 'key',
  title: 'login',
  managed: true,
  fields: {
    login: {
      kind: 'text',
      label: { 'zh-CN': '用户名', en: 'User name' },
      required: true,
      policy: 'reviewed',
    },
    person: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '人员', en: 'Person' },
      required: true,
    },
    name: { kind: 'text', label: { 'zh-CN': '姓名', en: 'Name' }, required: true },
    roles: {
      kind: 'tags',
      label: { 'zh-CN': '角色', en: 'Roles' },
      required: true,
      policy: 'reviewed',
    },
    clearance: {
      kind: 'integer',
      label: { 'zh-CN': '可见密级', en: 'Clearance' },
      required: true,
      policy: 'reviewed',
    },
    active: { kind: 'boolean', label: { 'zh-CN': '启用', en: 'Active' }, policy: 'reviewed' },
    language: { kind: 'text', label: { 'zh-CN': '界面语言', en: 'Language' } },
    signKey: {
      kind: 'text',
      label: { 'zh-CN': '签名公钥', en: 'Signing key' },
      policy: 'reviewed',
    },
    formerSignKeys: { kind: 'json', label: { 'zh-CN': '曾用签名公钥', en: 'Former signing keys' } },
    boxKey: { kind: 'text', label: { 'zh-CN': '加密公钥', en: 'Box key' }, policy: 'reviewed' },
    wrapped: {
      kind: 'json',
      label: { 'zh-CN': '受密码保护的私钥', en: 'Private keys under the password' },
      policy: 'reviewed',
    },
    contentKeys: {
      kind: 'json',
      label: { 'zh-CN': '密级密钥', en: 'Content keys' },
      policy: 'reviewed',
    },
  },
  groups: { keys: ['signKey', 'formerSignKeys', 'boxKey', 'wrapped', 'contentKeys'] },
  indexes: [['login']],
  permissions: { read: ['administrator', 'auditor'], create: [], update: [], delete: [] },
  writers: {
    create: ['administrator'],
    update: ['administrator'],
    own: ['language', 'signKey', 'formerSignKeys', 'boxKey', 'wrapped', 'contentKeys'],
  },
}
