/** Who keeps the registers of security, and who else works in them. */
export const KEEPERS = ['security', 'manager'] as const
export const WORKERS = ['security', 'manager', 'operator', 'lead', 'administrator'] as const
/** What is found is told by everybody who can see it. */
export const TELLERS = [...WORKERS, 'support', 'controller', 'auditor'] as const
