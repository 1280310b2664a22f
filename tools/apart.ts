import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../contract/record-type.ts'
import type { Language, Text } from '../contract/text.ts'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { createCore, type Core } from '../core/host.ts'
import { done, signIn } from './actor.ts'
import { begin } from './apart-approved.ts'

/** What two devices wrote into one record while they could not hear each other. */
interface Apart {
  readonly type: string
  readonly found: Text
  readonly here: Readonly<Record<string, Text | Json>>
  readonly there: Readonly<Record<string, Text | Json>>
}
const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

const EDITS: readonly Apart[] = [
  {
    type: 'contact',
    found: t('存储厂家值班', 'Storage vendor, duty desk'),
    here: { phone: '400-810-0022-3' },
    there: { phone: '021-5588-0022' },
  },
  {
    type: 'change',
    found: t('web-07高危漏洞修复', 'Fix the high finding on web-07'),
    here: {
      riskLevel: 'medium',
      steps: t(
        '应用组确认窗口；打快照；升级组件；复扫；核对公告发布。',
        'Window from the application team; snapshot; upgrade; rescan; publish a notice to check.',
      ),
    },
    there: {
      riskLevel: 'low',
      steps: t(
        '应用组确认22:00窗口；升级到2.4.62；复扫。',
        'Window at 22:00 from the application team; upgrade to 2.4.62; rescan.',
      ),
    },
  },
  {
    type: 'configuration-item',
    found: t('db-test', 'db-test'),
    here: { state: 'live' },
    there: { state: 'retired' },
  },
]
const AUTHOR = 'chen.ly'
const PASSPHRASE = 'a rather long passphrase'

async function write(core: Core, language: Language, side: 'here' | 'there'): Promise<void> {
  for (const { type, found, ...sides } of EDITS) {
    const { labels } = await done(core, 'register.lookup', {
      types: [type],
      text: found[language],
      limit: 1,
    })
    const fields = Object.fromEntries(
      Object.entries(sides[side]).map(([name, value]): [string, Json] => [
        name,
        typeof value === 'object' && value !== null && language in value
          ? (value as Text)[language]
          : (value as Json),
      ]),
    )
    await done(core, 'register.update', { type, id: labels[0]?.id ?? '', fields })
  }
}

/** A second device joins the workspace; both go on by themselves, and what it wrote comes back on a stick. */
export async function driftApart(workspace: string, language: Language): Promise<void> {
  const stick = join(`${workspace}-stick`)
  mkdirSync(stick)
  const home = createCore({ workspacePath: workspace })
  const second = createCore({ workspacePath: `${workspace}-second` })
  const folderOn = (core: Core): string => core.chosen.add(stick)
  const fileOn = (core: Core, name: string): string => core.chosen.add(join(stick, name))
  try {
    const approvals = await begin(home, language)
    await signIn(home, FOUNDER)
    const enrolled = await done(home, 'device.enrol', {
      name: t('机房值班台', 'Machine room desk')[language],
      code: 'B2',
      folder: folderOn(home),
      passphrase: PASSPHRASE,
    })
    await done(second, 'workspace.join', {
      file: fileOn(second, enrolled.name),
      passphrase: PASSPHRASE,
    })
    for (const one of approvals) await one.approve(second)
    for (const one of approvals) await one.change(home)
    await signIn(second, AUTHOR)
    await signIn(home, FOUNDER)
    await write(home, language, 'here')
    await write(second, language, 'there')
    const { name } = await done(second, 'sync.exportBundle', { folder: folderOn(second) })
    await done(home, 'sync.importBundle', { file: fileOn(home, name) })
  } finally {
    await home.close()
    await second.close()
  }
}
