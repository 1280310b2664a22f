const TAG = '$t'

type Packed =
  | null
  | boolean
  | number
  | string
  | readonly Packed[]
  | { readonly [TAG]: string; readonly value?: unknown }

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
  return { [TAG]: 'object', value: Object.entries(value).map(([key, item]) => [key, pack(item)]) }
}

function unpack(value: Packed): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return (value as readonly Packed[]).map(unpack)
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

/** Tagged JSON for what structured clone carries in this application; page/codec.js is its other half. */
export const encode = (value: unknown): string => JSON.stringify(pack(value))
export const decode = (text: string): unknown => unpack(JSON.parse(text) as Packed)
