import type { Page } from '@playwright/test'
import type { CheckBody } from '../../contract/checklist-body.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { ask, go, signIn } from '../../tools/ways.ts'
import { account, approvedChecklist } from './approved-checklist.ts'
import { expect, test } from './fixtures.ts'
import { press, type } from './keyboard.ts'
import { change } from './steps.ts'

const WORDS = {
  name: '闸门检查',
  times: '时间',
  why: '抢修，顾不上',
  approved: '批准',
  moved: '改到',
  off: '今日停用',
} as const

const BODY: CheckBody = {
  sections: [
    {
      id: 's',
      title: 'S',
      items: [
        { id: 'sign', kind: 'signature', title: 'Sign' },
        { id: 'time', kind: 'timer', title: 'Time', seconds: 600 },
      ],
    },
  ],
}

const dialog = (page: Page) => page.locator('dialog')
const current = (page: Page) => page.locator('.line.current')

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 5)

/** A daily schedule for the next minutes, so that a miss comes soon, and for an hour later. */
async function plan(page: Page, name: string, times: string): Promise<void> {
  await go(page, '/checklists/schedules')
  await expect(page.locator('.schedules .list')).toBeFocused()
  await press(page, 'n')
  await expect(page.locator('.schedule [data-first]')).toBeFocused()
  await type(page, name)
  await page.locator('.schedule select').first().selectOption({ label: name })
  await page.locator('.schedule [type=radio]').nth(1).check({ force: true })
  const soon = [1, 2, 3, 4, 60].map((minutes) => clock(Date.now() + minutes * 60_000))
  await page.getByLabel(times, { exact: true }).fill(soon.join(' '))
  const limits = page.locator('.schedule fieldset').first().locator('input')
  for (const [at, minutes] of ['0', '1', '0', '1'].entries()) await limits.nth(at).fill(minutes)
  await press(page, 'Control+s')
  await expect(page.locator('.schedules .list')).toContainText(name)
}

/** A round of one signature and one timer. */
async function make(page: Page, name: string): Promise<void> {
  await go(page, '/checklists')
  await expect(page.locator('.rounds h1')).toBeVisible()
  await press(page, 'n')
  await expect(dialog(page).locator('input')).toBeFocused()
  await type(page, name)
  await expect(dialog(page).locator('[role=option]')).toHaveCount(1)
  await press(page, 'Enter')
  await expect(current(page)).toHaveAttribute('data-item', 'sign')
  await press(page, 'Enter')
  await expect(dialog(page).locator('input')).toBeFocused()
  await type(page, DEMO_PASSWORD)
  await press(page, 'Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(current(page)).toHaveAttribute('data-item', 'time')
  await press(page, 't')
  await page.waitForTimeout(1200)
  await press(page, 't')
  await expect(current(page).locator('[data-field=reading]')).toHaveValue(/0:0[1-9]/u)
  await press(page, 'Control+Enter')
  await expect(page.locator('.rounds h1')).toBeVisible()
}

// It waits for real minutes to pass: one language is enough.
test('a miss is explained, approved by another and moved; a round is cancelled', async ({
  start,
  demonstration,
}) => {
  test.setTimeout(400_000)
  const words = WORDS
  const workspace = await demonstration('zh-CN')
  const { page } = await start({ language: 'zh-CN', workspace })
  await signIn(page, 'chen.ly', DEMO_PASSWORD)
  await approvedChecklist(page, words.name, BODY)
  await plan(page, words.name, words.times)
  await make(page, words.name)
  const { schedules } = await ask<{ schedules: { id: string; name: string }[] }>(
    page,
    'checklists.schedules',
    {},
  )
  const schedule = schedules.find(({ name }) => name === words.name)?.id ?? ''
  interface Round {
    readonly schedule?: string
    readonly occurrence?: string
    readonly state: string
    readonly at: number
    readonly miss?: { readonly state: string; readonly newAt?: number }
  }
  const rounds = async (from: number, to: number): Promise<Round[]> =>
    (await ask<{ rounds: Round[] }>(page, 'checklists.rounds', { from, to })).rounds.filter(
      (round) => round.schedule === schedule,
    )
  const missed = async (): Promise<Round[]> =>
    (await rounds(Date.now() - 600_000, Date.now())).filter(({ state }) => state === 'missed')
  await expect.poll(async () => (await missed()).length, { timeout: 240_000 }).toBeGreaterThan(1)
  const [first, second] = await missed()
  const open = async (round: Round | undefined): Promise<void> => {
    await go(page, '/checklists')
    await go(page, `/checklists/round/${schedule}/${encodeURIComponent(round?.occurrence ?? '')}`)
    await expect(page.locator('.detail h2')).toHaveText(words.name)
    await expect(page.locator('.detail')).toContainText(`${clock(round?.at ?? 0)}–`)
  }

  // The first is explained, the second is made at another time; both stay missed.
  await open(first)
  await press(page, 'm')
  await type(page, words.why)
  await press(page, 'Control+Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.locator('.detail .miss')).toContainText(words.why)
  await open(second)
  await press(page, 'm')
  await type(page, words.why)
  await press(page, 'Tab')
  await type(page, '2099-03-17 14:00')
  await press(page, 'Control+Enter')
  await expect(page.locator('.detail .miss')).toContainText(words.moved)
  const newAt = new Date(2099, 2, 17, 14).getTime()
  expect((await rounds(newAt, newAt + 1)).length).toBeGreaterThan(0)

  // One that is still to come is taken off with its reason.
  const ahead = (await rounds(Date.now() + 600_000, Date.now() + 7_200_000))[0]
  await open(ahead)
  await press(page, 'Delete')
  await type(page, words.off)
  await press(page, 'Control+Enter')
  await expect(page.locator('.detail')).toContainText(words.off)

  // Nobody approves his own; somebody else does, and the miss stays.
  await open(first)
  await press(page, 'a')
  await type(page, DEMO_PASSWORD)
  await press(page, 'Enter')
  await expect(dialog(page).getByRole('alert')).toBeVisible()
  await press(page, 'Escape')
  await expect(dialog(page)).toHaveCount(0)
  await change(page, account('he.jp'))
  await open(first)
  await press(page, 'a')
  await type(page, DEMO_PASSWORD)
  await press(page, 'Enter')
  await expect(page.locator('.detail .miss')).toContainText(words.approved)
  expect((await missed()).map(({ miss }) => miss?.state)).toEqual(
    expect.arrayContaining(['approved', 'rescheduled']),
  )
})
