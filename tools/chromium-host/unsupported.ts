/** An object of which only what stands in `parts` exists; anything else is refused by name. */
export function only<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key, receiver) as unknown
      throw new Error(`${name}.${key} is not available in the compatibility host`)
    },
  })
}
