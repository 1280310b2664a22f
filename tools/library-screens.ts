import type { Page } from '@playwright/test'
import { ask, go, type Screen, settle } from './ways.ts'

interface Document {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

const STORAGE = /核心存储系统运行维护手册|Core storage: operation/u
const SWITCHES = /网络核心交换机维护手册|Core switches/u
const DUTY = /^(?:值班操作手册|Manual of the shift)$/u
const ARCHITECTURE = /运维支撑系统架构文档|Architecture of the supported/u
const BACKUP = /备份与恢复操作手册|Backup and restore/u
const MANAGER = 'he.jp'
const AUTHOR = 'wang.xm'

async function idOf(page: Page, title: RegExp): Promise<string> {
  const { rows } = await ask<{ rows: readonly Document[] }>(page, 'register.list', {
    type: 'document',
    limit: 50,
  })
  const found = rows.find(({ fields }) => title.test(String(fields['title'])))
  if (!found) throw new Error(`the demonstration has no ${title.source}`)
  return found.id
}

/** A part of what is known of a document, and what is clicked there. */
const part = (
  name: string,
  title: RegExp,
  of: string,
  clicked?: string,
  login = MANAGER,
): Screen => ({
  name: `library-${name}`,
  stage: 'open',
  login,
  async open(page) {
    await go(page, `/library/${await idOf(page, title)}/${of}`)
    await settle(page)
    if (clicked !== undefined) await page.locator(clicked).first().click()
  },
})

/** What is known of the demonstration's manuals beside their text, and where they are written. */
export const LIBRARY_SCREENS: readonly Screen[] = [
  part('versions', ARCHITECTURE, 'versions'),
  part('compare', STORAGE, 'versions', '.acts .wk-button.plain'),
  part('properties', STORAGE, 'properties'),
  part('bindings', SWITCHES, 'bindings'),
  part('readers', DUTY, 'readers'),
  part('accesses', STORAGE, 'accesses'),
  part('edit', BACKUP, 'versions', '.acts .wk-button:not(.plain)', AUTHOR),
  {
    name: 'library-reader',
    stage: 'open',
    login: MANAGER,
    pictured: true,
    async open(page) {
      const chinese = (await page.locator('html').getAttribute('lang')) === 'zh-CN'
      const found = encodeURIComponent(chinese ? '控制器切换' : 'controller')
      await go(page, `/library/${await idOf(page, STORAGE)}?q=${found}`)
      await page.locator('.read iframe, .read canvas').first().waitFor()
      await settle(page)
    },
  },
  {
    name: 'library-new',
    stage: 'open',
    login: AUTHOR,
    async open(page) {
      await go(page, '/library')
      await settle(page)
      await page.keyboard.press('Alt+n')
    },
  },
]
