import { uuidv7 } from 'uuidv7'
import { slugger } from '../../../contract/heading-anchors.ts'
import type { PlanBody } from '../../../contract/response-body.ts'
import type { Text } from '../../../contract/text.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import { dateAt, zoneHere } from '../../time/zone.ts'
import { DRILL, DRILL_DAY, FINDINGS, NIGHT, SCORES, type Decided } from './demonstration/runs.ts'
import { storagePlan } from './demonstration/storage-plan.ts'

const DAY = 86_400_000
const SECOND = 1_000
/** Before the period begins, after people, registers and manuals are there. */
const BEFORE = 10 * 60_000
const STORAGE = 'plan/storage'
const DATABASE = 'plan/database'
const DRILL_RUN = 'activation/drill'
const NIGHT_RUN = 'activation/storage'

/** Steps of the storage plan with the places of manuals that they are bound to. */
const BOUND: readonly {
  readonly step: string
  readonly document: string
  readonly heading: Text
}[] = [
  {
    step: 'look',
    document: 'core-storage-manual',
    heading: { 'zh-CN': '5.3.1 判断', en: '5.3.1 Diagnosis' },
  },
  {
    step: 'switch',
    document: 'database-switchover',
    heading: { 'zh-CN': '3.2 前提', en: '3.2 Conditions' },
  },
  {
    step: 'paths',
    document: 'core-storage-manual',
    heading: { 'zh-CN': '5.3.2 隔离步骤', en: '5.3.2 Isolation' },
  },
  {
    step: 'replace',
    document: 'core-storage-manual',
    heading: { 'zh-CN': '4.3 更换控制器', en: '4.3 Controller' },
  },
]

type Run = (actor: DemonstrationActor) => Promise<void>

/** Two plans in use, one that waits, the year's drills, a drill that was held, and the night of the storage fault. */
export function demonstrateResponse(demo: Demonstration): readonly DemonstrationStep[] {
  const at = (day: number, time: string, login: string, run: Run): DemonstrationStep => ({
    at: demo.moment(day, time),
    login,
    run,
  })
  const steps = [...planSteps(demo, at), ...drillSteps(demo, at), ...nightSteps(demo, at)]
  return steps
    .filter((step) => step.at <= demo.to)
    .toSorted((a, b) => a.at - b.at)
    .map((step, index) =>
      step.at < demo.from ? { ...step, at: demo.from - BEFORE + index * SECOND } : step,
    )
}

type At = (day: number, time: string, login: string, run: Run) => DemonstrationStep

async function approved(actor: DemonstrationActor, plan: string): Promise<void> {
  const { versions } = await actor.call('plan.get', { id: plan })
  const [newest] = versions
  if (newest?.state === 'submitted') await actor.call('plan.approveVersion', { version: newest.id })
}

/** Writes the next version of a plan and hands it in. */
async function handedIn(
  actor: DemonstrationActor,
  plan: string,
  body: PlanBody,
  note: string,
): Promise<void> {
  const { id } = await actor.call('plan.saveVersion', { plan, body, note })
  await actor.call('plan.submitVersion', { version: id })
}

function planSteps(demo: Demonstration, at: At): DemonstrationStep[] {
  const { language } = demo
  const taken = async (actor: DemonstrationActor, key: string, name: string): Promise<void> => {
    const { plans } = await actor.call('plan.takeFromLibrary', { keys: [key], language })
    const [plan] = plans
    if (plan) actor.keep(name, { type: 'emergency-plan', id: plan.id })
  }
  const shipped = async (actor: DemonstrationActor, plan: string) => {
    const { versions } = await actor.call('plan.get', { id: plan })
    const [newest] = versions
    return newest && (await actor.call('plan.version', { id: newest.id })).body
  }
  const say = (zh: string, en: string): string => (language === 'en' ? en : zh)
  return [
    at(-86, '09:10', 'ma.j', async (actor) => {
      await taken(actor, 'storage-failure', STORAGE)
      const plan = actor.find(STORAGE)
      if (!plan) return
      const refs = (...names: string[]) => names.flatMap((name) => actor.find(name) ?? [])
      const links = {
        look: refs('ci/SAN-02'),
        switch: refs('ci/db-core-01', 'ci/db-core-02'),
        backup: refs('backup/core-full'),
      }
      const body = storagePlan(language, (login) => actor.find(`person/${login}`)?.id, links)
      await handedIn(
        actor,
        plan.id,
        body,
        say('按去年演练结果改写', 'Rewritten after last year’s drill'),
      )
    }),
    at(-86, '15:30', 'he.jp', async (actor) => {
      const plan = actor.find(STORAGE)
      if (plan) await approved(actor, plan.id)
    }),
    ...BOUND.map((bound, index) =>
      at(-80, `11:${10 + index}`, 'he.jp', (actor) => bind(actor, demo, bound)),
    ),
    at(-84, '10:00', 'chen.ly', async (actor) => {
      await taken(actor, 'database-failure', DATABASE)
      const plan = actor.find(DATABASE)
      const body = plan && (await shipped(actor, plan.id))
      const person = actor.find('person/wang.xm')?.id
      if (!plan || !body) return
      const roles = body.roles.map((role) =>
        role.id === 'database' && person !== undefined ? { ...role, person } : role,
      )
      await handedIn(actor, plan.id, { ...body, roles }, say('补全角色人员', 'People filled in'))
    }),
    at(-84, '16:00', 'he.jp', async (actor) => {
      const plan = actor.find(DATABASE)
      if (plan) await approved(actor, plan.id)
    }),
    at(-1, '16:40', 'han.x', async (actor) => {
      await taken(actor, 'ransomware', 'plan/ransomware')
      const plan = actor.find('plan/ransomware')
      const body = plan && (await shipped(actor, plan.id))
      if (plan && body)
        await handedIn(
          actor,
          plan.id,
          body,
          say('首版，对照等保要求', 'First version, checked against the MLPS requirements'),
        )
    }),
  ]
}

