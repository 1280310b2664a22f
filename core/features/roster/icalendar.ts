/** iCalendar (RFC 5545): just what a calendar of shifts needs. Times are UTC, so no zone is ever guessed. */

export interface CalendarEvent {
  readonly uid: string
  readonly from: number
  readonly to: number
  readonly summary: string
  readonly description: string
  /** Minutes before the start at which a calendar reminds; absent: it does not. */
  readonly remind?: number
}

const LINE_BYTES = 75

/** Lines of at most 75 bytes; a line that goes on starts with a space (3.1). No character is cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES) {
      parts.push(part)
      part = ' '
      bytes = 1
    }
    part += character
    bytes += size
  }
  return [...parts, part].join('\r\n')
}

/** TEXT (3.3.11). */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/gu, '\\n')

const utc = (ms: number): string =>
  `${new Date(ms)
    .toISOString()
    .replaceAll(/[-:]/gu, '')
    .replace(/\.\d{3}Z$/u, '')}Z`

export function calendarFile(
  name: string,
  events: readonly CalendarEvent[],
  stamp: number,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchkeeper//Roster//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const eventLines = (event: CalendarEvent, stamp: number): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(stamp)}`,
  `DTSTART:${utc(event.from)}`,
  `DTEND:${utc(event.to)}`,
  `SUMMARY:${escaped(event.summary)}`,
  ...(event.description === '' ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
  'TRANSP:OPAQUE',
  ...(event.remind === undefined
    ? []
    : [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(event.summary)}`,
        `TRIGGER:-PT${event.remind}M`,
        'END:VALARM',
      ]),
  'END:VEVENT',
]
