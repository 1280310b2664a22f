import type { Text } from '../../../../contract/text.ts'
import { membersOf, teamOnDuty, type TeamKey } from '../../../demonstration/cast.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../../feature.ts'
import { dateAt } from '../../../time/zone.ts'

type Moment = readonly [day: number, time: string]

interface SwapStory {
  readonly key: string
  readonly asker: string
  readonly other: string
  /** Day of the story on which the asker's team has the day shift, not before. */
  readonly from: number
  readonly team: TeamKey
  readonly reason: Text
  readonly asked: Moment
  readonly agreed?: Moment
  readonly decided?: { readonly at: Moment; readonly by: string; readonly rejected?: Text }
}

interface AbsenceStory {
  readonly person: string
  readonly by: string
  readonly at: Moment
  readonly days: readonly [number, number]
  readonly kind: 'leave' | 'training'
  readonly standIn?: string
  readonly note: Text
}

/** What lies ahead is changed; the shifts of the story are worked as the rotation has them. */
const SWAPS: readonly SwapStory[] = [
  {
    key: 'rejected',
    asker: 'wu.ht',
    other: 'lin.xt',
    from: -4,
    team: 'c',
    reason: { 'zh-CN': '参加亲属婚礼', en: 'Wedding in the family' },
    asked: [-7, '10:12'],
    agreed: [-7, '11:40'],
    decided: {
      at: [-6, '09:05'],
      by: 'he.jp',
      rejected: {
        'zh-CN': '林晓彤当天还有夜班，白班接夜班连上24小时。改请李国栋替班',
        en: 'Lin Xiaotong has the night shift of that day: 24 hours in a row. Ask Li Guodong',
      },
    },
  },
  {
    key: 'approved',
    asker: 'lin.xt',
    other: 'li.gd',
    from: 4,
    team: 'a',
    reason: { 'zh-CN': '孩子家长会', en: 'Parents’ meeting at school' },
    asked: [-4, '09:20'],
    agreed: [-4, '10:02'],
    decided: { at: [-3, '08:50'], by: 'he.jp' },
  },
  {
    key: 'agreed',
    asker: 'zhou.m',
    other: 'li.gd',
    from: 6,
    team: 'b',
    reason: { 'zh-CN': '体检复查', en: 'Medical check-up' },
    asked: [-2, '14:10'],
    agreed: [-1, '09:30'],
  },
  {
    key: 'asked',
    asker: 'sun.jy',
    other: 'li.gd',
    from: 8,
    team: 'c',
    reason: { 'zh-CN': '电工证复审考试', en: 'Examination for the electrician’s licence' },
    asked: [-1, '15:25'],
  },
]

const ABSENCES: readonly AbsenceStory[] = [
  {
    person: 'zhou.m',
    by: 'chen.ly',
    at: [-5, '17:20'],
    days: [10, 12],
    kind: 'leave',
    standIn: 'li.gd',
    note: { 'zh-CN': '年休假3天', en: 'Three days of leave' },
  },
  {
    person: 'lin.xt',
    by: 'lin.xt',
    at: [-1, '10:40'],
    days: [3, 3],
    kind: 'training',
    note: { 'zh-CN': '厂家交换机培训', en: 'Vendor training on the switches' },
  },
]

/** First day from `from` on that is the day shift of a team. */
function dayShiftOf(team: TeamKey, from: number): number {
  let day = from
  while (teamOnDuty(day, 12) !== team) day += 1
  return day
}

/** Swaps in every state and absences ahead, one of them without a stand-in. */
export function changeSteps(demo: Demonstration, zone: string): readonly DemonstrationStep[] {
  const date = (day: number): string => dateAt(demo.moment(day, '12:00'), zone)
  const steps = [
    ...SWAPS.flatMap((story) => swapSteps(story, demo, date)),
    ...ABSENCES.map((story) => absenceStep(story, demo, date)),
  ]
  return steps.filter((step) => step.at <= demo.to)
}

function swapSteps(
  story: SwapStory,
  demo: Demonstration,
  date: (day: number) => string,
): readonly DemonstrationStep[] {
  const { asker, other, team, asked, agreed, decided } = story
  const day = dayShiftOf(team, story.from)
  if (!membersOf(team).some(({ login }) => login === asker))
    throw new Error(`${asker} is not in team ${team}`)
  const key = `swap/${story.key}`
  const step = (
    [when, time]: Moment,
    login: string,
    run: (actor: DemonstrationActor, swap: string) => Promise<unknown>,
  ): DemonstrationStep => ({
    at: demo.moment(when, time),
    login,
    async run(actor) {
      const swap = actor.find(key)
      if (swap) await run(actor, swap.id)
    },
  })
  const ask: DemonstrationStep = {
    at: demo.moment(...asked),
    login: asker,
    async run(actor) {
      const roster = actor.find('roster/main')
      const person = actor.find(`person/${other}`)
      if (!roster || !person) return
      const { id } = await actor.call('roster.askSwap', {
        shift: `${roster.id}/${date(day)}/day`,
        other: person.id,
        reason: story.reason[demo.language],
      })
      actor.keep(key, { type: 'shift-swap', id })
    },
  }
  return [
    ask,
    ...(agreed
      ? [step(agreed, other, (actor, id) => actor.call('roster.answerSwap', { id, agree: true }))]
      : []),
    ...(decided
      ? [
          step(decided.at, decided.by, (actor, id) =>
            actor.call('roster.decideSwap', {
              id,
              approve: decided.rejected === undefined,
              ...(decided.rejected ? { reason: decided.rejected[demo.language] } : {}),
              confirmation: 'demonstration',
            }),
          ),
        ]
      : []),
  ]
}

function absenceStep(
  { person, by, at, days, kind, standIn, note }: AbsenceStory,
  demo: Demonstration,
  date: (day: number) => string,
): DemonstrationStep {
  return {
    at: demo.moment(...at),
    login: by,
    async run(actor) {
      const who = actor.find(`person/${person}`)
      const other = standIn === undefined ? undefined : actor.find(`person/${standIn}`)
      if (!who) return
      await actor.call('roster.setAbsence', {
        person: who.id,
        from: date(days[0]),
        to: date(days[1]),
        kind,
        note: note[demo.language],
        ...(other ? { standIn: other.id } : {}),
      })
    },
  }
}
