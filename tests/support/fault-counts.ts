/**
 * How often each fault is brought about: briefly in every run, at length with WATCHKEEPER_FAULTS=long. A number there
 * is the most of the long counts, so that a part of them fits into the time at hand.
 */
const COUNTS = {
  'histories in memory': [10_000, 1_000_000],
  'histories on SQLite': [300, 20_000],
  'kills of core': [100, 1000],
  'kills of the server': [100, 1000],
  'kills of server and devices while they exchange': [8, 100],
  'kills of server, devices and PostgreSQL while they exchange': [6, 100],
  'power cuts': [100, 1000],
  'cuts of the line': [50, 1000],
  'writes that fail': [50, 500],
  'restores of server and devices': [100, 2000],
  'kills of a transfer': [50, 500],
  'rotten attachments': [50, 500],
  'forged commits': [2000, 100_000],
  'mutated messages': [1000, 100_000],
  'alterations of the audit trail': [500, 10_000],
} as const satisfies Readonly<Record<string, readonly [short: number, long: number]>>
export type Fault = keyof typeof COUNTS

const asked = process.env['WATCHKEEPER_FAULTS'] ?? 'short'
const most = asked === 'long' ? Infinity : Number(asked)
if (asked !== 'short' && !(most >= 1))
  throw new Error('WATCHKEEPER_FAULTS is short, long or a number')

/** How often in this run. */
export const countOf = (fault: Fault): number =>
  asked === 'short' ? COUNTS[fault][0] : Math.min(COUNTS[fault][1], most)

/** Says what was brought about; the last line of every test of faults. */
export const ran = (fault: Fault, what: string): void =>
  console.log(`faults: ${countOf(fault)} ${fault}: ${what}`)
