import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CoreProcedureName, InputOf, OutputOf } from '../contract/procedures.ts'
import type { Json } from '../contract/record-type.ts'
import type { Language, Text } from '../contract/text.ts'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { createCore, type Core } from '../core/host.ts'
import { DEMO_PASSWORD } from './start/demonstration.ts'

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
const OTHER = 'zhao.ym'
/** Items that a draft got before it was approved on the second device, and beside that. */
const WRITTEN: readonly { readonly id: string; readonly title: Text }[] = [
  { id: 'spare-port', title: t('备用端口抽测1个', 'One spare port tested') },
  { id: 'standby-path', title: t('备用链路切换1次', 'Switched to the standby line once') },
]
const PASSPHRASE = 'a rather long passphrase'

/** Calls core as somebody who is signed in; answers the value. */
async function done<N extends CoreProcedureName>(
  core: Core,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const answer = await core.dispatch(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value as OutputOf<N>
}

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

/** The author of a checklist saves its next version with so many more items; answers the version. */
async function saveDraft(core: Core, language: Language, items: number): Promise<string> {
  const [template] = (await done(core, 'checklists.templates', {})).templates
  const { body } = await done(core, 'checklists.version', { id: template?.current?.id ?? '' })
  const more = WRITTEN.slice(0, items).map(({ id, title }) => ({
    id,
    kind: 'tick' as const,
    title: title[language],
  }))
  const [first, ...sections] = body.sections
  if (!template || !first) throw new Error('there is no checklist')
  const written = {
    ...body,
    sections: [{ ...first, items: [...first.items, ...more] }, ...sections],
  }
  return (await done(core, 'checklists.saveVersion', { template: template.id, body: written })).id
}

/** A second device joins the workspace; both go on by themselves, and what it wrote comes back on a stick. */
export async function driftApart(workspace: string, language: Language): Promise<void> {
  const stick = join(`${workspace}-stick`)
  mkdirSync(stick)
  const home = createCore({ workspacePath: workspace })
  const second = createCore({ workspacePath: `${workspace}-second` })
  const folderOn = (core: Core): string => core.chosen.add(stick)
  const fileOn = (core: Core, name: string): string => core.chosen.add(join(stick, name))
  const signIn = (core: Core, login: string) =>
    done(core, 'session.signIn', { login, password: DEMO_PASSWORD })
  try {
    await signIn(home, AUTHOR)
    const version = await saveDraft(home, language, 1)
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
    await signIn(second, AUTHOR)
    await done(second, 'checklists.submitVersion', { version })
    await signIn(second, OTHER)
    const { confirmation } = await done(second, 'session.confirm', { password: DEMO_PASSWORD })
    await done(second, 'checklists.approveVersion', { version, confirmation })
    await signIn(home, AUTHOR)
    await saveDraft(home, language, 2)
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
