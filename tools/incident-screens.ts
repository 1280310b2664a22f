import type { Page } from '@playwright/test'
import { declareIncident } from './incident-story.ts'
import { ask, at, become, go, press, type Screen, settle } from './ways.ts'

/** Screens of incidents. */

interface Incident {
  readonly id: string
  readonly phase: string
}

/** The first incident of the demonstration in a phase, at one of its parts. */
const incident = (name: string, phase: string, part = ''): Screen => ({
  name,
  stage: 'open',
  async open(page: Page) {
    const { incidents } = await ask<{ incidents: readonly Incident[] }>(page, 'incident.list', {
      phases: ['report', 'assess', 'implement', 'review', 'closed'],
      limit: 50,
    })
    const found = incidents.find((one) => one.phase === phase) ?? incidents[0]
    await go(page, `/incidents/${found?.id ?? ''}${part}`)
    await page.locator('.incident .head').first().waitFor()
  },
})

/** Who approves reports. */
const MANAGER = 'he.jp'
const brought = new Map<string, string>()

/** An incident that was declared for the picture and brought as far as asked. */
async function incidentAt(page: Page, phase: 'report' | 'review'): Promise<string> {
  const lang = (await page.locator('html').getAttribute('lang')) ?? ''
  const known = brought.get(lang + phase)
  if (known !== undefined) return known
  const id = await declareIncident(
    (procedure, input) => ask(page, procedure, input),
    phase,
    lang === 'zh-CN',
  )
  brought.set(lang + phase, id)
  return id
}

const shown = (
  name: string,
  phase: 'report' | 'review',
  act?: (page: Page, id: string) => Promise<void>,
  part = '',
): Screen => ({
  name,
  stage: 'open',
  pictured: true,
  async open(page) {
    const id = await incidentAt(page, phase)
    await go(page, '/incidents')
    await go(page, `/incidents/${id}${part}`)
    await page.locator('.incident .head').first().waitFor()
    await settle(page)
    await act?.(page, id)
  },
})

/** The report of the incident in review: written, then handed in. */
async function report(page: Page, id: string, submitted: boolean): Promise<void> {
  const language = await page.locator('html').getAttribute('lang')
  const of = () =>
    ask<{ report: { id: string; state: string } | null }>(page, 'incident.report', { incident: id })
  if ((await of()).report === null)
    await ask(page, 'incident.writeReport', { incident: id, language })
  const { report: written } = await of()
  if (submitted && written?.state === 'draft')
    await ask(page, 'incident.submitReport', { id: written.id })
}

const keyOf = (pressed: string) => (page: Page) => page.keyboard.press(pressed)

export const INCIDENT_SCREENS: readonly Screen[] = [
  at('incidents', '/incidents'),
  press('incident-declare', '/incidents', 'header .wk-button.danger'),
  incident('incident-assess', 'assess'),
  incident('incident-implement', 'implement'),
  incident('incident-evidence', 'implement', '/evidence'),
  incident('incident-analysis', 'closed', '/analysis'),
  incident('incident-repair', 'implement', '/repair'),
  incident('incident-report', 'closed', '/report'),
  incident('incident-closed', 'closed'),
  shown('incident-phase-report', 'report'),
  shown('incident-answer', 'report', keyOf('e')),
  shown('incident-log', 'report', keyOf('l')),
  shown('incident-review', 'review'),
  shown('incident-close', 'review', keyOf('e')),
  shown('incident-report-write', 'review', undefined, '/report'),
  shown('incident-report-draft', 'review', (page, id) => report(page, id, false), '/report'),
  {
    ...shown('incident-report-review', 'review', undefined, '/report'),
    async open(page) {
      const id = await incidentAt(page, 'review')
      await report(page, id, true)
      await become(page, MANAGER)
      await go(page, '/incidents')
      await go(page, `/incidents/${id}/report`)
    },
  },
  {
    ...shown('incident-report-approve', 'review'),
    login: MANAGER,
    async open(page) {
      const id = brought.get((await page.locator('html').getAttribute('lang')) + 'review') ?? ''
      await go(page, `/incidents/${id}/report`)
      await page.locator('.incident .wk-button.primary').first().click()
    },
  },
  at('incident-statistics', '/incidents/statistics'),
]
