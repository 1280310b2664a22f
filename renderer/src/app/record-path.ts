/** Types whose records are read on a screen of their own feature. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  'log-entry': '/log',
  'checklist-run': '/checklists/run',
  'handover-sheet': '/handover',
  'handover-point': '/handover',
  'handover-answer': '/handover',
  'handover-addendum': '/handover',
  'handover-pause': '/handover',
  'shift-swap': '/roster/swaps',
  roster: '/roster',
  'roster-plan': '/roster',
  'roster-override': '/roster',
  document: '/library',
  absence: '/roster',
}

/** Address of a record's own page. */
export const recordPath = (type: string, id: string): string =>
  `${OWN_PAGES[type] ?? `/register/${type}`}/${id}`
