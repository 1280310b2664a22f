import { zoneHere } from '../../time/zone.ts'
import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { Answer } from '../../../contract/checklists.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import { decisionSteps, findingSteps, versionSteps } from './demonstration/decisions.ts'
import { occurrenceOf, runKey } from './demonstration/names.ts'
import { otherOf, PLANNED, type Planned } from './demonstration/plan.ts'
import { answerTo } from './demonstration/readings.ts'
import { MISSED, ON_PAPER, SKIPPED } from './demonstration/story.ts'
import { shippedChecklists } from './shipped.ts'
import { itemsOf } from './views.ts'

const MINUTE = 60_000
/** An answer is entered within this time of its reading, or it is a late entry. */
const ENTERED_WITHIN = 9 * MINUTE

/** The checklists of Binjiang, their schedules, and every round of the period. */
export function demonstrateChecklists(demo: Demonstration): readonly DemonstrationStep[] {
  const rounds: DemonstrationStep[] = []
  for (let day = 1 - demo.days; day <= 1; day += 1)
    for (const planned of PLANNED)
      for (const time of planned.due(day, new Date(demo.moment(day, '12:00'))))
        rounds.push(...roundSteps(demo, planned, day, time))
  return [
    ...setUp(demo),
    ...[
      ...rounds,
      ...decisionSteps(demo),
      ...findingSteps(demo),
      ...versionSteps(demo),
      ...extraSteps(demo),
    ].filter((step) => step.at >= demo.from && step.at <= demo.to),
  ]
}

function setUp({ from, language, moment }: Demonstration): readonly DemonstrationStep[] {
  const keys = shippedChecklists(language).map(({ key }) => key)
  const take: DemonstrationStep = {
    at: from - 20 * MINUTE,
    login: 'he.jp',
    async run(actor) {
      const taken = await actor.call('checklists.takeFromLibrary', { keys, language })
      for (const { key, id } of taken.templates)
        actor.keep(`checklist/${key}`, { type: 'checklist-template', id })
    },
  }
  const plans = PLANNED.map((planned, index): DemonstrationStep => ({
    at:
      planned.since === undefined
        ? from - 19 * MINUTE + index * 1_000
        : Math.max(from, moment(planned.since, '00:20')),
    login: 'he.jp',
    async run(actor) {
      const template = actor.find(`checklist/${planned.key}`)
      const post = actor.find(`post/${planned.post}`)
      if (!template) return
      const { id } = await actor.call('checklists.saveSchedule', {
        name: planned.name[language],
        template: template.id,
        rule: planned.rule,
        timeZone: zoneHere(),
        timing: planned.timing,
        escalation: [...planned.escalation],
        ...(planned.since === undefined ? { since: from } : {}),
        ...(post ? { post: post.id } : {}),
      })
      actor.keep(`schedule/${planned.key}`, { type: 'checklist-schedule', id })
    },
  }))
  return [take, ...plans]
}

