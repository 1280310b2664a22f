import type { Language, Text } from '../../../contract/text.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import { STORIES, type Story } from './demonstration/stories.ts'
import { both } from './words.ts'

const MINUTE = 60_000
const SIGNED = 'demonstration'
const MANAGER = 'he.jp'

type Run = (actor: DemonstrationActor) => Promise<void>

/** Closed incidents of the period, the night of the storage fault, and one that goes on. */
export function demonstrateIncidents(demo: Demonstration): readonly DemonstrationStep[] {
  return [
    ...STORIES.flatMap((story) => storySteps(demo, story)),
    ...nightSteps(demo),
    ...runningSteps(demo),
  ]
    .filter(({ at }) => at > demo.from && at <= demo.to)
    .toSorted((a, b) => a.at - b.at)
}

/** Configuration items of the story that are there. */
const itemsOf = (actor: DemonstrationActor, names: readonly string[]): string[] =>
  names.flatMap((name) => actor.find(`ci/${name}`)?.id ?? [])
const person = (actor: DemonstrationActor, login: string): string =>
  actor.find(`person/${login}`)?.id ?? ''

function storySteps(demo: Demonstration, story: Story): DemonstrationStep[] {
  const { language } = demo
  const start = demo.moment(story.day, story.discovered)
  // A story that began before the period would have nothing to go on with.
  if (start <= demo.from) return []
  const key = `incident/${story.key}`
  const say = (text: Text): string => text[language]
  const step = (after: number, login: string, run: (id: string) => Run): DemonstrationStep => ({
    at: start + after * MINUTE,
    login,
    async run(actor) {
      const incident = actor.find(key)
      if (incident) await run(incident.id)(actor)
    },
  })
  return [
    {
      at: start + story.reported * MINUTE,
      login: story.by,
      async run(actor) {
        const { id } = await actor.call('incident.declare', {
          title: say(story.title),
          scope: say(story.scope),
          grade: story.grade,
          discoveredAt: start,
          source: 'hand',
          items: itemsOf(actor, story.items),
          reportedTo: person(actor, story.lead),
        })
        actor.keep(key, { type: 'incident', id })
      },
    },
    step(story.answered, story.lead, (id) => async (actor) => {
      await actor.call('incident.answer', { id })
    }),
    step(story.decided, story.lead, (id) => async (actor) => {
      await actor.call('incident.update', {
        id,
        changes: {
          assessor: person(actor, story.lead),
          executor: person(actor, story.executor),
          impacts: [...story.impacts],
          loss: say(story.loss),
          options: say(story.options),
        },
      })
      await actor.call('incident.decide', { id, decision: 'repair', reason: say(story.reason) })
    }),
    step(story.repaired, story.executor, (id) => async (actor) => {
      await actor.call('incident.repaired', { id, verification: say(story.verification) })
    }),
    step(story.restored, story.lead, (id) => async (actor) => {
      await actor.call('incident.restore', { id, confirmation: SIGNED })
    }),
    ...reviewSteps(step, story, demo),
  ]
}

type Step = (after: number, login: string, run: (id: string) => Run) => DemonstrationStep

function reviewSteps(step: Step, story: Story, demo: Demonstration): DemonstrationStep[] {
  const { language } = demo
  const say = (text: Text): string => text[language]
  const start = demo.moment(story.day, story.discovered)
  const minutesTo = (time: string): number =>
    (demo.moment(story.day + story.closedAfter, time) - start) / MINUTE
  const report = `report/${story.key}`
  return [
    step(minutesTo('10:20'), story.lead, (id) => async (actor) => {
      for (const why of story.whys)
        await actor.call('incident.analyse', { incident: id, kind: 'why', text: say(why) })
      await actor.call('incident.analyse', {
        incident: id,
        kind: 'cause',
        text: say(story.rootCause),
        category: story.cause,
        state: 'confirmed',
      })
      const problem = story.problem && (await problemOf(actor, story, language))
      await actor.call('incident.update', {
        id,
        changes: {
          causeKind: story.cause,
          rootCause: say(story.rootCause),
          lessons: say(story.lessons),
          improvement: say(story.improvement),
          ...(problem ? { problem } : {}),
        },
      })
      const written = await actor.call('incident.writeReport', { incident: id, language })
      await actor.call('incident.submitReport', { id: written.id })
      actor.keep(report, { type: 'fault-report', id: written.id })
    }),
    step(minutesTo('15:40'), MANAGER, (id) => async (actor) => {
      const written = actor.find(report)
      if (!written) return
      await actor.call('incident.approveReport', { id: written.id, confirmation: SIGNED })
      await actor.call('incident.close', { id, confirmation: SIGNED })
    }),
  ]
}

async function problemOf(
  actor: DemonstrationActor,
  story: Story,
  language: Language,
): Promise<string> {
  const key = `problem/${story.problem}`
  const known = actor.find(key)
  if (known) return known.id
  const { id } = await actor.call('register.create', {
    type: 'problem',
    fields: {
      title: story.rootCause[language],
      items: itemsOf(actor, story.items),
      causeKind: story.cause,
      cause: story.rootCause[language],
      workaround: story.reason[language],
      owner: person(actor, story.executor),
    },
  })
  actor.keep(key, { type: 'problem', id })
  return id
}

