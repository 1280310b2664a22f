import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { DEMO_PASSWORD } from './start/demonstration.ts'
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
  const chinese = lang === 'zh-CN'
  const id = uuidv7()
  const title = {
    report: chinese ? '社保查询页面打不开' : 'Social security queries do not open',
    review: chinese ? '统一认证短信验证码延迟' : 'Sign-in codes by text message arrive late',
  }[phase]
  const minutes = phase === 'report' ? 4 : 190
  const discoveredAt = Date.now() - minutes * 60_000
  await ask(page, 'incident.declare', { id, title, grade: 3, discoveredAt, source: 'request' })
  if (phase === 'review') {
    const { session } = await ask<{ session: { person: string } }>(page, 'session.current', {})
    await ask(page, 'incident.answer', { id })
    const changes = {
      scope: chinese ? '移动端登录' : 'Sign-in from phones',
      assessor: session.person,
      executor: session.person,
      impacts: ['customers'],
      loss: chinese ? '验证码晚到3分钟' : 'Codes three minutes late',
      options: chinese ? '切换备用短信通道' : 'Switch to the spare channel',
      causeKind: 'software',
      rootCause: chinese
        ? '短信网关队列参数过小'
        : 'The queue of the message gateway was too small',
      lessons: chinese ? '队列长度纳入监控。' : 'The length of the queue is monitored now.',
    }
    await ask(page, 'incident.update', { id, changes })
    const reason = chinese ? '备用通道可用' : 'The spare channel works'
    await ask(page, 'incident.decide', { id, decision: 'repair', reason })
    const verification = chinese ? '实测5次，均在10秒内' : 'Tried five times, within 10 s'
    await ask(page, 'incident.repaired', { id, verification })
    const { confirmation } = await ask<{ confirmation: string }>(page, 'session.confirm', {
      password: DEMO_PASSWORD,
    })
    await ask(page, 'incident.restore', { id, confirmation })
  }
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