async function bind(
  actor: DemonstrationActor,
  { language }: Demonstration,
  { step, document, heading }: (typeof BOUND)[number],
): Promise<void> {
  const plan = actor.find(STORAGE)
  const manual = actor.find(`document/${document}`)
  if (!plan || !manual) return
  const { versions } = await actor.call('plan.get', { id: plan.id })
  const [newest] = versions
  if (!newest) return
  const { body } = await actor.call('plan.version', { id: newest.id })
  const label = body.steps.find(({ id }) => id === step)?.title ?? step
  await actor.call('library.bind', {
    source: plan,
    item: step,
    label,
    document: manual.id,
    place: { anchor: slugger()(heading[language]) },
  })
}

/** Carries out what was decided, one after the other. */
const decided = (
  at: At,
  day: number,
  name: string,
  list: readonly Decided[],
  language: Demonstration['language'],
): DemonstrationStep[] =>
  list.map(({ time, login, step, outcome = 'done', reason, report }) =>
    at(day, time, login, async (actor) => {
      const run = actor.find(name)
      if (!run) return
      if (report) {
        const { report: to } = await actor.call('response.get', { id: run.id })
        await actor.call('response.report', {
          id: run.id,
          report: uuidv7(),
          text: report[language],
          to: to.to,
          step: { id: step, attempt: 0 },
        })
      } else
        await actor.call('response.decide', {
          of: run,
          step,
          attempt: 0,
          outcome,
          ...(reason ? { reason: reason[language] } : {}),
        })
    }),
  )

