import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { ROLES, type Role } from '../../contract/roles.ts'
import { deviceType } from './device.type.ts'
import { rawPublicKey } from './identity.ts'
import { openTestLog, type TestDevice } from './testing.ts'
import type { NewCommit, NewOperation } from './types.ts'

const label = { 'zh-CN': '值', en: 'Value' }
const field = (kind: FieldType['kind'], more: Partial<FieldType> = {}): FieldType => ({
  kind,
  label,
  ...more,
})
const named = { label, plural: label, icon: 'note' }

const accountType: RecordType = {
  ...named,
  name: 'account',
  title: 'login',
  fields: {
    login: field('text'),
    person: field('text'),
    roles: field('tags', { policy: 'reviewed' }),
    clearance: field('integer', { policy: 'reviewed' }),
    active: field('boolean', { policy: 'reviewed' }),
    language: field('text'),
    signKey: field('text'),
  },
  permissions: { read: [], create: [], update: [], delete: [] },
  managed: true,
  writers: { create: ['administrator'], update: ['administrator'], own: ['language', 'signKey'] },
}

const choices = ['open', 'done', 'closed'].map((value) => ({ value, label }))
const step = (name: string, from: string, to: string, roles: readonly Role[], signed?: true) => ({
  name,
  label,
  from: [from],
  to,
  roles,
  ...(signed ? { signed } : {}),
})

const planType: RecordType = {
  ...named,
  name: 'plan',
  title: 'title',
  levels: true,
  fields: {
    title: field('text'),
    state: field('choice', { choices }),
    told: field('text'),
    approvedBy: field('text'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('finish', 'open', 'done', ['operator', 'lead']),
      step('again', 'done', 'open', ['operator', 'lead']),
      step('close', 'done', 'closed', ['lead'], true),
      step('reopen', 'closed', 'open', ['lead']),
    ],
  },
  permissions: {
    read: 'all',
    create: ['operator', 'lead'],
    update: ['operator', 'lead'],
    delete: ['lead'],
  },
  writers: {
    fields: { told: ['support'] },
    marks: [{ fields: ['approvedBy'], roles: ['lead'], signed: true }],
  },
}

/** The types as they are declared, and as a program would have them that lets everybody write everything. */
export const STRICT: readonly RecordType[] = [accountType, planType]
const WRITTEN_BY_ALL = { create: 'all', update: 'all', delete: 'all' } as const
const LOOSE: readonly RecordType[] = [
  { ...accountType, writers: WRITTEN_BY_ALL },
  { ...deviceType, writers: WRITTEN_BY_ALL },
  {
    ...planType,
    writers: WRITTEN_BY_ALL,
    workflow: {
      field: 'state',
      transitions: choices.map(({ value }) => ({
        ...step(value, '', value, ROLES),
        from: choices.map((choice) => choice.value),
      })),
    },
  },
]

const { roles: _, ...withoutRoles } = accountType.fields
/** Those of a program that knows no roles at all. */
const UNASKING: readonly RecordType[] = [{ ...accountType, fields: withoutRoles }, planType]

export interface Somebody {
  readonly person: string
  readonly account: string
  readonly key: KeyObject
}

/** A workspace whose founder is its administrator, and workstations in hands that write what they like. */
export class RolesScene {
  readonly administrator = somebody()
  readonly home: TestDevice

  constructor() {
    const { person } = this.administrator
    const first = { actor: person, ops: [accountOf(this.administrator, ['administrator'], 3)] }
    this.home = openTestLog({ types: STRICT, first })
  }

  /** A workstation that knows what is known at home, with another program. */
  workstation(program: 'loose' | 'unasking' = 'loose'): TestDevice {
    return openTestLog({ types: program === 'loose' ? LOOSE : UNASKING, like: this.home })
  }

  /** One that knows nothing of the workspace yet but what is known at home, and asks as it should. */
  replica(): TestDevice {
    return openTestLog({ types: STRICT, like: this.home })
  }

  hire(roles: readonly Role[], clearance = 1): Somebody {
    const one = somebody()
    this.write(this.home, this.administrator, accountOf(one, roles, clearance))
    return one
  }

  write(device: TestDevice, by: Somebody, ...ops: readonly NewOperation[]): string {
    return device.log.append({ actor: by.person, act: 'x', ops }).commit
  }

  /** The same under the person's own signature. */
  signed(device: TestDevice, by: Somebody, op: NewOperation, act = 'x'): string {
    const signing: NewCommit['sign'] = {
      purpose: act,
      type: 'create' in op ? op.create : op.patch,
      id: op.id,
      signer: { person: by.person, sign: (data) => sign(null, data, by.key) },
    }
    return device.log.append({ actor: by.person, act, ops: [op], sign: signing }).commit
  }
}

const somebody = (): Somebody => ({
  person: uuidv7(),
  account: uuidv7(),
  key: generateKeyPairSync('ed25519').privateKey,
})

export const accountOf = (
  { person, account, key }: Somebody,
  roles: readonly Role[],
  clearance: number,
): NewOperation => ({
  create: 'account',
  id: account,
  fields: {
    login: person,
    person,
    roles,
    clearance,
    active: true,
    signKey: Buffer.from(rawPublicKey(key)).toString('base64url'),
  },
})

export const change = (
  { account }: Somebody,
  fields: Readonly<Record<string, Json>>,
): NewOperation => ({ patch: 'account', id: account, fields })

export const plan = (id: string, fields: Readonly<Record<string, Json>> = {}): NewOperation => ({
  create: 'plan',
  id,
  fields: { title: 'x', state: 'open', ...fields },
})

export const onPlan = (id: string, fields: Readonly<Record<string, Json>>): NewOperation => ({
  patch: 'plan',
  id,
  fields,
})
