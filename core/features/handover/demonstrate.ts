import type { HandoverPoint } from '../../../contract/handover.ts'
import { fill, type Language, type Text } from '../../../contract/text.ts'
import { coldAisleA } from '../../demonstration/climate.ts'
import { membersOf, teamOnDuty } from '../../demonstration/cast.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import {
  CARRIED_POINTS,
  CLIMATE,
  QUESTIONS,
  ROUTINE_POINTS,
  STORY_CLIMATE,
  STORY_POINTS,
  STORY_QUESTION,
  type TypedPoint,
} from './demonstration/points.ts'

const MINUTE = 60_000
const SECOND = 1_000
/** How far the last handover of the story has come: at most this many points, or half of them, are acknowledged. */
const ACKNOWLEDGED_OF_LAST = 6
/** Handovers after which routine points are about something else. */
const TURN = 14

/** One handover of the story: at the hour of a day, of the shift before to the one after. */
interface Handover {
  readonly index: number
  readonly at: number
  readonly day: number
  readonly hour: number
  readonly key: string
  readonly outgoing: string
  readonly incoming: string
  readonly story: boolean
  readonly last: boolean
}

/** A sheet for every handover of the period; the last one is still being read by the incoming side. */
export function demonstrateHandover(demo: Demonstration): readonly DemonstrationStep[] {
  const handovers = handoversOf(demo)
  const story = handovers.findIndex((handover) => handover.story)
  const steps: DemonstrationStep[] = []
  /** Points typed on earlier sheets with the handover in which they are ticked off. */
  const open: { readonly title: Text; readonly until: number }[] = []
  for (const handover of handovers) {
    const typed = typedPoints(handover, story, demo)
    const closing = open.filter(({ until }) => until === handover.index).map(({ title }) => title)
    for (const { title, shifts } of typed)
      if (shifts > 1) open.push({ title, until: handover.index + shifts })
    steps.push(...stepsOf(handover, typed, closing, demo))
  }
  return steps.filter((step) => step.at >= demo.from && step.at <= demo.to)
}

function handoversOf(demo: Demonstration): readonly Handover[] {
  const all: Handover[] = []
  for (let day = 2 - demo.days; day <= 1; day += 1)
    for (const hour of [8, 20]) {
      const at = demo.moment(day, `${String(hour).padStart(2, '0')}:00`)
      if (at > demo.to) continue
      all.push({
        index: all.length,
        at,
        day,
        hour,
        key: `handover/${day}/${hour}`,
        outgoing: membersOf(teamOnDuty(day, hour - 1))[0]?.login ?? '',
        incoming: membersOf(teamOnDuty(day, hour))[0]?.login ?? '',
        story: day === 0 && hour === 8,
        last: false,
      })
    }
  return all.map((handover, index) => ({ ...handover, last: index === all.length - 1 }))
}

function typedPoints(
  { index, story }: Handover,
  storyIndex: number,
  demo: Demonstration,
): readonly TypedPoint[] {
  const before = storyIndex < 0 ? -1 : storyIndex - index
  const carried = CARRIED_POINTS.filter((point) => point.before === before)
  if (story) return [...STORY_POINTS, ...carried]
  const draw = demo.random()
  const kind = ROUTINE_POINTS[Math.floor(demo.random() * ROUTINE_POINTS.length)] ?? []
  // One after the other: the same words come back after weeks only.
  const routine = kind[Math.floor(index / TURN) % kind.length]
  // Near the story's night its own points say enough.
  return routine && draw < 0.4 && (before < 0 || before > 7) ? [routine, ...carried] : carried
}

