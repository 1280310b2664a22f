/** Plans that ship with the application, in the order in which they are offered. */
export const SHIPPED_PLANS: readonly unknown[] = []
