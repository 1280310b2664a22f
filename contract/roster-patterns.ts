import type { Text } from './text.ts'

/** One shift of the day. `to` at or before `from` is on the next day; equal times are 24 hours. */
export interface Slot {
  /** Stands in the key of every shift of it, so it is never renamed. */
  readonly key: string
  readonly name: Text
  /** Local clock times `HH:MM`. */
  readonly from: string
  readonly to: string
}

/** Shifts of a day and who works them: for each day of the cycle and each slot the place of a team, null for nobody. */
export interface Pattern {
  readonly slots: readonly Slot[]
  readonly cycle: readonly (readonly (number | null)[])[]
}

export interface ReadyPattern extends Pattern {
  readonly key: string
  readonly name: Text
  readonly teams: number
}

const slot = (key: string, zh: string, en: string, from: string, to: string): Slot => ({
  key,
  name: { 'zh-CN': zh, en },
  from,
  to,
})

const TWELVE_HOURS = [
  slot('day', '白班', 'Day', '08:00', '20:00'),
  slot('night', '夜班', 'Night', '20:00', '08:00'),
]
const EIGHT_HOURS = [
  slot('night', '夜班', 'Night', '00:00', '08:00'),
  slot('day', '白班', 'Day', '08:00', '16:00'),
  slot('evening', '中班', 'Evening', '16:00', '00:00'),
]

/** Rotations that are in use everywhere; each leaves at least 16 hours between two shifts of a team. */
export const READY_PATTERNS: readonly ReadyPattern[] = [
  {
    key: '12h-3',
    name: { 'zh-CN': '三班两运转（12小时）', en: 'Three teams, 12 hours' },
    teams: 3,
    slots: TWELVE_HOURS,
    // Each team: day, night, off.
    cycle: [
      [0, 2],
      [1, 0],
      [2, 1],
    ],
  },
  {
    key: '12h-4',
    name: { 'zh-CN': '四班两运转（12小时）', en: 'Four teams, 12 hours' },
    teams: 4,
    slots: TWELVE_HOURS,
    // Each team: day, night, two days off.
    cycle: [
      [0, 3],
      [1, 0],
      [2, 1],
      [3, 2],
    ],
  },
  {
    key: '8h-4',
    name: { 'zh-CN': '四班三运转（8小时）', en: 'Four teams, 8 hours' },
    teams: 4,
    slots: EIGHT_HOURS,
    // Each team: two days, two evenings, a day off, two nights, a day off.
    cycle: [
      [1, 0, 3],
      [2, 0, 3],
      [2, 1, 0],
      [3, 1, 0],
      [3, 2, 1],
      [0, 2, 1],
      [0, 3, 2],
      [1, 3, 2],
    ],
  },
]

/** Names of new teams, by their place. */
export const TEAM_NAMES: readonly Text[] = [
  { 'zh-CN': '甲班', en: 'Team A' },
  { 'zh-CN': '乙班', en: 'Team B' },
  { 'zh-CN': '丙班', en: 'Team C' },
  { 'zh-CN': '丁班', en: 'Team D' },
]
