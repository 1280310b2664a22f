const TAG = '$t'

type Packed =
  | null
  | boolean
  | number
  | string
  | readonly Packed[]
  | { readonly [TAG]: string; readonly value?: unknown }
  | { [key: string]: Packed }

/** JSON has one zero and only finite numbers. */
const isPlain = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)
const written = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

function pack(value: unknown): Packed {
  if (value === undefined) return { [TAG]: 'undefined' }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number')
    return isPlain(value) ? value : { [TAG]: 'number', value: written(value) }
  if (value instanceof Uint8Array)
    return { [TAG]: 'bytes', value: Buffer.from(value).toString('base64') }
  if (value instanceof Date) return { [TAG]: 'date', value: written(value.getTime()) }
  if (Array.isArray(value)) return value.map(pack)
  if (typeof value !== 'object') throw new Error('An object could not be cloned.')
  const entries = Object.entries(value).map(([key, item]) => [key, pack(item)] as const)
  return entries.some(([key]) => isSpecial(key))
    ? { [TAG]: 'object', value: entries }
    : Object.fromEntries(entries)
}

/** Keys that an object cannot be written with as it is. */
const isSpecial = (key: string): boolean => key === TAG || key === '__proto__'

function unpack(value: Packed): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return (value as readonly Packed[]).map(unpack)
  if (!Object.hasOwn(value, TAG)) return inPlace(value as { [key: string]: Packed })
  const tagged = value as { readonly [TAG]: string; readonly value?: unknown }
  switch (tagged[TAG]) {
    case 'undefined':
      return undefined
    case 'number':
      return Number(tagged.value)
    case 'bytes':
      return new Uint8Array(Buffer.from(String(tagged.value), 'base64'))
    case 'date':
      return new Date(Number(tagged.value))
    default:
      return Object.fromEntries(
        (tagged.value as [string, Packed][]).map(([key, item]) => [key, unpack(item)]),
      )
  }
}

/** What was parsed belongs to nobody else yet. */
function inPlace(value: { [key: string]: unknown }): unknown {
  for (const [key, item] of Object.entries(value))
    if (item !== null && typeof item === 'object') value[key] = unpack(item as Packed)
  return value
}

/**
 * JSON for what structured clone carries in this application, tagged where JSON has no form of its own;
 * page/codec.js is its other half. Most messages have no tag and are read as they are.
 */
export const encode = (value: unknown): string => JSON.stringify(pack(value))
export const decode = (text: string): unknown => {
  const parsed = JSON.parse(text) as Packed
  return text.includes(`"${TAG}"`) ? unpack(parsed) : parsed
}
