/** What is written, submitted and approved, by its procedures. */
export interface Family {
  readonly type: string
  /** Makes a record with a first text that is not submitted. */
  make(): Promise<string>
  /** Procedures of an act, with their input; `n` makes another text each time. */
  readonly acts: Readonly<
    Record<'save' | 'submit' | 'approve' | 'return', (id: string, n: number) => [string, object]>
  >
  readonly texts: readonly string[]
  /** Of them those whose writer does not approve. */
  readonly own: readonly string[]
  readonly state: string
  /** States in which people go by it. */
  readonly holds: readonly string[]
  /** Absent: who brought it into its state. */
  readonly approver?: string
  readonly authors: readonly string[]
}

export const versionActs = (prefix: string): Omit<Family['acts'], 'save'> => ({
  submit: (version) => [`${prefix}.submitVersion`, { version }],
  approve: (version) => [`${prefix}.approveVersion`, { version }],
  return: (version) => [`${prefix}.returnVersion`, { version, reason: '改' }],
})
export const reportActs = (prefix: string): Omit<Family['acts'], 'save'> => ({
  submit: (id) => [`${prefix}.submitReport`, { id }],
  approve: (id) => [`${prefix}.approveReport`, { id }],
  return: (id) => [`${prefix}.returnReport`, { id, reason: '改' }],
})
export const stepsOf = (
  type: string,
  steps: Readonly<Record<'submit' | 'approve' | 'return', string>>,
): Omit<Family['acts'], 'save'> => {
  const take =
    (transition: string, fields: object = {}) =>
    (id: string): [string, object] => [
      'register.transition',
      { type, id, transition, fields, confirmation: 'given' },
    ]
  return {
    submit: take(steps.submit),
    approve: take(steps.approve),
    return: take(steps.return, steps.return === 'reject' ? { rejection: '改' } : {}),
  }
}
export const checks = (n: number) => ({
  sections: [{ id: 'a', title: '一', items: [{ id: 'i', title: `查看 ${n}`, kind: 'tick' }] }],
})
export const plan = (n: number) => ({
  trigger: `第 ${n} 版`,
  scope: '',
  levels: [],
  roles: [{ id: 'command', name: '指挥', fill: 'lead' }],
  steps: [{ id: 'call', kind: 'report', title: '报告', role: 'command', phase: 'report' }],
  recovery: [],
  contacts: [],
  report: { minutes: 30, to: [] },
})
