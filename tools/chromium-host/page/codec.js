// Tagged JSON for what structured clone carries in this application: the page's half of codec.ts.
const makeCodec = () => {
  const TAG = '$t'
  const toBase64 = (bytes) => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode.apply(null, bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const isPlain = (value) => Number.isFinite(value) && !Object.is(value, -0)
  const written = (value) => (Object.is(value, -0) ? '-0' : String(value))
  const pack = (value) => {
    if (value === undefined) return { [TAG]: 'undefined' }
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number')
      return isPlain(value) ? value : { [TAG]: 'number', value: written(value) }
    if (value instanceof Uint8Array) return { [TAG]: 'bytes', value: toBase64(value) }
    if (value instanceof ArrayBuffer)
      return { [TAG]: 'bytes', value: toBase64(new Uint8Array(value)) }
    if (value instanceof Date) return { [TAG]: 'date', value: written(value.getTime()) }
    if (Array.isArray(value)) return value.map(pack)
    if (typeof value !== 'object') throw new Error('An object could not be cloned.')
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item)])
    return entries.some(([key]) => key === TAG || key === '__proto__')
      ? { [TAG]: 'object', value: entries }
      : Object.fromEntries(entries)
  }
  const unpack = (value) => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(unpack)
    if (!Object.hasOwn(value, TAG)) {
      for (const [key, item] of Object.entries(value))
        if (item !== null && typeof item === 'object') value[key] = unpack(item)
      return value
    }
    switch (value[TAG]) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(value.value)
      case 'bytes':
        return fromBase64(value.value)
      case 'date':
        return new Date(Number(value.value))
      default:
        return Object.fromEntries(value.value.map(([key, item]) => [key, unpack(item)]))
    }
  }
  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => {
      const parsed = JSON.parse(text)
      return text.includes(`"${TAG}"`) ? unpack(parsed) : parsed
    },
  }
}