function stepsOf(
  handover: Handover,
  typed: readonly TypedPoint[],
  closing: readonly Text[],
  demo: Demonstration,
): readonly DemonstrationStep[] {
  const { at, day, hour, outgoing, incoming, key, last, story } = handover
  const { language } = demo
  const jitter = Math.floor(demo.random() * 3) * MINUTE + Math.floor(demo.random() * 50) * SECOND
  const near = (middle: number) => (middle + (demo.random() - 0.5) * 0.6).toFixed(1)
  const humidity = 46 + Math.floor(demo.random() * 8)
  const climate = story
    ? STORY_CLIMATE[language]
    : fill(CLIMATE[language], { a: near(coldAisleA(day, hour - 1)), b: near(22.9), h: humidity })
  const asks = story || demo.random() < 0.2
  const talk = QUESTIONS[Math.floor(demo.random() * QUESTIONS.length)] ?? STORY_QUESTION
  const { ask, answer } = story ? STORY_QUESTION : talk
  const step = (
    minutes: number,
    login: string,
    run: (actor: DemonstrationActor, sheet: string) => Promise<void>,
  ): DemonstrationStep => ({
    at: at + minutes * MINUTE + jitter,
    login,
    async run(actor) {
      const sheet = actor.find(key)
      if (sheet) await run(actor, sheet.id)
    },
  })
  const write: DemonstrationStep = {
    at: at - 28 * MINUTE + jitter,
    login: outgoing,
    run: (actor) => writeSheet(actor, handover, { typed, closing, climate, language }),
  }
  const confirmation = 'demonstration'
  return [
    write,
    step(-19, outgoing, async (actor, id) => void (await actor.call('handover.start', { id }))),
    step(-11, outgoing, async (actor, id) => {
      await actor.call('handover.signOut', { id, confirmation })
    }),
    step(-9, incoming, (actor, id) =>
      acknowledge(
        actor,
        id,
        asks ? ask[language] : undefined,
        last ? ACKNOWLEDGED_OF_LAST : undefined,
      ),
    ),
    step(-6, outgoing, (actor, id) => answerAll(actor, id, answer[language])),
    ...(last
      ? []
      : [
          step(-4, incoming, (actor, id) => acknowledge(actor, id)),
          step(1, incoming, async (actor, id) => {
            await actor.call('handover.accept', { id, confirmation })
          }),
        ]),
  ]
}

async function writeSheet(
  actor: DemonstrationActor,
  { key }: Handover,
  {
    typed,
    closing,
    climate,
    language,
  }: {
    readonly typed: readonly TypedPoint[]
    readonly closing: readonly Text[]
    readonly climate: string
    readonly language: Language
  },
): Promise<void> {
  const { shifts } = await actor.call('handover.current', {})
  const [shift] = shifts
  if (!shift) return
  const { id } = await actor.call('handover.open', { shift: shift.key })
  actor.keep(key, { type: 'handover-sheet', id })
  const { points } = (await actor.call('handover.get', { id })).sheet
  const line = points.find((point) => point.key === 'environment/climate')
  if (line) await actor.call('handover.writePoint', { sheet: id, id: line.id, detail: climate })
  for (const title of closing) {
    const done = points.find((point) => point.title === title[language])
    if (done) await actor.call('handover.closePoint', { id: done.id, closed: true })
  }
  for (const point of typed) {
    const record = point.record === undefined ? undefined : actor.find(point.record)
    await actor.call('handover.writePoint', {
      sheet: id,
      section: point.section,
      tone: point.tone,
      title: point.title[language],
      detail: point.detail[language],
      open: point.shifts > 1,
      ...(record ? { record } : {}),
    })
  }
}

/** Acknowledges what is left, up to a number of points; a question is put to the first unclear one. */
async function acknowledge(
  actor: DemonstrationActor,
  id: string,
  question?: string,
  most?: number,
): Promise<void> {
  const { points } = (await actor.call('handover.get', { id })).sheet
  const unclear =
    question === undefined
      ? undefined
      : (points.find(({ tone }) => tone === 'unknown') ??
        points.find(({ own }) => own) ??
        points[0])
  const open = points.filter((point) => !point.acknowledged && point.id !== unclear?.id)
  const count = most === undefined ? open.length : Math.min(most, points.length >> 1)
  const entries = [
    ...open.slice(0, count).map((point) => ({ point: point.id, kind: 'acknowledge' as const })),
    ...(unclear && question
      ? [{ point: unclear.id, kind: 'question' as const, text: question }]
      : []),
  ]
  if (entries.length > 0) await actor.call('handover.answer', { id, entries })
}

async function answerAll(actor: DemonstrationActor, id: string, text: string): Promise<void> {
  const { points } = (await actor.call('handover.get', { id })).sheet
  const entries = unanswered(points).map((point) => ({
    point: point.id,
    kind: 'answer' as const,
    text,
  }))
  if (entries.length > 0) await actor.call('handover.answer', { id, entries })
}

const unanswered = (points: readonly HandoverPoint[]): readonly HandoverPoint[] =>
  points.filter((point) => point.unanswered)
