import type { Page } from '@playwright/test'
import { LEAD, ask, at, go, key, keys, settle, type Screen } from './ways.ts'

/** A monitor of the demonstration, by what it watches. */
async function monitorOf(page: Page, kind: string): Promise<string> {
  const { monitors } = await ask<{ monitors: { id: string; target: { kind: string } }[] }>(
    page,
    'monitor.list',
    {},
  )
  const found = monitors.find(({ target }) => target.kind === kind) ?? monitors[0]
  if (!found) throw new Error('the demonstration has no monitors')
  return found.id
}

const monitor = (name: string, kind: string, rest = ''): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, '/monitors')
    await go(page, `/monitors/${await monitorOf(page, kind)}${rest}`)
    await settle(page)
  },
})

/** Screens of monitoring: what is watched, what was raised, the wall. */
export const MONITORING_SCREENS: readonly Screen[] = [
  at('monitors', '/monitors'),
  monitor('monitor', 'prometheus'),
  monitor('monitor-month', 'prometheus', '?span=month'),
  { ...monitor('monitor-service', 'service'), pictured: true },
  { ...monitor('monitor-log', 'log'), pictured: true },
  monitor('monitor-edit', 'prometheus', '/edit'),
  at('monitor-new', '/monitors/new', LEAD),
  at('monitor-availability', '/monitors/availability'),
  at('monitor-usage', '/monitors/usage', 'he.jp'),
  at('alerts', '/alerts'),
  at('alerts-history', '/alerts?show=history'),
  key('alert-acknowledge', '/alerts', 'a'),
  {
    name: 'alert-snooze',
    stage: 'open',
    async open(page) {
      await go(page, '/help')
      await go(page, '/alerts')
      await settle(page)
      await page.keyboard.press('s')
      await settle(page)
      // What was put off is brought back first.
      if (!(await page.locator('dialog').isVisible())) await page.keyboard.press('s')
    },
  },
  keys('alert-assign', '/alerts', 'g'),
  { ...keys('alert-reclassify', '/alerts?show=history', 'c'), login: 'he.jp' },
  {
    name: 'alert',
    stage: 'open',
    async open(page) {
      const { alerts } = await ask<{ alerts: { id: string; events: unknown[] }[] }>(
        page,
        'alert.list',
        { limit: 50 },
      )
      await go(page, `/alerts/${alerts[0]?.id ?? ''}`)
    },
  },
  at('wall', '/wall'),
]
