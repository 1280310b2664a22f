import type { Page } from '@playwright/test'
import { membersOf, teamOnDuty } from '../../core/demonstration/cast.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { signIn } from '../../tools/ways.ts'

/** Who does what with documents in the demonstration, by login; `low` is cleared for internal only. */
export const DEMO = { author: 'wang.xm', lead: 'chen.ly', keeper: 'xu.j', low: 'lin.xt' } as const

/** The next person at the window. */
export async function changeTo(page: Page, login: string): Promise<void> {
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, login, DEMO_PASSWORD)
}

/** Who hands over and who takes over at the last change of shifts before now. */
export function leads(): { readonly outgoing: string; readonly incoming: string } {
  const hour = new Date().getHours()
  const at = hour >= 8 && hour < 20 ? 8 : 20
  // Day 0 of the story is the last one whose night is over, at 06:00.
  const day = hour >= 6 && hour < 8 ? -1 : 0
  const lead = (when: number): string => membersOf(teamOnDuty(day, when))[0]?.login ?? ''
  return { outgoing: lead(at - 1), incoming: lead(at) }
}
