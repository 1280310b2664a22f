import type { Workspace } from '../../../workspace/workspace.ts'
import type { LogHit } from './matcher.ts'

/** Kinds of messages kept for one monitor; the ones not seen for longest go first. */
const MOST = 100

export interface RecentHit {
  /** The latest of the messages that say the same. */
  readonly hit: LogHit
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
}

/** What was found lately in a log, each message once with how often it came. */
export class RecentHits {
  readonly #hits = new Map<string, RecentHit>()

  add(hit: LogHit, at: number): void {
    const key = `${hit.pattern} ${hit.shape}`
    const known = this.#hits.get(key)
    this.#hits.delete(key)
    this.#hits.set(key, {
      hit,
      count: (known?.count ?? 0) + 1,
      firstAt: Math.min(known?.firstAt ?? at, at),
      lastAt: Math.max(known?.lastAt ?? at, at),
    })
    if (this.#hits.size <= MOST) return
    const [oldest] = this.#hits.keys()
    if (oldest !== undefined) this.#hits.delete(oldest)
  }

  /** The newest first. */
  list(): readonly RecentHit[] {
    return [...this.#hits.values()].toReversed()
  }
}

const ofWorkspaces = new WeakMap<Workspace, Map<string, RecentHits>>()

/** What this device found for a monitor since the program was started; a test keeps nothing. */
export function hitsOf(workspace: Workspace, monitor: string): RecentHits
export function hitsOf(workspace: Workspace, monitor: string | undefined): RecentHits | undefined
export function hitsOf(workspace: Workspace, monitor: string | undefined): RecentHits | undefined {
  if (monitor === undefined) return undefined
  const monitors = ofWorkspaces.get(workspace) ?? new Map<string, RecentHits>()
  ofWorkspaces.set(workspace, monitors)
  const hits = monitors.get(monitor) ?? new RecentHits()
  monitors.set(monitor, hits)
  return hits
}
