import type { Page } from '@playwright/test'
import { CAST } from '../core/demonstration/cast.ts'
import { ask, at, become, LEAD, go, key, keys, settle, type Screen } from './ways.ts'

/** The newest sheet as its incoming lead sees it, and what a key opens there. */
const handover = (name: string, keys: string): Screen => ({
  name,
  stage: 'open',
  login: 'zhao.ym',
  async open(page) {
    const { sheets } = await ask<{ sheets: { id: string }[] }>(page, 'handover.list', { limit: 1 })
    await go(page, `/handover/${sheets[0]?.id ?? ''}`)
    await settle(page)
    if (keys !== '') await page.keyboard.press(keys)
  },
})

/** What the roster's menu offers to the manager, by its place in it. */
const rosterMenu = (name: string, item: number): Screen => ({
  name,
  stage: 'open',
  login: 'he.jp',
  async open(page) {
    await go(page, '/roster')
    await settle(page)
    await page.locator('.head .wk-icon-button').last().click()
    await page.locator('[role=menuitem]').nth(item).click()
  },
})

/** A round in progress; one is begun where nobody has. */
async function aRun(page: Page): Promise<string> {
  const now = Date.now()
  const { rounds } = await ask<{ rounds: { run?: string; state: string }[] }>(
    page,
    'checklists.rounds',
    { from: now - 86_400_000, to: now + 1 },
  )
  const running = rounds.find(({ run, state }) => run !== undefined && state === 'progress')
  if (running?.run !== undefined) return running.run
  const language = await page.evaluate('document.documentElement.lang')
  const [first] = (
    await ask<{ templates: { key: string }[] }>(page, 'checklists.library', { language })
  ).templates
  const { templates } = await ask<{ templates: { id: string }[] }>(
    page,
    'checklists.takeFromLibrary',
    { keys: [first?.key], language },
  )
  return (await ask<{ run: string }>(page, 'checklists.start', { template: templates[0]?.id })).run
}

/** The first checklist in one of its views: as it is edited, as a round shows it, its versions. */
const checklist = (name: string, view: 1 | 2 | 3): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await aRun(page)
    const { templates } = await ask<{ templates: { id: string }[] }>(
      page,
      'checklists.templates',
      {},
    )
    await go(page, `/checklists/templates/${templates[0]?.id ?? ''}`)
    await settle(page)
    await page
      .locator('.wk-segments')
      .locator('button, label')
      .nth(view - 1)
      .click()
  },
})

/** A sheet in a state; where none is, that of the shift on duty is brought there. */
const sheetIn = (
  name: string,
  state: 'draft' | 'started' | 'accepted',
  pressed = 'Home',
): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    const asked = { states: [state], limit: 1 }
    const { sheets } = await ask<{ sheets: { id: string }[] }>(page, 'handover.list', asked)
    await go(page, `/handover/${sheets[0]?.id ?? (await onDuty(page, state))}`)
    await settle(page)
    await page.keyboard.press(pressed)
  },
})

async function onDuty(page: Page, state: string): Promise<string> {
  const { shifts } = await ask<{ shifts: { key: string; people: { name: string }[] }[] }>(
    page,
    'handover.current',
    {},
  )
  const lead = shifts[0]?.people[0]?.name ?? ''
  const member = CAST.find(({ name }) => Object.values(name).includes(lead))
  await become(page, member?.login ?? LEAD)
  const { id } = await ask<{ id: string }>(page, 'handover.open', { shift: shifts[0]?.key })
  if (state === 'started') await ask(page, 'handover.start', { id, earlyReason: '—' })
  return id
}

/** What comes out of the printer: a key that prints on a place. */
const paper = (name: string, path: string, pressed: string): Screen => ({
  ...key(name, path, pressed),
  paper: true,
})

/** Every screen of a shift, with the way to it. */
export const DUTY_SCREENS: readonly Screen[] = [
  at('desk', '/desk'),
  at('work', '/work?scope=all'),
  at('work-week', '/work?scope=all&view=week'),
  at('work-month', '/work?scope=all&view=month'),
  key('work-snooze', '/work?scope=all', 's'),
  at('roster', '/roster'),
  keys('roster-people', '/roster', 'g'),
  keys('roster-week', '/roster', 'v'),
  keys('roster-place', '/roster', 'Enter'),
  keys('roster-absence', '/roster', 'n'),
  keys('roster-swap', '/roster', 's'),
  rosterMenu('roster-plan', 2),
  rosterMenu('roster-members', 3),
  rosterMenu('roster-export', 5),
  { ...rosterMenu('roster-paper', 7), paper: true },
  at('rounds', '/checklists'),
  key('rounds-day', '/checklists', 'd'),
  key('rounds-extra', '/checklists', 'n'),
  at('rounds-statistics', '/checklists/statistics'),
  at('rounds-trends', '/checklists/trends'),
  checklist('checklist-template', 1),
  checklist('checklist-preview', 2),
  checklist('checklist-versions', 3),
  key('checklist-library', '/checklists/templates', 'l'),
  at('checklist-schedules', '/checklists/schedules'),
  key('checklist-schedule', '/checklists/schedules', 'n'),
  at('findings', '/register/finding'),
  {
    name: 'run',
    stage: 'open',
    open: async (page) => go(page, `/checklists/run/${await aRun(page)}`),
  },
  paper('rounds-paper', '/checklists', 'p'),
  at('handover', '/handover', 'zhao.ym'),
  handover('handover-sheet', ''),
  handover('handover-question', 'Q'),
  sheetIn('handover-accepted', 'accepted'),
  { ...sheetIn('handover-paper', 'accepted', 'p'), paper: true },
  sheetIn('handover-draft', 'draft'),
  sheetIn('handover-started', 'started'),
]
