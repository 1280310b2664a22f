const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu, '#'],
  [/\b0x[0-9a-f]+\b/giu, '#'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/giu, '#'],
  [/\d+(?:[.:,/-]\d+)*/gu, '#'],
  [/\s+/gu, ' '],
]
const LONGEST_SHAPE = 300

/** What a line says without its numbers: times, addresses and counters differ in repeats of one message. */
export const lineShape = (line: string): string =>
  CHANGING.reduce((text, [what, by]) => text.replace(what, by), line.slice(0, 1_000))
    .trim()
    .slice(0, LONGEST_SHAPE)
