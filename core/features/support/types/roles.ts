export const DESK = ['support', 'operator', 'lead', 'manager'] as const
export const TEACHERS = ['support', 'lead', 'manager', 'security'] as const
