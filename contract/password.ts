/** Fewest characters of a new password. Apart from the schemas: the entrance loads without their library. */
export const MIN_PASSWORD = 8
