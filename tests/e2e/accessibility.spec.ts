import type { Frame, Page } from '@playwright/test'
import axe from 'axe-core'
import { LANGUAGES } from '../../contract/text.ts'
import { SCREENS, show } from '../../tools/screens.ts'
import { LEAD, settle, type Stage } from '../../tools/ways.ts'
import { expect, test, type Launched } from './fixtures.ts'

const SERIOUS = ['serious', 'critical']

/** Whole frames inside of frames are looked at, too, wherever their pages come from. */
const AXE = `${axe.source}
axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })`

async function bringRules(frame: Frame): Promise<void> {
  try {
    if (!(await frame.evaluate(`'axe' in globalThis`))) await frame.evaluate(AXE)
  } catch (error) {
    // A document that is got ready for its reader may go while it is asked.
    if (!frame.isDetached()) throw error
  }
}

/** Serious violations of one screen, as one line each. The rules are put into each page once: they are half a megabyte. */
async function violations(page: Page): Promise<readonly string[]> {
  for (const frame of page.frames()) await bringRules(frame)
  return page.evaluate(`axe.run({ resultTypes: ['violations'], selectors: false }).then(({ violations }) =>
    violations
      .filter(({ impact }) => ${JSON.stringify(SERIOUS)}.includes(impact))
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`)
}

/** Light with the first language and dark with the other: every screen in both, every theme over all. */
const THEMES = { 'zh-CN': 'light', en: 'dark' } as const

for (const language of LANGUAGES) {
  test(`no serious violation on any screen, in ${language}`, async ({ start, demonstration }) => {
    test.setTimeout(420_000)
    const found: string[] = []
    const walk = async ({ page, app }: Launched, stages: readonly Stage[]): Promise<void> => {
      await page.emulateMedia({ colorScheme: THEMES[language] })
      // Each person's screens together: changing places takes as long as a look at a screen.
      const screens = SCREENS.filter(
        ({ stage, pictured }) => stages.includes(stage) && pictured !== true,
      ).toSorted((a, b) => (a.login ?? LEAD).localeCompare(b.login ?? LEAD))
      for (const screen of screens) {
        await show(page, screen, app)
        for (const line of await violations(page)) found.push(`${screen.name} ${line}`)
        await page.keyboard.press('Escape')
      }
    }
    const first = await start({ language })
    await walk(first, ['none'])
    await first.app.close()
    const second = await start({ language, workspace: await demonstration(language) })
    await walk(second, ['locked'])
    await walk(second, ['open'])
    // A document that is still being read when the next person signs in is not there any more, as it should be.
    const gone = second.offences.filter((one) => !/status of 404 .*\/\/doc-/u.test(one))
    second.offences.splice(0, second.offences.length, ...gone)
    expect(found).toEqual([])
  })
}

test('text at 200 % and a small window lose nothing sideways', async ({ start, demonstration }) => {
  const workspace = await demonstration('zh-CN')
  const { page, app } = await start({ workspace, size: { width: 1280, height: 800 } })
  const wide: string[] = []
  for (const name of ['desk', 'log', 'register-contact', 'settings-appearance', 'help']) {
    const screen = SCREENS.find((one) => one.name === name)
    if (!screen) throw new Error(`there is no screen ${name}`)
    await show(page, screen, app)
    // Once: it stays for the screens that follow.
    if (name === 'desk') await page.evaluate(`watchkeeper.invoke('host.setZoom', { percent: 200 })`)
    await settle(page)
    const seen = (await page.evaluate(`({
      scale: outerWidth / innerWidth,
      inner: innerWidth,
      over: document.documentElement.scrollWidth - innerWidth,
      read: document.querySelector('.log-list .line .text')?.clientWidth ?? innerWidth,
      out: [...document.querySelectorAll('main header button, main header input')].filter((e) => e.getBoundingClientRect().right > innerWidth).length,
      small: [...document.querySelectorAll('main *')].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 12).length,
    })`)) as {
      inner: number
      over: number
      read: number
      out: number
      small: number
    }
    if (seen.inner > 640 || seen.over > 0 || seen.read < 200 || seen.out > 0 || seen.small > 0)
      wide.push(`${name} ${JSON.stringify(seen)}`)
  }
  expect(wide).toEqual([])
})
