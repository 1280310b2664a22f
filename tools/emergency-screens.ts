import { uuidv7 } from 'uuidv7'
import type { Page } from '@playwright/test'
import { ask, at, become, go, key, keys, LEAD, press, type Screen } from './ways.ts'

/** Screens of emergency response; the mode is shown with a response as the mockup has it. */

interface Plan {
  readonly id: string
  readonly current?: object
  readonly proposals: number
}
const MINUTE = 60_000

/** The site's own storage plan: the one that somebody proposed to change after its drill. */
async function storagePlan(page: Page): Promise<string> {
  const { plans } = await ask<{ plans: readonly Plan[] }>(page, 'plan.list', {})
  const plan = plans.find(({ proposals }) => proposals > 0) ?? plans.find(({ current }) => current)
  if (!plan) throw new Error('the demonstration has no plan')
  return plan.id
}

/** A response that is at its fourth step, begun for the picture. */
async function running(page: Page, drill: boolean): Promise<string> {
  const open = await ask<{ responses: readonly { id: string }[] }>(page, 'response.list', {
    open: true,
    drill,
  })
  const [known] = open.responses
  if (known) return known.id
  const chinese = (await page.locator('html').getAttribute('lang')) === 'zh-CN'
  const id = uuidv7()
  await ask(page, 'response.activate', {
    id,
    plan: await storagePlan(page),
    level: 2,
    reason: chinese ? 'SAN-02控制器B离线' : 'SAN-02 controller B offline',
    discoveredAt: Date.now() - 54.4 * MINUTE,
    ...(drill ? { drill: { kind: 'live', scope: 'special' } } : {}),
  })
  for (const step of ['call', 'look', 'judge'])
    await ask(page, 'response.decide', {
      of: { type: 'activation', id },
      step,
      attempt: 0,
      outcome: 'done',
    })
  return id
}

const mode = (name: string, drill: boolean, ...keys: readonly string[]): Screen => ({
  name,
  stage: 'open',
  login: LEAD,
  async open(page) {
    await go(page, `/emergency/${await running(page, drill)}`)
    await page.locator('main.em').waitFor()
    for (const one of keys) await page.keyboard.press(one)
  },
})

const ofPlan = (name: string, act?: (page: Page) => Promise<void>, paper = false): Screen => ({
  name,
  stage: 'open',
  login: LEAD,
  paper,
  async open(page) {
    await go(page, '/emergency')
    await go(page, `/emergency/plans/${await storagePlan(page)}`)
    await page.locator('.plan .outline').waitFor()
    await act?.(page)
  },
})

const record = (name: string, act?: (page: Page) => Promise<void>, paper = false): Screen => ({
  name,
  stage: 'open',
  login: LEAD,
  paper,
  async open(page) {
    const { responses } = await ask<{ responses: readonly { id: string; endedAt?: number }[] }>(
      page,
      'response.list',
      { drill: true },
    )
    const held = responses.find(({ endedAt }) => endedAt !== undefined)
    await go(page, `/emergency/response/${held?.id ?? ''}`)
    await page.locator('.record h3').first().waitFor()
    await act?.(page)
  },
})

/** The report of a drill: in review before the eyes of who may approve it. */
const drillReport = (name: string, act?: (page: Page) => Promise<void>): Screen => ({
  name,
  stage: 'open',
  login: MANAGER,
  pictured: true,
  async open(page) {
    const { responses } = await ask<{ responses: readonly { id: string; endedAt?: number }[] }>(
      page,
      'response.list',
      { drill: true },
    )
    const id = responses.find(({ endedAt }) => endedAt !== undefined)?.id ?? ''
    const { review } = await ask<{ review: { state: string } }>(page, 'response.get', { id })
    if (review.state === 'draft') {
      await become(page, LEAD)
      await ask(page, 'response.submitReport', { id })
      await become(page, MANAGER)
    }
    await go(page, '/emergency')
    await go(page, `/emergency/response/${id}`)
    await page.locator('.record h3 .state').scrollIntoViewIfNeeded()
    await act?.(page)
  },
})
const MANAGER = 'he.jp'

/** The night's response, which nobody has summed up yet. */
const toSumUp: Screen = {
  name: 'emergency-sumup',
  stage: 'open',
  pictured: true,
  async open(page) {
    const { responses } = await ask<{ responses: readonly { id: string; endedAt?: number }[] }>(
      page,
      'response.list',
      { drill: false },
    )
    const ended = responses.find(({ endedAt }) => endedAt !== undefined)
    await go(page, `/emergency/response/${ended?.id ?? ''}`)
    await page.locator('.record textarea').first().scrollIntoViewIfNeeded()
  },
}

const view = (n: number) => (page: Page) => page.locator('.plan .wk-segments label').nth(n).click()

export const EMERGENCY_SCREENS: readonly Screen[] = [
  at('emergency', '/emergency'),
  key('emergency-activate', '/emergency', 'a'),
  key('emergency-drill', '/emergency', 'd'),
  ofPlan('emergency-plan'),
  ofPlan('emergency-plan-people', view(1)),
  ofPlan('emergency-plan-general', view(2)),
  ofPlan('emergency-plan-versions', view(4)),
  ofPlan(
    'emergency-plan-paper',
    (page) => page.locator('.plan header .wk-button.plain').nth(2).click(),
    true,
  ),
  press('emergency-library', '/emergency/plans', '.bar .wk-button >> nth=1'),
  at('emergency-plans', '/emergency/plans'),
  at('emergency-drills', '/emergency/drills'),
  keys('emergency-schedule', '/emergency/drills', 'n'),
  record('emergency-record'),
  record(
    'emergency-report',
    (page) => page.locator('.record header .wk-button').nth(-2).click(),
    true,
  ),
  toSumUp,
  record('emergency-record-review', (page) =>
    page.locator('.record h3 .state').scrollIntoViewIfNeeded(),
  ),
  drillReport('emergency-report-review'),
  drillReport('emergency-report-approve', (page) =>
    page.locator('.record .text .acts .primary').last().click(),
  ),
  mode('emergency-mode', false),
  mode('emergency-timeline', false, 't'),
  mode('emergency-cannot', false, 'n'),
  mode('emergency-step', false, 'a'),
  mode('emergency-report-dialog', false, 'r'),
  mode('emergency-note', false, 'F2'),
  mode('emergency-roles', false, 'p'),
  mode('emergency-level', false, 'l'),
  { ...mode('emergency-look', false, 'ArrowDown', 'ArrowDown'), pictured: true },
  mode('emergency-mode-drill', true),
]
