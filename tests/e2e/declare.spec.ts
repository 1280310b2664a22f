import type { Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { ask, go, signIn } from '../../tools/ways.ts'
import { approvedChecklist } from './approved-checklist.ts'
import { expect, test } from './fixtures.ts'
import { press, type } from './keyboard.ts'

/** By its key, from where one stands: the dialog has the title already; afterwards the incident is on the screen. */
async function declare(page: Page, title: RegExp): Promise<string> {
  await press(page, 'i')
  await expect(page.locator('dialog input').first()).toHaveValue(title)
  await press(page, 'Control+Enter')
  await expect(page.locator('.incident h1')).toHaveText(title)
  return /incidents\/([0-9a-f-]{36})/u.exec(page.url())?.[1] ?? ''
}

/** What the incident was declared from is on its timeline and leads there; that shows the incident. */
async function linkedBothWays(page: Page, incident: string, from: string, told: RegExp) {
  await expect(page.locator('.timeline')).toContainText(told)
  await press(page, '2')
  const found = page.locator('.evidence a', { hasText: told })
  await expect(found.first()).toBeVisible()
  await go(page, from)
  await expect(page.locator(`a[href$="/incidents/${incident}"]`).first()).toBeVisible()
}

test('an incident is declared from a failed check, an entry of the log and a request, by keys', async ({
  start,
  demonstration,
}) => {
  test.setTimeout(120_000)
  const workspace = await demonstration('en')
  const { page } = await start({ workspace, language: 'en' })
  await signIn(page, 'chen.ly', DEMO_PASSWORD)

  await test.step('from anywhere, and given up', async () => {
    await press(page, 'F4')
    await expect(page.locator('dialog input').first()).toBeFocused()
    await press(page, 'Escape')
    await expect(page.locator('dialog')).toHaveCount(0)
  })

  await test.step('an entry of the log', async () => {
    const noticed = Date.now() - 37 * 60_000
    const { id } = await ask<{ id: string }>(page, 'log.write', {
      text: 'Payment gateway answers nothing',
      category: 'alert',
      at: noticed,
    })
    await go(page, `/log/${id}`)
    await expect(page.locator('.detail .text')).toContainText('Payment gateway')
    const incident = await declare(page, /Payment gateway answers nothing/u)
    // Time counts from when it was noticed, not from when somebody called it an incident.
    const { record } = await ask<{ record: { fields: { discoveredAt: number } } }>(
      page,
      'register.get',
      { type: 'incident', id: incident },
    )
    expect(record.fields.discoveredAt).toBe(noticed - (noticed % 60_000))
    await linkedBothWays(page, incident, `/log/${id}`, /Payment gateway answers nothing/u)
  })

  await test.step('a request of a user', async () => {
    const { id } = await ask<{ id: string }>(page, 'register.create', {
      type: 'request',
      fields: {
        title: 'No certificate can be printed',
        kind: 'fault',
        requester: 'Liu Min',
        unit: 'Counter 3',
        details: 'Since nine o’clock',
      },
    })
    await go(page, `/register/request/${id}`)
    await expect(page.locator('.detail h2')).toContainText('No certificate')
    const incident = await declare(page, /No certificate can be printed/u)
    await linkedBothWays(
      page,
      incident,
      `/register/request/${id}`,
      /User report \(Counter 3 Liu Min\): No certificate can be printed/u,
    )
  })

  await test.step('a check that failed', async () => {
    const template = await approvedChecklist(page, 'Battery round', {
      sections: [
        {
          id: 'all',
          title: 'Batteries',
          items: [
            {
              id: 'volts',
              kind: 'number',
              title: 'UPS-1 battery',
              unit: 'V',
              limits: [{ side: 'low', level: 'alarm', value: 210, message: 'Call the vendor' }],
            },
          ],
        },
      ],
    })
    const { run } = await ask<{ run: string }>(page, 'checklists.start', { template })
    await go(page, `/checklists/run/${run}`)
    await expect(page.locator('[data-field=reading]')).toBeFocused()
    await type(page, '190')
    await press(page, 'Enter')
    await expect(page.locator('[data-remark]')).toBeFocused()
    await type(page, 'falls')
    await press(page, 'Enter')
    await expect(page.locator('.run-pane .declared')).toBeVisible()
    const incident = await declare(page, /UPS-1 battery 190 V/u)
    await linkedBothWays(
      page,
      incident,
      `/checklists/run/${run}`,
      /UPS-1 battery, 190 V, Critical\. Call the vendor\. falls/u,
    )
  })
})
