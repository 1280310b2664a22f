import type { FeatureModule } from '../../feature.ts'
import { lawClauseType } from './clause.type.ts'
import { demonstrateLaws } from './demonstrate.ts'

/** The register of laws 法规台账 (K2). */
export const laws: FeatureModule = {
  name: 'laws',
  types: [lawClauseType],
  handlers: {},
  demonstrate: demonstrateLaws,
}