function drillSteps(demo: Demonstration, at: At): DemonstrationStep[] {
  const { language } = demo
  const say = (zh: string, en: string): string => (language === 'en' ? en : zh)
  const day = (offset: number): string => dateAt(demo.moment(offset, '12:00'), zoneHere())
  return [
    at(-83, '09:00', 'he.jp', async (actor) => {
      const [storage, database] = [actor.find(STORAGE), actor.find(DATABASE)]
      if (!storage || !database) return
      const live = await actor.call('drill.saveSchedule', {
        plan: storage.id,
        kind: 'live',
        scope: 'comprehensive',
        firstOn: day(DRILL_DAY),
        everyMonths: 12,
      })
      actor.keep('drill/storage', { type: 'drill-schedule', id: live.id })
      await actor.call('drill.saveSchedule', {
        plan: database.id,
        kind: 'tabletop',
        scope: 'special',
        firstOn: day(8),
        everyMonths: 6,
      })
    }),
    at(DRILL_DAY, '14:00', 'ma.j', async (actor) => {
      const [plan, schedule] = [actor.find(STORAGE), actor.find('drill/storage')]
      const people = (...logins: string[]) =>
        logins.flatMap((login) => actor.find(`person/${login}`)?.id ?? [])
      const [command = '', database = '', storage = ''] = people('ma.j', 'wang.xm', 'li.gd')
      if (!plan || !schedule) return
      const { id } = await actor.call('response.activate', {
        id: uuidv7(),
        plan: plan.id,
        level: 2,
        reason: say(
          'SAN-02控制器B心跳丢失，核心库写入变慢',
          'Heartbeat of SAN-02 controller B lost, core database slow',
        ),
        roles: [
          { role: 'command', person: command },
          { role: 'database', person: database },
          { role: 'storage', person: storage },
          { role: 'support', person: storage },
        ],
        drill: {
          kind: 'live',
          scope: 'comprehensive',
          goal: say('40分钟内把写流量切到备库', 'Writes on the standby within 40 minutes'),
          observers: people('he.jp', 'han.x'),
          schedule: schedule.id,
          on: day(DRILL_DAY),
        },
      })
      actor.keep(DRILL_RUN, { type: 'activation', id })
    }),
    ...decided(at, DRILL_DAY, DRILL_RUN, DRILL, language),
    at(DRILL_DAY, '14:49', 'ma.j', (actor) => restored(actor, DRILL_RUN)),
    at(DRILL_DAY, '15:50', 'ma.j', (actor) =>
      ended(
        actor,
        DRILL_RUN,
        say('环境已恢复，演练结束', 'Everything is back as it was; the drill ends'),
      ),
    ),
    ...FINDINGS.map(({ step, title, severity, owner, inDays }, index) =>
      at(DRILL_DAY, `16:0${index + 1}`, 'ma.j', async (actor) => {
        const [run, person] = [actor.find(DRILL_RUN), actor.find(`person/${owner}`)]
        if (!run) return
        await actor.call('response.raiseFinding', {
          id: run.id,
          step,
          title: title[language],
          severity,
          ...(person ? { owner: person.id } : {}),
          dueAt: demo.moment(DRILL_DAY, '18:00') + inDays * DAY,
        })
      }),
    ),
    ...SCORES.map(({ login, time, scores: [feasibility, effectiveness, teamwork], comment }) =>
      at(DRILL_DAY, time, login, async (actor) => {
        const run = actor.find(DRILL_RUN)
        if (run)
          await actor.call('drill.score', {
            id: run.id,
            scores: { feasibility, effectiveness, teamwork },
            comment: comment[language],
          })
      }),
    ),
    at(DRILL_DAY, '17:10', 'ma.j', async (actor) => {
      const run = actor.find(DRILL_RUN)
      const plan = actor.find(STORAGE)
      if (!run || !plan) return
      await actor.call('response.sumUp', {
        id: run.id,
        well: say(
          '分工清楚，报告按时，备库切换一次完成。',
          'Roles were clear, reports in time, the switch to the standby worked first time.',
        ),
        badly: say(
          '切换用了22分钟，超过15分钟时限；试恢复因空间不足未完成。',
          'The switch took 22 minutes against 15; the test restore failed for lack of room.',
        ),
        lessons: say(
          '切换脚本加延迟核对；测试库扩容；预案写明厂家微码核对。',
          'Let the script check the lag; enlarge the test database; have the microcode checked.',
        ),
      })
      await actor.call('plan.propose', {
        plan: plan.id,
        text: say(
          '第4步加“脚本自动核对备库延迟”，时限改为20分钟',
          'Step 4: the script checks the lag; limit 20 minutes',
        ),
        activation: run.id,
      })
    }),
  ]
}

async function restored(actor: DemonstrationActor, name: string): Promise<void> {
  const run = actor.find(name)
  if (run) await actor.call('response.restored', { id: run.id })
}

async function ended(actor: DemonstrationActor, name: string, note: string): Promise<void> {
  const run = actor.find(name)
  if (run) await actor.call('response.end', { id: run.id, outcome: 'normal', note })
}

function nightSteps(demo: Demonstration, at: At): DemonstrationStep[] {
  const { language } = demo
  const say = (zh: string, en: string): string => (language === 'en' ? en : zh)
  return [
    at(0, '01:56', 'chen.ly', async (actor) => {
      const plan = actor.find(STORAGE)
      const person = (login: string): string => actor.find(`person/${login}`)?.id ?? ''
      const incident = actor.find('incident/storage')
      if (!plan) return
      const { id } = await actor.call('response.activate', {
        id: uuidv7(),
        plan: plan.id,
        level: 2,
        reason: say(
          'SAN-02控制器B离线，社保核心库写入变慢',
          'SAN-02 controller B offline, core database slow to write',
        ),
        discoveredAt: demo.moment(0, '01:52'),
        ...(incident ? { incident: incident.id } : {}),
        roles: [
          { role: 'command', person: person('chen.ly') },
          { role: 'database', person: person('wang.xm') },
          { role: 'storage', person: person('zhou.m'), standsFor: person('li.gd') },
          { role: 'support', person: person('li.gd'), arrivesAt: demo.moment(0, '03:50') },
        ],
      })
      actor.keep(NIGHT_RUN, { type: 'activation', id })
    }),
    ...decided(at, 0, NIGHT_RUN, NIGHT, language),
    at(0, '03:05', 'chen.ly', (actor) => restored(actor, NIGHT_RUN)),
    at(0, '11:30', 'zhao.ym', (actor) =>
      ended(
        actor,
        NIGHT_RUN,
        say(
          '写缓存镜像正常，业务稳定8小时',
          'Cache mirroring normal, service steady for eight hours',
        ),
      ),
    ),
  ]
}
