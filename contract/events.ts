import type { ImportView } from './library-import.ts'

/** What the host tells the interface. Events name what changed; stores query again. */
export interface Events {
  /** Records changed, by this window or by a merge. Of those above the clearance of whoever is there no id is told. */
  'records.changed': { readonly type: string; readonly ids: readonly string[] }
  /** Somebody signed in or out, was locked out by time, or rights changed. */
  'session.changed': { readonly reason: 'signedIn' | 'locked' | 'switched' | 'rights' | 'closed' }
  /** The state of the store: ok, disk full, read-only, damaged. */
  'storage.changed': {
    readonly state: 'ok' | 'diskFull' | 'readOnly' | 'damaged'
    readonly detail: string
  }
  /** The index of the library took something in; so much waits. */
  'library.indexed': { readonly waiting: number }
  /** How far this device is with the shared server, or whether it answers. */
  'sync.changed': Record<string, never>
  /** Monitors went up or down, or are not known any more; values come without an event. */
  'monitors.changed': { readonly ids: readonly string[] }
  /** A long task: 0..1, or -1 while the amount is unknown. */
  'task.progress': {
    readonly task: string
    readonly done: number
    readonly total: number
    readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  }
  /** How far the import at this window is. */
  'library.import': ImportView
  /** The core process ended unexpectedly and was started again. */
  'core.restarted': Record<string, never>
}
export type EventName = keyof Events
