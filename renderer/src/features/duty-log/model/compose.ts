import type { RecordLabel } from '../../../../../contract/common.ts'

/** A piece of the written text that stands for a record or a tag. */
export type Token =
  | { readonly kind: 'link'; readonly text: string; readonly link: RecordLabel }
  | { readonly kind: 'tag'; readonly text: string; readonly tag: string }

/** What is being typed after `#` (a record) or `@` (a tag), left of the caret. */
export interface Trigger {
  readonly sign: '#' | '@'
  readonly query: string
  /** Position of the sign. */
  readonly start: number
}

const SIGNS: Readonly<Record<string, Trigger['sign']>> = {
  '#': '#',
  '＃': '#',
  '@': '@',
  '＠': '@',
}
const TRIGGER = /[#＃@＠]([^\s#＃@＠，。；：、！？,;!?]{0,40})$/u

/** The trigger that ends at the caret. A sign right after a Latin letter or digit is text (C#, a@b). */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const left = text.slice(0, caret)
  const match = TRIGGER.exec(left)
  const sign = match && SIGNS[match[0].charAt(0)]
  if (!match || !sign || /[A-Za-z0-9]$/u.test(left.slice(0, match.index))) return undefined
  return { sign, query: match[1] ?? '', start: match.index }
}

/** How a record is called inside a text: its number when it has one, else its title. */
export const linkText = (link: RecordLabel): string => link.number ?? link.title.slice(0, 60)

/** Puts a chosen record or tag in the place of the trigger; a space parts it from what follows. */
export function insertToken(
  text: string,
  trigger: Trigger,
  caret: number,
  token: Token,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, trigger.start)
  const after = text.slice(caret).replace(/^\s/u, '')
  const gap = before === '' || /\s$/u.test(before) ? '' : ' '
  const inserted = `${before}${gap}${token.text} `
  return { text: inserted + after, caret: inserted.length }
}

/** Tokens whose text still stands. */
export const livingTokens = (text: string, tokens: readonly Token[]): Token[] =>
  tokens.filter((token) => text.includes(token.text))

/** Tags written by hand, without choosing one from the list. */
const FREE_TAG = /(^|[^A-Za-z0-9])[@＠]([^\s#＃@＠，。；：、！？,;!?]{1,40})/gu

export interface Composed {
  readonly text: string
  readonly tags: readonly string[]
  readonly links: readonly RecordLabel[]
}

/**
 * The entry as it is kept. Records and tags at the end of the text leave it, since they are shown
 * beside it; those inside a sentence stay as words.
 */
export function compose(written: string, tokens: readonly Token[]): Composed {
  const living = livingTokens(written, tokens)
  const tags = new Set<string>()
  const links = new Map<string, RecordLabel>()
  for (const token of living) {
    if (token.kind === 'tag') tags.add(token.tag)
    else links.set(`${token.link.type}/${token.link.id}`, token.link)
  }
  for (const [, , tag] of written.matchAll(FREE_TAG)) if (tag) tags.add(tag)
  const text = dropSigns(trimTail(written, living, tags))
  return { text, tags: [...tags], links: [...links.values()] }
}

function trimTail(written: string, tokens: readonly Token[], tags: ReadonlySet<string>): string {
  const tails = [
    ...tokens.map((token) => token.text),
    ...[...tags].flatMap((tag) => [`@${tag}`, `＠${tag}`]),
  ]
  let text = written.trimEnd()
  for (;;) {
    const tail = tails.find((part) => text.endsWith(part) && text.length > part.length)
    if (tail === undefined) return text
    const shorter = text.slice(0, -tail.length)
    // A word that merely ends in the same letters is no token.
    if (!/[\s，。；：、！？,;!?]$/u.test(shorter)) return text
    text = shorter.trimEnd()
  }
}

const dropSigns = (text: string): string =>
  text.replace(FREE_TAG, (_whole, before: string, tag: string) => before + tag)

/** Parts of the text for the layer behind it that marks records and tags. */
export function markTokens(
  text: string,
  tokens: readonly Token[],
): readonly { readonly text: string; readonly marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = []
  let at = 0
  while (at < text.length) {
    const next = tokens
      .map((token) => ({ token, start: text.indexOf(token.text, at) }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start || b.token.text.length - a.token.text.length)[0]
    if (!next) break
    if (next.start > at) parts.push({ text: text.slice(at, next.start), marked: false })
    parts.push({ text: next.token.text, marked: true })
    at = next.start + next.token.text.length
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false })
  return parts
}
