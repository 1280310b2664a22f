import type { Page } from '@playwright/test'
import type { CheckBody } from '../../contract/checklist-body.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { ask } from '../../tools/ways.ts'
import { change } from './steps.ts'

export const account = (login: string) => ({ login, password: DEMO_PASSWORD })

/** A checklist that the lead of the demonstration wrote and the manager approved. */
export async function approvedChecklist(
  page: Page,
  name: string,
  body: CheckBody,
): Promise<string> {
  const { id } = await ask<{ id: string }>(page, 'checklists.saveTemplate', {
    name,
    category: 'shift',
    area: 'facility',
  })
  const version = await ask<{ id: string }>(page, 'checklists.saveVersion', { template: id, body })
  await ask(page, 'checklists.submitVersion', { version: version.id })
  await change(page, account('he.jp'))
  const { confirmation } = await ask<{ confirmation: string }>(page, 'session.confirm', {
    password: DEMO_PASSWORD,
  })
  await ask(page, 'checklists.approveVersion', { version: version.id, confirmation })
  await change(page, account('chen.ly'))
  return id
}
