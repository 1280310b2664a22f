import { InvalidCommit } from './engine.ts'
import type { TypeShape } from './shape.ts'
import type { Commit } from './types.ts'

/** Actor of commits that nobody made: what the device saw by itself, like alerts of its monitors. */
export const DEVICE = 'device'

/** What a commit in the device's own name wrote that only people may write; undefined: nothing. */
export function overstepped(
  shapes: ReadonlyMap<string, TypeShape>,
  commit: Pick<Commit, 'actor' | 'ops' | 'signed'>,
): string | undefined {
  if (commit.actor !== DEVICE) return undefined
  if (commit.signed) return 'a signature'
  for (const { type, fields } of commit.ops) {
    const shape = shapes.get(type)
    // What a newer program declares cannot be judged here.
    if (!shape) continue
    const field = Object.keys(fields).find((name) => !shape.byDevice.has(name))
    if (shape.byDevice.size === 0 || field !== undefined)
      return field === undefined ? type : `${type}.${field}`
  }
  return undefined
}

/** Throws InvalidCommit where the device wrote in its own name what only people may write. */
export function checkDevice(shapes: ReadonlyMap<string, TypeShape>, commit: Commit): void {
  const what = overstepped(shapes, commit)
  if (what !== undefined) throw new InvalidCommit('device', `it may not write ${what} by itself`)
}
