import type { Page } from '@playwright/test'
import { percentiles, show, type Figure } from '../figures.ts'
import { keyPresses, switchTo } from './in-page.ts'

/** The desk with its log and what is due on it, both loaded. */
const DESK = '.desk:has(.log a, .log .note):has(.now .wk-work-row, .now .note)'
const ROUNDS = 10

export const most = (
  what: string,
  value: number,
  unit: string,
  limit: number,
  measured: string,
  baseline = '',
): Figure => ({ what, value, unit, target: { most: limit }, measured, baseline })

/** Signs in; answers milliseconds to the desk with its log and its work, and those of the call itself. */
export async function signIn(page: Page, login: string, password: string) {
  const derivation = (await page.evaluate(`(async () => {
    // Core loads while a person types; the first call would measure that.
    await watchkeeper.invoke('session.touch', {})
    const start = performance.now()
    await watchkeeper.invoke('session.signIn', { login: ${JSON.stringify(login)}, password: 'not this one' })
    return performance.now() - start
  })()`)) as number
  await page.locator('form.sign-in input').first().fill(login)
  await page.keyboard.press('Enter')
  await page.locator('form.sign-in input').nth(1).fill(password)
  const from = performance.now()
  await page.keyboard.press('Enter')
  await page.locator(DESK).waitFor()
  const total = performance.now() - from
  // The other screens are fetched once the first is there; nobody moves on within a second.
  await page.waitForTimeout(1500)
  return { total, derivation }
}

/** The screens that an operator goes between in a shift, with what says that each is there. */
async function places(page: Page): Promise<readonly (readonly [string, string])[]> {
  const sheet = await page.evaluate(
    `watchkeeper.invoke('handover.list', { limit: 1 }).then(({ value }) => value.sheets[0].id)`,
  )
  return [
    ['/log', '.log-list .line'],
    ['/work', '.work-screen .wk-work-row'],
    ['/checklists', '.rounds .list .line'],
    ['/handover', '.handover .table .row:nth-child(2)'],
    [`/handover/${String(sheet)}`, '.point'],
    ['/roster', '[role=grid] .chip'],
    ['/register/contact', '.grid [role=row]'],
    ['/help', '.help article'],
    ['/settings/appearance', '.settings dl'],
    ['/register/change', '.grid [role=row]'],
    ['/desk', DESK],
  ]
}

/** What an operator waits for in a workspace that tells of so many days. */
export async function inShift(
  page: Page,
  who: { readonly login: string; readonly password: string },
  days: number,
): Promise<readonly Figure[]> {
  await page.locator('form.sign-in input').first().waitFor()
  const signed = await signIn(page, who.login, who.password)
  const all = await places(page)
  const switches = new Map(all.map(([path]) => [path, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++)
    for (const [path, selector] of all)
      switches.get(path)?.push(await switchTo(page, path, selector))
  const switching = percentiles([...switches.values()].flat())
  const slowest = [...switches]
    .map(([path, times]) => ({ path, ms: percentiles(times).p50 }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 2)
    .map(({ path, ms }) => `${path.split('/', 2).join('/')} ${show(ms, 'ms')}`)
  await page.keyboard.press('F2')
  const presses = percentiles(
    await keyPresses(page, [...'writing a line of the log as fast as anybody can type it']),
  )
  return [
    most(
      `${days} days: signing in to the desk over key derivation`,
      signed.total - signed.derivation,
      'ms',
      800,
      show(signed.total, 'ms'),
      `${show(signed.derivation, 'ms')} of a refused sign-in`,
    ),
    most(
      `${days} days: switch of screens, p95`,
      switching.p95,
      'ms',
      100,
      `p50 ${show(switching.p50, 'ms')}, ${ROUNDS * all.length} switches, slowest ${slowest.join(', ')}`,
    ),
    most(
      `${days} days: key press to picture, p95`,
      presses.p95,
      'ms',
      50,
      `p50 ${show(presses.p50, 'ms')}`,
    ),
  ]
}