/** The night of the storage fault: declared two minutes after the alert, answered in six. */
function nightSteps(demo: Demonstration): DemonstrationStep[] {
  const say = (zh: string, en: string): string => both(zh, en)[demo.language]
  const key = 'incident/storage'
  const at = (time: string, login: string, run: (id: string) => Run): DemonstrationStep => ({
    at: demo.moment(0, time),
    login,
    async run(actor) {
      const incident = actor.find(key)
      if (incident) await run(incident.id)(actor)
    },
  })
  return [
    {
      at: demo.moment(0, '01:53'),
      login: 'wang.xm',
      async run(actor) {
        const alert = actor.find('alert/san-02-b-down')
        const { id } = await actor.call('incident.declare', {
          title: say(
            '存储SAN-02控制器B离线，社保核心库写入变慢',
            'SAN-02 controller B offline, core database slow to write',
          ),
          scope: say(
            '社保核心业务写入，查询正常',
            'Writes of the core service; queries are normal',
          ),
          grade: 2,
          discoveredAt: demo.moment(0, '01:52'),
          source: 'alert',
          links: alert ? [alert] : [],
          items: itemsOf(actor, ['SOCIAL', 'SAN-02', 'db-core-01']),
          reportedTo: person(actor, 'chen.ly'),
        })
        actor.keep(key, { type: 'incident', id })
      },
    },
    at('01:55', 'chen.ly', (id) => async (actor) => {
      await actor.call('incident.answer', { id, note: say('马上到机房', 'On the way to the room') })
    }),
    at('02:01', 'chen.ly', (id) => async (actor) => {
      await actor.call('incident.tell', {
        id,
        kind: 'report',
        text: say(
          '已电话告知何建平和存储厂家，厂家工单7741203。',
          'He Jianping and the storage vendor told by phone, vendor ticket 7741203.',
        ),
      })
    }),
    at('02:05', 'chen.ly', (id) => async (actor) => {
      await actor.call('incident.update', {
        id,
        changes: {
          assessor: person(actor, 'chen.ly'),
          executor: person(actor, 'wang.xm'),
          liaison: person(actor, 'zhou.m'),
          impacts: ['outage', 'data', 'customers'],
          loss: say(
            '早上8点开窗前不恢复，参保登记停办',
            'Registration stops unless it is back before the counters open at eight',
          ),
          options: say(
            '按预案切备库；等厂家换控制器',
            'Switch to the standby by the plan; wait for the vendor to replace the controller',
          ),
          precautions: say('不要重启控制器A', 'Do not restart controller A'),
        },
      })
      await actor.call('incident.decide', {
        id,
        decision: 'plan',
        reason: say(
          '备库延迟低，按核心存储预案执行',
          'The standby is close; the storage plan fits',
        ),
      })
      await actor.call('incident.analyse', {
        incident: id,
        kind: 'hypothesis',
        text: say('控制器B主板故障', 'Board of controller B faulty'),
        category: 'hardware',
      })
    }),
    at('02:32', 'zhou.m', (id) => async (actor) => {
      await actor.call('incident.tell', {
        id,
        kind: 'report',
        text: say(
          '向政务服务中心报告：写入变慢，正在切换备库。',
          'Told the service centre: writes are slow, switching to the standby.',
        ),
      })
    }),
    at('03:06', 'wang.xm', (id) => async (actor) => {
      await actor.call('incident.repaired', {
        id,
        verification: say(
          '参保登记、缴费各写入一笔，写延迟9 ms',
          'One registration and one payment written, latency 9 ms',
        ),
      })
    }),
  ]
}

/** What goes on when the demonstration opens: answered, being assessed. */
function runningSteps(demo: Demonstration): DemonstrationStep[] {
  const say = (zh: string, en: string): string => both(zh, en)[demo.language]
  const start = demo.to - 38 * MINUTE
  const key = 'incident/hall'
  return [
    {
      at: start + 3 * MINUTE,
      login: 'sun.jy',
      async run(actor) {
        const { id } = await actor.call('incident.declare', {
          title: say('办事大厅查询间歇超时', 'Service hall: queries time out now and then'),
          scope: say('约一成查询失败，可重试', 'About one query in ten fails; trying again helps'),
          grade: 3,
          discoveredAt: start,
          source: 'request',
          items: itemsOf(actor, ['HALL', 'hall-fe-03']),
          reportedTo: person(actor, 'zhao.ym'),
        })
        actor.keep(key, { type: 'incident', id })
      },
    },
    {
      at: start + 14 * MINUTE,
      login: 'zhao.ym',
      async run(actor) {
        const incident = actor.find(key)
        if (!incident) return
        await actor.call('incident.answer', { id: incident.id })
        await actor.call('incident.tell', {
          id: incident.id,
          kind: 'note',
          text: say(
            'hall-fe-03连接数偏高，先摘出负载均衡观察。',
            'hall-fe-03 has too many connections; taken out of the balancer to watch.',
          ),
        })
      },
    },
  ]
}
