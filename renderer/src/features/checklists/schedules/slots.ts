import type { Roster } from '../../../../../contract/roster-shapes.ts'
import type { Text } from '../../../../../contract/text.ts'

/** Shifts to choose from: of one roster or of all, with those chosen before that no roster has any more. */
export function slotsOf(
  rosters: readonly Roster[],
  roster: string,
  chosen: readonly string[],
): readonly { readonly key: string; readonly name: Text }[] {
  const names = new Map<string, Text>()
  for (const { id, plans } of rosters)
    if (roster === '' || roster === id)
      for (const plan of plans) for (const { key, name } of plan.slots) names.set(key, name)
  for (const key of chosen) if (!names.has(key)) names.set(key, { 'zh-CN': key, en: key })
  return [...names].map(([key, name]) => ({ key, name }))
}
