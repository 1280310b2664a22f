import type { Text } from '../../../contract/text.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import { metricInfo } from '../../../contract/metrics.ts'
import { derivedId } from '../../records/derived-id.ts'
import { commitByDevice } from '../../records/device-write.ts'
import { nextNumber } from '../../records/numbering.ts'
import { STORY_ALERTS, type StoryAlert } from './demonstration/alerts.ts'
import { writeHistory } from './demonstration/history.ts'
import { STORY_MONITORS } from './demonstration/monitors.ts'
import { suitable } from './rules/defaults.ts'
import { alertType } from './types/alert.type.ts'

const MINUTE = 60_000
/** Before the period begins, after people, registers and posts are there. */
const BEFORE = 10 * MINUTE

/** What Binjiang watches, ninety days of it, and what was raised lately. */
export function demonstrateMonitoring(demo: Demonstration): readonly DemonstrationStep[] {
  const say = (text: Text): string => text[demo.language]
  const steps: DemonstrationStep[] = [
    { at: demo.from - BEFORE, login: 'li.gd', run: (actor) => makeMonitors(actor, demo) },
    {
      at: demo.moment(0, '01:20'),
      login: 'li.gd',
      async run(actor) {
        const change = actor.find('change/sso-cert')
        await actor.call('downtime.plan', {
          title: say({ 'zh-CN': '证书更换', en: 'Replacing certificates' }),
          from: demo.moment(0, '01:30'),
          to: demo.moment(0, '04:00'),
          monitors: [],
          tags: ['sso'],
          reason: say({
            'zh-CN': '统一认证网关证书更换',
            en: 'Certificates of the sign-on gateway',
          }),
          ...(change ? { change: change.id } : {}),
        })
      },
    },
    ...STORY_ALERTS.flatMap((alert) => stepsOf(demo, alert)),
    {
      at: demo.to,
      login: 'li.gd',
      run(actor) {
        writeHistory(actor.workspace, demo, (key) => actor.find(`monitor/${key}`)?.id)
        return Promise.resolve()
      },
    },
  ]
  return steps.filter(({ at }) => at <= demo.to)
}

async function makeMonitors(actor: DemonstrationActor, demo: Demonstration): Promise<void> {
  for (const story of STORY_MONITORS) {
    const { rules, interval, timeout } = suitable(story.target)
    const parent = story.parent && actor.find(`monitor/${story.parent}`)?.id
    const post = story.post && actor.find(`post/${story.post}`)?.id
    const { id } = await actor.call('monitor.create', {
      name: story.name[demo.language],
      target: story.target,
      interval: story.interval ?? interval,
      timeout,
      rules: [...(story.rules ?? rules)],
      items: (story.items ?? []).flatMap((item) => actor.find(`ci/${item}`)?.id ?? []),
      tags: [...(story.tags ?? [])],
      ...(parent === undefined ? {} : { parent }),
      ...(post === undefined ? {} : { post }),
    })
    actor.keep(`monitor/${story.key}`, { type: 'monitor', id })
  }
}

/** What the device saw, and what people did with it, each at its time. */
function stepsOf(demo: Demonstration, alert: StoryAlert): DemonstrationStep[] {
  const say = (text: Text): string => text[demo.language]
  const name = `alert/${alert.monitor}-${alert.rule}`
  const raisedAt = demo.moment(...alert.raised)
  const step = (
    login: string,
    at: number,
    run: (actor: DemonstrationActor, id: string) => Promise<unknown>,
  ): DemonstrationStep => ({
    at,
    login,
    async run(actor) {
      const id = actor.find(name)?.id
      if (id !== undefined) await run(actor, id)
    },
  })
  const { acknowledged, snoozed, note, classified, done, cleared } = alert
  return [
    {
      at: raisedAt,
      login: 'li.gd',
      run(actor) {
        raise(actor, demo, alert, raisedAt, name)
        return Promise.resolve()
      },
    },
    ...(acknowledged
      ? [
          step(acknowledged[0], demo.moment(...acknowledged[1]), (actor, id) =>
            actor.call('alert.acknowledge', { ids: [id], reason: say(acknowledged[2]) }),
          ),
        ]
      : []),
    ...(snoozed
      ? [
          step(snoozed[0], demo.moment(...snoozed[1]), (actor, id) =>
            actor.call('alert.snooze', {
              ids: [id],
              until: demo.moment(...snoozed[2]),
              reason: say(snoozed[3]),
            }),
          ),
        ]
      : []),
    ...(note
      ? [
          step(note[0], demo.moment(...note[1]), (actor, id) =>
            actor.call('alert.note', { id, text: say(note[2]) }),
          ),
        ]
      : []),
    ...(cleared
      ? [
          step('li.gd', demo.moment(...cleared), (actor, id) => {
            const clearedAt = demo.moment(...cleared)
            const by = alert.kind === 'matches' ? 'quiet' : 'recovered'
            const worst = alert.worst === undefined ? {} : { worst: alert.worst }
            commitByDevice(actor.workspace, 'alert.clear', [
              { patch: 'alert', id, fields: { clearedAt, clearedBy: by, ...worst } },
            ])
            return Promise.resolve()
          }),
        ]
      : []),
    ...(classified
      ? [
          step(classified[0], demo.moment(...classified[1]), (actor, id) =>
            actor.call('alert.reclassify', {
              ids: [id],
              as: classified[2],
              reason: say(classified[3]),
            }),
          ),
        ]
      : []),
    ...(done
      ? [
          step(done[0], demo.moment(...done[1]), (actor, id) =>
            actor.call('alert.finishAction', {
              id,
              note: say(done[2]),
              before: done[3],
              after: done[4],
            }),
          ),
        ]
      : []),
  ]
}

function raise(
  actor: DemonstrationActor,
  demo: Demonstration,
  alert: StoryAlert,
  raisedAt: number,
  name: string,
): void {
  const monitor = actor.find(`monitor/${alert.monitor}`)?.id
  if (monitor === undefined) return
  const { workspace } = actor
  const { instance = '' } = alert
  const id = derivedId('alert', monitor, alert.rule, instance, String(raisedAt))
  const fields = {
    number: nextNumber({ workspace, now: () => raisedAt }, alertType),
    monitor,
    rule: alert.rule,
    ruleKind: alert.kind,
    instance,
    title: alert.title[demo.language],
    severity: alert.severity,
    unit: alert.metric === undefined ? '' : metricInfo(alert.metric).unit,
    raisedAt,
    ...(alert.metric === undefined ? {} : { metric: alert.metric }),
    ...(alert.value === undefined ? {} : { value: alert.value }),
    ...(alert.limit === undefined ? {} : { limit: alert.limit }),
    ...(alert.context === undefined ? {} : { context: alert.context[demo.language] }),
    ...(alert.advice === undefined
      ? {}
      : { advice: alert.advice, ...(alert.kind === 'threshold' ? { action: 'open' } : {}) }),
  }
  commitByDevice(workspace, 'alert.raise', [{ create: 'alert', id, fields }])
  actor.keep(name, { type: 'alert', id })
}
