import { join } from 'node:path'
import type { Frame, Page } from '@playwright/test'
import { createCore } from '../../core/host.ts'
import { done, FOUNDER } from '../../core/testing.ts'
import { addDocument, type TestDocument } from '../support/library-documents.ts'
import { expect } from './fixtures.ts'
import { signIn } from './keyboard.ts'

/** A workspace with documents, made without a window; answers their ids. */
export async function prepare(
  folder: string,
  documents: readonly TestDocument[],
): Promise<readonly string[]> {
  const core = createCore({ workspacePath: join(folder, 'workspace') })
  await done(core, 'workspace.create', FOUNDER)
  const ids = documents.map((one) => addDocument(core, one).document)
  await core.close()
  return ids
}

export const enter = (page: Page): Promise<void> => signIn(page, FOUNDER.login, FOUNDER.password)

/** Goes to an address of the application. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(address)}`)
}

/** The frame of the document that is read, once it shows something of it. */
export async function readerFrame(page: Page, shows: string | RegExp): Promise<Frame> {
  const body = page.frameLocator('iframe.frame').locator('#view')
  await expect(body).toContainText(shows)
  const element = await page.locator('iframe.frame').elementHandle()
  const frame = await element?.contentFrame()
  if (!frame) throw new Error('there is no reader')
  return frame
}
