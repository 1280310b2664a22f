import type { FeatureModule, Guard } from './feature.ts'
import type { TypeRegistry } from './workspace/workspace.ts'

/** The checks of all features by name. Throws when a name is given twice or a transition names none of them. */
export function guardsOf(
  features: readonly FeatureModule[],
  types: TypeRegistry,
): ReadonlyMap<string, Guard> {
  const guards = new Map<string, Guard>()
  for (const { guards: own = {} } of features)
    for (const [name, guard] of Object.entries(own)) {
      if (guards.has(name)) throw new Error(`guard ${name} is declared twice`)
      guards.set(name, guard)
    }
  for (const type of types.all())
    for (const transition of type.workflow?.transitions ?? [])
      for (const name of transition.guards ?? [])
        if (!guards.has(name))
          throw new Error(`${type.name}: ${transition.name} names the unknown guard ${name}`)
  return guards
}
