import type { Page } from '@playwright/test'
import { ask, go, LEAD, settle, type Screen } from './ways.ts'

/** What was written elsewhere while somebody approved, beside what was approved: of everything that is approved. */

const MANAGER = 'he.jp'
const WRITER = 'wang.xm'

const beside = (name: string, login: string, open: (page: Page) => Promise<void>): Screen => ({
  name,
  stage: 'apart',
  login,
  pictured: true,
  open,
})

/** The first of a list of which that is known. */
function found<T>(all: readonly T[], isIt: (one: T) => unknown, what: string): T {
  const one = all.find(isIt)
  if (one === undefined) throw new Error(`nothing of ${what} was written beside its approval`)
  return one
}

interface Row {
  readonly id: string
}

/** The checklist in one of its views: as it is edited, its versions. */
const checklist = (name: string, view: 1 | 3): Screen =>
  beside(name, LEAD, async (page) => {
    type Template = Row & { current?: { beside: boolean } }
    const { templates } = await ask<{ templates: Template[] }>(page, 'checklists.templates', {})
    const { id } = found(templates, ({ current }) => current?.beside, 'the checklists')
    await go(page, `/checklists/templates/${id}`)
    await settle(page)
    await page
      .locator('.wk-segments')
      .locator('button, label')
      .nth(view - 1)
      .click()
  })

async function documentPart(page: Page): Promise<string> {
  const { rows } = await ask<{ rows: Row[] }>(page, 'register.list', {
    type: 'document',
    limit: 50,
  })
  for (const { id } of rows) {
    type Document = { versions: { beside: boolean }[] }
    const { versions } = await ask<Document>(page, 'library.document', { id })
    if (versions.some((version) => version.beside)) return `/library/${id}/versions`
  }
  throw new Error('nothing of the documents was written beside its approval')
}

export const APPROVED_SCREENS: readonly Screen[] = [
  checklist('approved-checklist', 1),
  checklist('approved-checklist-versions', 3),
  beside('approved-document', WRITER, async (page) => go(page, await documentPart(page))),
  beside('approved-incident', LEAD, async (page) => {
    const { incidents } = await ask<{ incidents: Row[] }>(page, 'incident.list', {
      phases: ['review'],
      limit: 50,
    })
    await go(page, `/incidents/${incidents[0]?.id ?? ''}/report`)
    const details = page.locator('.incident details')
    await details.locator('summary').click()
    await details.scrollIntoViewIfNeeded()
  }),
  beside('approved-drill', LEAD, async (page) => {
    const { responses } = await ask<{ responses: (Row & { endedAt?: number })[] }>(
      page,
      'response.list',
      { drill: true },
    )
    const { id } = found(responses, ({ endedAt }) => endedAt, 'the drills')
    await go(page, `/emergency/response/${id}`)
    const details = page.locator('.record details')
    await details.locator('summary').click()
    await details.scrollIntoViewIfNeeded()
  }),
  beside('approved-change', MANAGER, async (page) => {
    type Change = Row & { beside?: string[] }
    const { rows } = await ask<{ rows: Row[] }>(page, 'register.list', {
      type: 'change',
      limit: 50,
    })
    for (const { id } of rows) {
      const { record } = await ask<{ record: Change }>(page, 'register.get', { type: 'change', id })
      if (record.beside) return void (await go(page, `/register/change/${id}`))
    }
    throw new Error('nothing of the changes was written beside its approval')
  }),
]
