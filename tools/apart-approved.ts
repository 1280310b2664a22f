import type { TemplateView } from '../contract/checklist-body.ts'
import type { Core } from '../core/host.ts'
import type { Language, Text } from '../contract/text.ts'
import { confirmed, done, signIn } from './actor.ts'
import { declareIncident } from './incident-story.ts'

/** Something that is approved on the second device while its author goes on with it on the first. */
export interface ApprovedApart {
  approve(second: Core): Promise<void>
  change(home: Core): Promise<void>
}

const LEAD = 'chen.ly'
const OTHER_LEAD = 'zhao.ym'
const MANAGER = 'he.jp'
const WRITER = 'wang.xm'
const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** Everything that is approved apart, begun on the device that both know. */
export async function begin(home: Core, language: Language): Promise<readonly ApprovedApart[]> {
  await signIn(home, LEAD)
  const checklist = await ofChecklist(home, language)
  const incident = await ofIncident(home, language)
  const drill = await ofDrill(home, language)
  const change = await ofChange(home, language)
  await signIn(home, WRITER)
  return [checklist, incident, drill, change, await ofDocument(home, language)]
}

/** Items that a draft got before it was approved, and beside that. */
const ITEMS: readonly { readonly id: string; readonly title: Text }[] = [
  { id: 'spare-port', title: t('备用端口抽测1个', 'One spare port tested') },
  { id: 'standby-path', title: t('备用链路切换1次', 'Switched to the standby line once') },
]

/** A checklist that nobody else is changing. */
async function freeChecklist(core: Core): Promise<TemplateView> {
  const { templates } = await done(core, 'checklists.templates', {})
  const free = templates.find(({ current, next }) => current && !next)
  if (!free) throw new Error('every checklist is being changed')
  return free
}

/** The author of a checklist saves its next version with so many more items; answers the version. */
async function saveChecklist(
  core: Core,
  language: Language,
  template: TemplateView,
  items: number,
): Promise<string> {
  const { body } = await done(core, 'checklists.version', { id: template.current?.id ?? '' })
  const more = ITEMS.slice(0, items).map(({ id, title }) => ({
    id,
    kind: 'tick' as const,
    title: title[language],
  }))
  const [first, ...sections] = body.sections
  if (!first) throw new Error('the checklist is empty')
  const written = {
    ...body,
    sections: [{ ...first, items: [...first.items, ...more] }, ...sections],
  }
  return (await done(core, 'checklists.saveVersion', { template: template.id, body: written })).id
}

async function ofChecklist(home: Core, language: Language): Promise<ApprovedApart> {
  const template = await freeChecklist(home)
  const version = await saveChecklist(home, language, template, 1)
  return {
    async approve(second) {
      await signIn(second, LEAD)
      await done(second, 'checklists.submitVersion', { version })
      await signIn(second, OTHER_LEAD)
      const confirmation = await confirmed(second)
      await done(second, 'checklists.approveVersion', { version, confirmation })
    },
    async change(core) {
      await signIn(core, LEAD)
      await saveChecklist(core, language, template, 2)
    },
  }
}

async function ofIncident(home: Core, language: Language): Promise<ApprovedApart> {
  const incident = await declareIncident(
    (procedure, input) => done(home, procedure as 'session.current', input as never) as never,
    'review',
    language === 'zh-CN',
  )
  await done(home, 'incident.writeReport', { incident, language })
  const { report } = await done(home, 'incident.report', { incident })
  if (!report) throw new Error('there is no report')
  return {
    async approve(second) {
      await signIn(second, LEAD)
      await done(second, 'incident.submitReport', { id: report.id })
      await signIn(second, MANAGER)
      const confirmation = await confirmed(second)
      await done(second, 'incident.approveReport', { id: report.id, confirmation })
    },
    async change(core) {
      await signIn(core, LEAD)
      const texts = {
        lessons: t(
          '队列长度纳入监控，超过80%预警。\n短信网关扩容前先做压力测试。',
          'The length of the queue is monitored, with a warning above 80 %.\nThe gateway is loaded in a test before it grows.',
        )[language],
      }
      await done(core, 'incident.saveReport', { id: report.id, texts })
    },
  }
}

async function ofDrill(home: Core, language: Language): Promise<ApprovedApart> {
  const { responses } = await done(home, 'response.list', { drill: true })
  const id = responses.find(({ endedAt }) => endedAt !== undefined)?.id ?? ''
  const { summary } = await done(home, 'response.get', { id })
  return {
    async approve(second) {
      await signIn(second, LEAD)
      await done(second, 'response.submitReport', { id })
      await signIn(second, MANAGER)
      await done(second, 'response.approveReport', { id, confirmation: await confirmed(second) })
    },
    async change(core) {
      await signIn(core, LEAD)
      const lessons = t(
        '切换前先核对备库延迟；报告对象的电话每季度核对一次。',
        'Check the lag of the standby first; check the numbers of those who are told every quarter.',
      )[language]
      await done(core, 'response.sumUp', { id, ...summary, lessons })
    },
  }
}

async function ofChange(home: Core, language: Language): Promise<ApprovedApart> {
  const HOUR = 3_600_000
  const tonight = Math.ceil(Date.now() / HOUR) * HOUR + 6 * HOUR
  const { session } = await done(home, 'session.current', {})
  const text = (zh: string, en: string): string => t(zh, en)[language]
  const { id } = await done(home, 'register.create', {
    type: 'change',
    fields: {
      title: text('短信网关队列参数调整', 'Longer queue of the message gateway'),
      kind: 'normal',
      reason: text('验证码延迟，队列上限过小。', 'Codes arrived late: the queue was too small.'),
      riskLevel: 'low',
      steps: text('队列上限改为2000，逐台重启。', 'Set the queue to 2000, restart one by one.'),
      rollback: text('恢复原配置文件。', 'Restore the configuration file.'),
      implementer: session?.person ?? '',
      windowFrom: tonight,
      windowTo: tonight + HOUR,
    },
  })
  return {
    async approve(second) {
      await signIn(second, MANAGER)
      const confirmation = await confirmed(second)
      const transition = 'approve'
      await done(second, 'register.transition', { type: 'change', id, transition, confirmation })
    },
    async change(core) {
      await signIn(core, LEAD)
      const steps = text(
        '队列上限改为5000，逐台重启。',
        'Set the queue to 5000, restart one by one.',
      )
      await done(core, 'register.update', { type: 'change', id, fields: { steps } })
    },
  }
}

async function ofDocument(home: Core, language: Language): Promise<ApprovedApart> {
  const { labels } = await done(home, 'register.lookup', {
    types: ['document'],
    text: t('备份与恢复操作手册', 'Backup and restore')[language],
    limit: 1,
  })
  const { versions } = await done(home, 'library.document', { id: labels[0]?.id ?? '' })
  const version = versions.find(({ state }) => state === 'draft')?.id ?? ''
  return {
    async approve(second) {
      await signIn(second, WRITER)
      await done(second, 'library.submitVersion', { version })
      await signIn(second, MANAGER)
      const confirmation = await confirmed(second)
      await done(second, 'library.approveVersion', { version, confirmation })
    },
    async change(core) {
      await signIn(core, WRITER)
      const { body } = await done(core, 'library.body', { version })
      const more = t(
        '\n\n恢复演练后删除演练库，释放空间。\n',
        '\n\nAfter a trial restore drop the trial database.\n',
      )[language]
      await done(core, 'library.saveVersion', { version, body: body + more })
    },
  }
}
