import type { Json } from '../contract/record-type.ts'
import { byGravity } from './concerns.ts'
import type { Contributions, FeatureModule } from './feature.ts'

/** The shared places as the sum of what the features contribute. */
export function contributionsOf(features: readonly FeatureModule[]): Contributions {
  const parts = features.flatMap(({ contributes }) => contributes ?? [])
  return {
    shifts: (context, period) =>
      parts
        .flatMap((part) => part.shifts?.(context, period) ?? [])
        .toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1)),
    work: (context, period) =>
      parts
        .flatMap((part) => part.work?.(context, period) ?? [])
        .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)),
    sheet: (context, shift) => parts.flatMap((part) => part.sheet?.(context, shift) ?? []),
    standing(context, shift) {
      const told = parts.map((part) => {
        const points = part.sheet?.(context, shift) ?? []
        return { points, concerns: part.concerns?.(context, shift, points) ?? [] }
      })
      return {
        sheet: told.flatMap(({ points }) => points),
        concerns: told.flatMap(({ concerns }) => concerns).toSorted(byGravity),
      }
    },
    roundsLocked(context, shift) {
      for (const part of parts) {
        const reason = part.roundsLocked?.(context, shift)
        if (reason) return reason
      }
      return undefined
    },
    timeline: (context, period) =>
      parts
        .flatMap((part) => part.timeline?.(context, period) ?? [])
        .toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1)),
    search: (context, text, limit) =>
      parts.flatMap((part) => part.search?.(context, text, limit) ?? []),
    readings(context, asked) {
      const answers = parts.flatMap((part) =>
        part.readings ? [part.readings(context, asked)] : [],
      )
      return asked.map((_one, at) => answers.map((answer) => answer[at]).find(Boolean))
    },
    series(context, asked) {
      for (const part of parts) {
        const known = part.series?.(context, asked)
        if (known) return known
      }
      return undefined
    },
    handover(context, shift) {
      for (const part of parts) {
        const known = part.handover?.(context, shift)
        if (known) return known
      }
      return undefined
    },
    follows: (context, written) =>
      Object.assign({}, ...parts.map((part) => part.follows?.(context, written) ?? {})) as Readonly<
        Record<string, Json>
      >,
    along: (context, written) => parts.flatMap((part) => part.along?.(context, written) ?? []),
    handoverStopped(context) {
      for (const part of parts) {
        const reason = part.handoverStopped?.(context)
        if (reason) return reason
      }
      return undefined
    },
  }
}
