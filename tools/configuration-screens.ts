import type { Page } from '@playwright/test'
import { ask, at, go, LEAD, settle, type Screen } from './ways.ts'

/** A record of the demonstration in a state, else the first one. */
async function inState(page: Page, type: string, status: string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string; fields: Record<string, unknown> }[] }>(
    page,
    'register.list',
    { type, limit: 100 },
  )
  const found = rows.find(({ fields }) => fields['status'] === status) ?? rows[0]
  if (!found) throw new Error(`the demonstration has no ${type}`)
  return found.id
}

const stated = (name: string, type: string, status: string, rest = '', login = LEAD): Screen => ({
  name,
  stage: 'open',
  login,
  async open(page) {
    await go(page, `/register/${type}/${await inState(page, type, status)}${rest}`)
    await settle(page)
  },
})

/** The item on which most stands. */
const impact: Screen = {
  name: 'config-impact',
  stage: 'open',
  async open(page) {
    const { labels } = await ask<{ labels: { id: string }[] }>(page, 'register.lookup', {
      types: ['configuration-item'],
      text: 'SAN-02',
      limit: 1,
    })
    await go(page, `/register/configuration-item/${labels[0]?.id ?? ''}`)
    await settle(page)
    await page.locator('.panel a').first().focus()
  },
}

/** Screens of configuration management, changes and upgrades. */
export const CONFIGURATION_SCREENS: readonly Screen[] = [
  impact,
  at('config-workstation', '/configuration/workstation'),
  stated('config-baseline', 'baseline', 'valid'),
  stated('config-audit', 'configuration-audit', 'compared'),
  stated('config-deviation', 'configuration-deviation', 'corrected'),
  stated('config-change-closed', 'change', 'closed'),
  stated('config-change-approved', 'change', 'approved'),
  stated('config-change-edit', 'change', 'requested', '/edit'),
  stated('config-upgrade-test', 'upgrade', 'test'),
  stated('config-upgrade-closed', 'upgrade', 'closed'),
  at('config-upgrades', '/register/upgrade'),
]
