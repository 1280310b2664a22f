import { LANGUAGES } from '../../contract/text.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './keyboard.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { walkLaws } from './walks/laws.ts'
import { walkPeople } from './walks/people.ts'
import { walkSecurity } from './walks/security.ts'
import { walkSupport } from './walks/support.ts'
import { walkUpgrades } from './walks/upgrades.ts'
import { Walk } from './walks/walk.ts'

/** One window a language for all areas; each goes on with whoever the one before ended with. */
for (const language of LANGUAGES) {
  test(`every area from its first record to one that is closed and exported, by keyboard, in ${language}`, async ({
    start,
    folder,
    demonstration,
  }) => {
    test.setTimeout(240_000)
    const workspace = await demonstration(language)
    const { app, page } = await start({ workspace, language })
    await signIn(page, 'wang.xm', DEMO_PASSWORD)
    const walk = new Walk({ app, page }, language, folder)
    await test.step('upgrades', () => walkUpgrades(walk))
    await test.step('user support', () => walkSupport(walk))
    await test.step('people', () => walkPeople(walk))
    await test.step('security', () => walkSecurity(walk))
    await test.step('laws', () => walkLaws(walk))
    await expect(page.locator('.wk-toasts [role=alert]')).toHaveCount(0)
  })
}
