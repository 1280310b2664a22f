import type { FieldType, RecordType } from '../contract/record-type.ts'
import { checkDeclaration } from './check-declaration.ts'
import { accessEventType } from './features/accounts/access-event.type.ts'
import { accountType } from './features/accounts/account.type.ts'
import { settingsType } from './session/settings.type.ts'
import type { FeatureModule } from './feature.ts'
import { deviceType } from './log/device.type.ts'
import { serverType } from './sync/server.type.ts'
import type { TypeRegistry } from './workspace/workspace.ts'

/** The types that every workspace needs, whatever features there are. */
const OWN: readonly RecordType[] = [
  deviceType,
  accountType,
  settingsType,
  accessEventType,
  serverType,
]

const NUMBER: FieldType = {
  kind: 'text',
  label: { 'zh-CN': '编号', en: 'Number' },
  readOnly: true,
}

/** A numbered type has the read-only field `number`, declared or not. */
const withNumber = (type: RecordType): RecordType =>
  type.numbering && !('number' in type.fields)
    ? { ...type, fields: { number: NUMBER, ...type.fields } }
    : type

/** All declared types. Throws when a name is declared twice or a declaration names what is not there. */
export function typeRegistry(
  features: readonly FeatureModule[],
  extra: readonly RecordType[] = [],
): TypeRegistry {
  const types = new Map<string, RecordType>()
  for (const type of [...OWN, ...features.flatMap((feature) => feature.types), ...extra]) {
    if (types.has(type.name)) throw new Error(`record type ${type.name} is declared twice`)
    types.set(type.name, withNumber(type))
  }
  const all = [...types.values()]
  for (const type of all) {
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.ref !== undefined && !types.has(field.ref))
        throw new Error(`${type.name}.${name} refers to unknown type ${field.ref}`)
    }
    if (!(type.title in type.fields))
      throw new Error(`${type.name} has no field ${type.title} for its title`)
    checkDeclaration(type, (name) => types.get(name))
  }
  return { get: (name) => types.get(name), all: () => all }
}