function roundSteps(
  demo: Demonstration,
  planned: Planned,
  day: number,
  time: string,
): readonly DemonstrationStep[] {
  const hour = Number(time.slice(0, 2))
  const isMachineRoom = planned.key === 'machine-room-round'
  const named = (other: { readonly day: number; readonly time: string }): boolean =>
    isMachineRoom && other.day === day && other.time === time
  const missed = MISSED.find(named)
  if (missed && missed.madeAt === undefined) return []
  const paper = ON_PAPER.find(named)
  const between = ([least, most]: readonly [number, number]): number =>
    Math.round((least + demo.random() * (most - least)) * MINUTE)
  // Some rounds are finished after their grace.
  const slow = demo.random() < 0.02 ? planned.timing.due * MINUTE : 0
  const begun = missed?.madeAt
    ? demo.moment(day, missed.madeAt)
    : demo.moment(day, time) + (paper ? paper.minutes * MINUTE : between(planned.begins))
  const ended = begun + between(planned.takes) + (missed ? 6 * MINUTE : paper ? 0 : slow)
  const login = planned.by(day, hour)
  const items = itemsOfList(demo, planned.key)
  const start: DemonstrationStep = {
    at: begun,
    login,
    async run(actor) {
      const schedule = actor.find(`schedule/${planned.key}`)
      if (!schedule) return
      const { run } = await actor.call('checklists.start', {
        schedule: schedule.id,
        occurrence: await occurrenceFor(demo, actor, planned, day, time),
      })
      actor.keep(runKey(planned.key, day, hour), { type: 'checklist-run', id: run })
    },
  }
  const read = (index: number): number =>
    paper
      ? demo.moment(day, time) + (2 + (index / items.length) * 9) * MINUTE
      : ended - ENTERED_WITHIN * (1 - index / items.length)
  const answers = items.flatMap((item, index): Answer[] => {
    const skip = SKIPPED.find(
      (one) => one.day === day && one.list === planned.key && one.item === item.id,
    )
    const at = Math.round(read(index))
    if (skip) return [{ item: item.id, at, skip: skip.reason[demo.language] }]
    const { language, random } = demo
    const given = answerTo(item, at, { day, hour, language, random })
    return given ? [given] : []
  })
  const finish: DemonstrationStep = {
    at: ended,
    login,
    async run(actor) {
      const run = actor.find(runKey(planned.key, day, hour))
      if (!run) return
      await answer(demo, actor, run.id, items, answers, paper !== undefined)
      const second = items
        .filter(
          ({ id, twoPerson }) =>
            twoPerson === true && answers.some(({ item, skip }) => item === id && !skip),
        )
        .map(({ id }) => id)
      if (second.length > 0)
        await actor.call('checklists.confirm', {
          run: run.id,
          items: second,
          witness: otherOf(day, hour, login),
        })
      await actor.call('checklists.submit', { run: run.id })
    },
  }
  return [start, finish]
}

/** The key by which a round is begun; one of a shift is found by its time. */
async function occurrenceFor(
  demo: Demonstration,
  actor: DemonstrationActor,
  planned: Planned,
  day: number,
  time: string,
): Promise<string> {
  if (planned.rule.kind !== 'shift') return occurrenceOf(demo, day, time)
  const from = demo.moment(day, time)
  const schedule = actor.find(`schedule/${planned.key}`)?.id
  const { rounds } = await actor.call('checklists.rounds', { from, to: from + 1 })
  return rounds.find((round) => round.schedule === schedule)?.occurrence ?? ''
}

const itemsOfList = (demo: Demonstration, key: string): readonly CheckItem[] => {
  const list = shipped(demo).get(key)
  if (list === undefined) throw new Error(`no checklist ${key} is shipped`)
  return list
}
const lists = new Map<string, ReadonlyMap<string, readonly CheckItem[]>>()
function shipped({ language }: Demonstration): ReadonlyMap<string, readonly CheckItem[]> {
  const known =
    lists.get(language) ??
    new Map(shippedChecklists(language).map((list) => [list.key, itemsOf(list)]))
  lists.set(language, known)
  return known
}

/** One commit for all answers of a round, with a picture where one is asked for. */
async function answer(
  demo: Demonstration,
  actor: DemonstrationActor,
  run: string,
  items: readonly CheckItem[],
  answers: readonly Answer[],
  fromPaper: boolean,
): Promise<void> {
  const wanting = new Set(items.filter(({ evidence }) => evidence === true).map(({ id }) => id))
  const picture = answers.some(({ item }) => wanting.has(item))
    ? await actor.call('files.put', {
        name: 'ups.png',
        mime: 'image/png',
        bytes: await demo.file(`ups.${demo.language}.png`),
      })
    : undefined
  await actor.call('checklists.record', {
    run,
    answers: answers.map((one) =>
      picture && wanting.has(one.item) ? { ...one, attachments: [picture] } : one,
    ),
    confirmation: 'demonstration',
    ...(fromPaper ? { fromPaper } : {}),
  })
}

/** An extra round that is going on when the story ends. */
function extraSteps(demo: Demonstration): readonly DemonstrationStep[] {
  const items = itemsOfList(demo, 'middleware-daily').slice(0, 6)
  const at = demo.to - 6 * MINUTE
  const { language, random } = demo
  const answers = items.flatMap(
    (item, index) =>
      answerTo(item, at + index * 20_000, { day: 0, hour: 12, language, random }) ?? [],
  )
  return [
    {
      at: demo.to - 2 * MINUTE,
      login: 'wu.ht',
      async run(actor) {
        const template = actor.find('checklist/middleware-daily')
        if (!template) return
        const { run } = await actor.call('checklists.start', { template: template.id })
        await actor.call('checklists.record', { run, answers })
      },
    },
  ]
}
