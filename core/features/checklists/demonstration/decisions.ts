import type { Demonstration, DemonstrationStep } from '../../../feature.ts'
import { shippedChecklists } from '../shipped.ts'
import { occurrenceOf, runKey } from './names.ts'
import { leadOf } from './plan.ts'
import { FINDINGS, MISSED, type FindingStory, type Missed } from './story.ts'

const DAY = 86_400_000

/** Misses are explained by the lead of the shift and approved by the manager. */
export const decisionSteps = (demo: Demonstration): readonly DemonstrationStep[] =>
  MISSED.flatMap((missed) => missSteps(demo, missed))

function missSteps(demo: Demonstration, missed: Missed): readonly DemonstrationStep[] {
  const key = `miss/${missed.day}`
  const hour = Number(missed.time.slice(0, 2))
  return [
    {
      at: demo.moment(missed.day, missed.explained),
      login: leadOf(missed.day, hour),
      async run(actor) {
        const schedule = actor.find('schedule/machine-room-round')
        if (!schedule) return
        const { id } = await actor.call('checklists.explainMiss', {
          schedule: schedule.id,
          occurrence: occurrenceOf(demo, missed.day, missed.time),
          comment: missed.comment[demo.language],
        })
        actor.keep(key, { type: 'checklist-miss', id })
      },
    },
    {
      at: demo.moment(...missed.approved),
      login: 'he.jp',
      async run(actor) {
        const miss = actor.find(key)
        if (miss)
          await actor.call('checklists.approveMiss', {
            miss: miss.id,
            confirmation: 'demonstration',
          })
      },
    },
  ]
}

export const findingSteps = (demo: Demonstration): readonly DemonstrationStep[] =>
  FINDINGS.flatMap((story) => stepsOf(demo, story))

function stepsOf(demo: Demonstration, story: FindingStory): readonly DemonstrationStep[] {
  const { language } = demo
  const key = `finding/${story.key}`
  const run = runKey(story.list, story.day, story.hour)
  // An hour after the round is due it has been made.
  const at = demo.moment(story.day, `${String(story.hour + 1).padStart(2, '0')}:25`)
  const { done, verified } = story
  const take = (
    login: string,
    when: number,
    transition: string,
    fields?: { readonly result: string },
  ): DemonstrationStep => ({
    at: when,
    login,
    async run(actor) {
      const finding = actor.find(key)
      if (finding)
        await actor.call('register.transition', {
          ...finding,
          transition,
          confirmation: 'demonstration',
          ...(fields ? { fields } : {}),
        })
    },
  })
  return [
    {
      at,
      login: leadOf(story.day, story.hour),
      async run(actor) {
        const record = actor.find(run)
        const owner = actor.find(`person/${story.owner}`)
        if (!record) return
        const { id } = await actor.call('checklists.raiseFinding', {
          run: record.id,
          item: story.item,
          title: story.title[language],
          dueAt: at + story.dueIn * DAY,
          ...(owner ? { owner: owner.id } : {}),
        })
        actor.keep(key, { type: 'finding', id })
      },
    },
    ...(done
      ? [take(done[0], demo.moment(done[1], done[2]), 'finish', { result: done[3][language] })]
      : []),
    ...(verified ? [take(verified[0], demo.moment(verified[1], verified[2]), 'verify')] : []),
  ]
}

interface Revision {
  readonly list: string
  readonly author: string
  readonly written: readonly [day: number, time: string]
  readonly approved?: readonly [day: number, time: string]
  readonly note: { readonly 'zh-CN': string; readonly en: string }
  readonly item: { readonly id: string; readonly 'zh-CN': string; readonly en: string }
}

/** One revised list in use, and one that waits for approval. */
const REVISIONS: readonly Revision[] = [
  {
    list: 'network-daily',
    author: 'chen.ly',
    written: [-4, '16:20'],
    approved: [-4, '17:05'],
    note: {
      'zh-CN': '专线A故障复盘后，增加切换演练记录',
      en: 'After the review of the fault on line A: the last switch-over is noted',
    },
    item: {
      id: 'last-switch',
      'zh-CN': '最近一次切换演练日期',
      en: 'Date of the last switch-over',
    },
  },
  {
    list: 'machine-room-round',
    author: 'zhao.ym',
    written: [0, '11:20'],
    note: {
      'zh-CN': '冷通道A超限后，增加AC-2滤网压差',
      en: 'After cold aisle A was out of limits: pressure over the filter of AC-2',
    },
    item: {
      id: 'ac-2-filter',
      'zh-CN': 'AC-2滤网压差（Pa）',
      en: 'Pressure over the filter of AC-2 (Pa)',
    },
  },
]

export const versionSteps = (demo: Demonstration): readonly DemonstrationStep[] =>
  REVISIONS.flatMap((revision) => revisionSteps(demo, revision))

function revisionSteps(demo: Demonstration, revision: Revision): readonly DemonstrationStep[] {
  const { language } = demo
  const key = `checklist-version/${revision.list}`
  const { approved } = revision
  const write: DemonstrationStep = {
    at: demo.moment(...revision.written),
    login: revision.author,
    async run(actor) {
      const template = actor.find(`checklist/${revision.list}`)
      const list = shippedChecklists(language).find((one) => one.key === revision.list)
      if (!template || !list) return
      const last = list.body.sections.length - 1
      const sections = list.body.sections.map((section, index) =>
        index === last
          ? {
              ...section,
              items: [
                ...section.items,
                {
                  id: revision.item.id,
                  kind: 'text' as const,
                  title: revision.item[language],
                  optional: true,
                },
              ],
            }
          : section,
      )
      const { id } = await actor.call('checklists.saveVersion', {
        template: template.id,
        body: { sections },
        note: revision.note[language],
      })
      await actor.call('checklists.submitVersion', { version: id })
      actor.keep(key, { type: 'checklist-version', id })
    },
  }
  if (!approved) return [write]
  const approve: DemonstrationStep = {
    at: demo.moment(...approved),
    login: 'he.jp',
    async run(actor) {
      const version = actor.find(key)
      if (version)
        await actor.call('checklists.approveVersion', {
          version: version.id,
          confirmation: 'demonstration',
        })
    },
  }
  return [write, approve]
}
