import { TEXTS } from './texts.ts'

/** Words, icon and tone of the states of the store. */
export const STORAGE = {
  ok: { label: TEXTS.stateOk, why: TEXTS.stateOkWhy, icon: 's-ok', tone: 'quiet' },
  diskFull: {
    label: TEXTS.stateDiskFull,
    why: TEXTS.stateDiskFullWhy,
    icon: 's-crit',
    tone: 'crit',
  },
  readOnly: {
    label: TEXTS.stateReadOnly,
    why: TEXTS.stateReadOnlyWhy,
    icon: 's-warn',
    tone: 'warn',
  },
  damaged: { label: TEXTS.stateDamaged, why: TEXTS.stateDamagedWhy, icon: 's-crit', tone: 'crit' },
} as const
