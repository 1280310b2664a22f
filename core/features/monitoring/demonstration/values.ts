/** How a value goes: a base, a wave over the day, growth over the whole story, and noise. */
export interface Value {
  readonly base: number
  readonly day?: number
  /** Added from the first to the last day of the story. */
  readonly growth?: number
  readonly noise?: number
}

/** When the story's turning points were, milliseconds. */
export interface StoryTimes {
  readonly from: number
  readonly to: number
  /** Local time `HH:MM` of a day of the story. */
  moment(day: number, time: string): number
}

const DAY = 86_400_000

/** Repeatable number in [−1, 1) for a series and a moment. */
function noiseAt(seed: number, at: number): number {
  const mixed = Math.sin(seed * 12.9898 + (at / 60_000) * 78.233) * 43_758.5453
  return 2 * (mixed - Math.floor(mixed)) - 1
}

const seedOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7)

interface Turn {
  readonly monitor: string
  readonly metric: string
  readonly from: readonly [day: number, time: string]
  readonly to?: readonly [day: number, time: string]
  /** What it jumps to at first, when it does. */
  readonly start?: number
  /** Value from then on, over the first minutes gradually. */
  readonly value: number
  readonly rampMinutes?: number
  readonly noise?: number
}

/** What happened: where values left their way. */
const TURNS: readonly Turn[] = [
  {
    monitor: 'db-core-01-write',
    metric: 'latency.write',
    from: [0, '01:52'],
    to: [0, '03:04'],
    value: 84,
    rampMinutes: 18,
    noise: 4,
  },
  {
    monitor: 'db-core-01',
    metric: 'disk.busy',
    from: [0, '01:52'],
    to: [0, '03:04'],
    value: 97,
    rampMinutes: 8,
    noise: 2,
  },
  {
    monitor: 'aisle-a',
    metric: 'temperature',
    from: [0, '00:10'],
    to: [0, '14:10'],
    value: 25.6,
    rampMinutes: 130,
    noise: 0.1,
  },
  {
    monitor: 'db-core-01',
    metric: 'cpu',
    from: [-12, '09:02'],
    to: [-12, '11:40'],
    value: 91,
    rampMinutes: 6,
    noise: 4,
  },
  {
    monitor: 'web-07',
    metric: 'disk.used:/var',
    from: [-12, '11:00'],
    to: [-12, '14:56'],
    value: 100,
    rampMinutes: 202,
  },
  {
    monitor: 'web-07',
    metric: 'disk.used:/var',
    from: [-12, '14:56'],
    to: [-9, '15:12'],
    start: 61,
    value: 88,
    rampMinutes: 4_336,
    noise: 0.1,
  },
  {
    monitor: 'web-07',
    metric: 'disk.used:/var',
    from: [-9, '15:12'],
    start: 74,
    value: 86,
    rampMinutes: 12_836,
    noise: 0.1,
  },
]

/** Stretches in which something was down, or nothing was known of it. */
const STATES: readonly {
  readonly monitor: string
  readonly state: 'down' | 'unknown'
  readonly from: readonly [day: number, time: string]
  readonly to?: readonly [day: number, time: string]
}[] = [
  { monitor: 'san-02-b', state: 'down', from: [0, '01:52'], to: [0, '10:24'] },
  { monitor: 'sso-gw-02', state: 'down', from: [0, '02:06'], to: [0, '02:48'] },
  { monitor: 'sso-gw-01', state: 'down', from: [0, '02:56'], to: [0, '03:35'] },
  { monitor: 'line-b', state: 'down', from: [-9, '14:12'], to: [-9, '14:30'] },
  { monitor: 'backup-agent', state: 'down', from: [-5, '23:30'], to: [-5, '23:49'] },
  { monitor: 'hall-home', state: 'down', from: [-2, '16:20'], to: [-2, '16:27'] },
  { monitor: 'hall-fe-03', state: 'unknown', from: [-4, '23:37'], to: [-4, '23:40'] },
  { monitor: 'hall-fe-03', state: 'unknown', from: [0, '02:03'], to: [0, '03:26'] },
]
/** The last so many minutes of one monitor are missing. */
const SILENT = { monitor: 'hall-fe-03', minutes: 14 }
/** Until the change of the last night the certificates had few days left. */
const RENEWED = { day: 0, times: { 'sso-gw-02': '02:48', 'sso-gw-01': '03:35' } } as const
const VALID_DAYS = 365
const OLD_LEFT_DAYS = 14

/** How a monitor stood at a moment of the story, or after it. */
export function stateAt(monitor: string, at: number, story: StoryTimes): 'up' | 'down' | 'unknown' {
  if (monitor === SILENT.monitor && at >= story.to - SILENT.minutes * 60_000) return 'unknown'
  const found = STATES.find(
    (one) =>
      one.monitor === monitor &&
      at >= story.moment(...one.from) &&
      (one.to === undefined || at < story.moment(...one.to)),
  )
  return found?.state ?? 'up'
}

/** Moments at which states of a monitor change within a period, the period's own edges included. */
export function edgesOf(monitor: string, story: StoryTimes): number[] {
  const own = STATES.filter((one) => one.monitor === monitor).flatMap(({ from, to }) => [
    story.moment(...from),
    ...(to === undefined ? [] : [story.moment(...to)]),
  ])
  const silent = monitor === SILENT.monitor ? [story.to - SILENT.minutes * 60_000] : []
  return [story.from, ...own, ...silent, story.to]
    .filter((edge) => edge >= story.from && edge <= story.to)
    .toSorted((a, b) => a - b)
}

/** Value of a metric at a moment; the same whenever it is asked for. */
export function valueAt(
  monitor: string,
  metric: string,
  value: Value,
  at: number,
  story: StoryTimes,
): number {
  const random = noiseAt(seedOf(`${monitor} ${metric}`), at)
  if (metric === 'certificate.days') return certificateDays(monitor, at, story)
  const turn = TURNS.find(
    (one) =>
      one.monitor === monitor &&
      one.metric === metric &&
      at >= story.moment(...one.from) &&
      (one.to === undefined || at < story.moment(...one.to)),
  )
  const clock = new Date(at)
  const hour = clock.getHours() + clock.getMinutes() / 60
  const wave = (value.day ?? 0) * Math.sin(((hour - 8) / 24) * 2 * Math.PI)
  const grown =
    ((value.growth ?? 0) * (Math.min(at, story.to) - story.from)) / (story.to - story.from)
  const usual = value.base + wave + grown
  if (turn === undefined) return Math.max(0, usual + (value.noise ?? 0) * random)
  const passed = (at - story.moment(...turn.from)) / ((turn.rampMinutes ?? 1) * 60_000)
  const part = Math.min(1, passed)
  const first = turn.start ?? usual
  return first + (turn.value - first) * part + (turn.noise ?? 0) * random
}

function certificateDays(monitor: string, at: number, story: StoryTimes): number {
  const time = RENEWED.times[monitor as keyof typeof RENEWED.times]
  const renewed = story.moment(RENEWED.day, time)
  return at >= renewed ? VALID_DAYS - (at - renewed) / DAY : OLD_LEFT_DAYS + (renewed - at) / DAY
}
