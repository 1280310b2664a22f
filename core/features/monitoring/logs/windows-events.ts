import { parseDocument } from 'htmlparser2'
import { z } from 'zod'

/** The Windows event log, read by `wevtutil qe`: one <Event> after the other, without a root. */

export interface WindowsEvent {
  /** Counts within the channel; begins anew when the log is cleared. */
  readonly record: number
  readonly at: number
  readonly line: string
}

export interface WindowsQuery {
  readonly channel: string
  /** 1 critical, 2 error, 3 warning, 4 information. */
  readonly levels?: readonly number[] | undefined
  /** Record after which is read; absent: the newest one alone, to begin there. */
  readonly after?: number | undefined
  /** The newest ones, to look at. */
  readonly tail?: boolean
  readonly most: number
}

const LEVELS: Readonly<Record<string, string>> = {
  '1': 'Critical',
  '2': 'Error',
  '3': 'Warning',
  '4': 'Information',
  '5': 'Verbose',
}

/** Arguments of `wevtutil`; its output is UTF-16. */
export function windowsArguments({ channel, levels, after, tail, most }: WindowsQuery): string[] {
  const conditions = [
    ...(after === undefined ? [] : [`EventRecordID>${after}`]),
    ...(levels === undefined || levels.length === 0
      ? []
      : [`(${levels.map((level) => `Level=${level}`).join(' or ')})`]),
  ]
  return [
    'qe',
    channel,
    '/f:RenderedXml',
    '/uni:true',
    ...(conditions.length === 0 ? [] : [`/q:*[System[${conditions.join(' and ')}]]`]),
    // Newest first where only the place to begin is wanted.
    ...(after === undefined ? ['/rd:true', `/c:${tail ? most : 1}`] : ['/rd:false', `/c:${most}`]),
  ]
}

const found = z.object({
  record: z.coerce.number().int().nonnegative(),
  at: z.number().int(),
})

/** Events of the output, in order. */
export function parseWindowsEvents(xml: string): readonly WindowsEvent[] {
  const document = parseDocument(xml.replace(/^\ufeff/u, ''), { xmlMode: true })
  return (document.children as unknown as readonly Node[])
    .filter(({ name }) => name === 'Event')
    .flatMap((event) => {
      const one = (name: string): Node | undefined => descendant(event, name)
      const read = found.safeParse({
        record: textOf(one('EventRecordID')),
        at: Date.parse(one('TimeCreated')?.attribs?.['SystemTime'] ?? ''),
      })
      if (!read.success) return []
      const level = LEVELS[textOf(one('Level'))] ?? ''
      const provider = one('Provider')?.attribs?.['Name'] ?? ''
      const message = textOf(one('Message')) || dataOf(one('EventData') ?? one('UserData'))
      const line = `${level} ${provider}[${textOf(one('EventID'))}]: ${message}`
      return [{ ...read.data, line: line.replace(/\s+/gu, ' ').trim() }]
    })
}

interface Node {
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
}

function descendant(node: Node, name: string): Node | undefined {
  for (const child of node.children ?? []) {
    const hit = child.name === name ? child : descendant(child, name)
    if (hit) return hit
  }
  return undefined
}

function textOf(node: Node | undefined): string {
  if (!node) return ''
  return (node.data ?? '') + (node.children ?? []).map(textOf).join('')
}

/** An event whose provider is not installed has no message, only its data. */
const dataOf = (node: Node | undefined): string =>
  (node?.children ?? [])
    .flatMap((child) => {
      const text = textOf(child).trim()
      const name = child.attribs?.['Name']
      return text === '' ? [] : [name === undefined ? text : `${name}=${text}`]
    })
    .join(' ')
