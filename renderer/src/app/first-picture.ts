/** Settles when the first picture is there: what it does not show is fetched from then on. */
const { promise, resolve } = Promise.withResolvers<void>()
export const firstPicture = promise
export const pictured = resolve
