/**
 * The layout engine takes a worker without `document` for its own and seizes its messages; and it sets
 * `self`, which a worker does not let anybody do.
 */
Object.assign(globalThis, { document: {} })
Object.defineProperty(globalThis, 'self', { value: globalThis, writable: true, configurable: true })
