import type { Page } from '@playwright/test'
import { ask, at, go, press, type Screen } from './ways.ts'

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

export const INCIDENT_SCREENS: readonly Screen[] = [
  at('incidents', '/incidents'),
  press('incident-declare', '/incidents', 'header .wk-button.danger'),
  incident('incident-assess', 'assess'),
  incident('incident-implement', 'implement'),
  incident('incident-evidence', 'implement', '/evidence'),
  incident('incident-analysis', 'closed', '/analysis'),
  incident('incident-repair', 'implement', '/repair'),
  incident('incident-report', 'closed', '/report'),
  at('incident-statistics', '/incidents/statistics'),
]
