/** A value that the log cannot hold. */
export class NoCanonicalForm extends TypeError {}

/**
 * Canonical JSON after RFC 8785, stricter: integers are safe integers, other numbers finite, strings
 * well-formed Unicode. The same value always gives the same bytes.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return digits(value)
  if (value === null || value === true || value === false) return String(value)
  if (Array.isArray(value)) {
    let out = '['
    for (let i = 0; i < value.length; i++) out += (i === 0 ? '' : ',') + canonical(value[i])
    return out + ']'
  }
  if (typeof value === 'object') return members(value)
  throw new NoCanonicalForm(`a ${typeof value} has no canonical form`)
}

function members(value: object): string {
  const entries = value as Record<string, unknown>
  // Order of UTF-16 code units, as RFC 8785 wants it.
  const names = Object.keys(entries).sort()
  let out = '{'
  for (const key of names)
    out += (out.length === 1 ? '' : ',') + keyed(key) + canonical(entries[key])
  return out + '}'
}

/** Names of fields come again and again. */
const keys = new Map<string, string>()
const MOST_KEYS = 5000

function keyed(key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  const text = `${quoted(key)}:`
  if (keys.size < MOST_KEYS) keys.set(key, text)
  return text
}

/** Nothing in it has to be escaped, and no half of a pair of surrogates stands alone. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (!text.isWellFormed())
    throw new NoCanonicalForm('a text with a lone surrogate has no canonical form')
  return JSON.stringify(text)
}

function digits(value: number): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new NoCanonicalForm(`the number ${value} has no canonical form`)
  }
  return JSON.stringify(value)
}
