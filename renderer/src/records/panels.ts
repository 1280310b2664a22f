import type { Component } from 'vue'

/**
 * Hand-made parts of the generic register, by record type. A feature makes them, the application puts
 * them in (app/panels.ts); the register shows what is there and knows none of them.
 */
export interface RecordPanels {
  /** Above the fields of a record, and below them. Props: `record`, `type`, `mayChange`. */
  readonly above?: Component
  readonly below?: Component
  /** In the form, below its fields, with what is written so far. Props: `id`, `fields`. */
  readonly form?: Component
  /** In the dialog of a step of the workflow. Props: `record`, `transition`. */
  readonly step?: Component
}

const NONE: RecordPanels = {}
const panels = new Map<string, RecordPanels>()

export const definePanels = (type: string, parts: RecordPanels): void =>
  void panels.set(type, parts)
export const panelsOf = (type: string): RecordPanels => panels.get(type) ?? NONE
