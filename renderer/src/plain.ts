/**
 * A copy in which nothing is reactive: what crosses the bridge is cloned, and a Proxy cannot be. Bytes and
 * dates stand as they are.
 */
export function toPlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(toPlain) as T
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date)
    return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, toPlain(item)]),
  ) as T
}
