import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import { auditSteps, collectionSteps } from './demonstration/audit-steps.ts'
import { CHANGES, type ChangeStory } from './demonstration/changes.ts'
import { idsOf, inWords, made, personOf, take } from './demonstration/steps.ts'
import { UPGRADES, type UpgradeStory } from './demonstration/upgrades.ts'

const MINUTE = 60_000

/** Collections, a baseline with its audit, and the life of changes and upgrades. */
export function demonstrateConfiguration(demo: Demonstration): readonly DemonstrationStep[] {
  return [
    ...collectionSteps(demo),
    ...CHANGES.flatMap((change) => changeSteps(change, demo)),
    ...UPGRADES.flatMap((upgrade) => upgradeSteps(upgrade, demo)),
    ...auditSteps(demo),
  ].filter(({ at }) => at <= demo.to)
}

function changeSteps(change: ChangeStory, demo: Demonstration): readonly DemonstrationStep[] {
  const { language, moment } = demo
  const key = `change/${change.key}`
  const [asker, day, time] = change.requested
  const [windowDay, from, to] = change.window
  const { approved, started, finished, closed, result, rejected, verification, risk } = change
  const request: DemonstrationStep = {
    at: moment(day, time),
    login: asker,
    async run(actor) {
      const { id } = await actor.call('register.create', {
        type: 'change',
        fields: {
          title: change.title[language],
          kind: change.kind,
          reason: change.reason[language],
          steps: change.steps[language],
          rollback: change.rollback[language],
          items: idsOf(actor, change.items),
          implementer: personOf(actor, change.implementer),
          windowFrom: moment(windowDay, from),
          windowTo: moment(windowDay, to),
          ...(risk ? { riskLevel: risk } : {}),
          ...(verification ? { verification: verification[language] } : {}),
        },
      })
      actor.keep(key, { type: 'change', id })
    },
  }
  const urgent = change.emergency === true
  return [
    request,
    ...(rejected
      ? [
          take(key, 'reject', 'he.jp', moment(rejected[0], rejected[1]), {
            rejection: rejected[2][language],
          }),
        ]
      : []),
    ...(approved
      ? [take(key, urgent ? 'approveDone' : 'approve', 'he.jp', moment(...approved))]
      : []),
    ...(started
      ? [take(key, urgent ? 'startEmergency' : 'start', started[0], moment(started[1], started[2]))]
      : []),
    ...(finished && change.made
      ? [
          made(
            finished[0],
            moment(finished[1], finished[2]) - MINUTE,
            [change.made.item],
            inWords(change.made.fields, language),
          ),
        ]
      : []),
    ...(finished
      ? [
          take(
            key,
            urgent ? 'finishEmergency' : 'finish',
            finished[0],
            moment(finished[1], finished[2]),
          ),
        ]
      : []),
    ...(closed && result
      ? [
          take(key, 'close', closed[0], moment(closed[1], closed[2]), {
            result: result[language],
            outcome: 'success',
          }),
        ]
      : []),
  ]
}

function upgradeSteps(story: UpgradeStory, demo: Demonstration): readonly DemonstrationStep[] {
  const { language, moment } = demo
  const key = `upgrade/${story.key}`
  const { planned, tested, approved, started, finished, closed, window, minutes = [] } = story
  const open: DemonstrationStep = {
    at: moment(story.asked[1], story.asked[2]),
    login: story.asked[0],
    async run(actor) {
      const { id } = await actor.call('register.create', {
        type: 'upgrade',
        fields: {
          ...inWords(story.fields, language),
          items: idsOf(actor, story.items),
          owner: personOf(actor, story.owner),
          implementer: personOf(actor, story.implementer),
          ...(window
            ? {
                windowFrom: moment(window[0], window[1]),
                windowTo: moment(window[0], window[2]),
              }
            : {}),
        },
      })
      actor.keep(key, { type: 'upgrade', id })
    },
  }
  const steps: DemonstrationStep[] = [open]
  if (planned) {
    const at = moment(planned[1], planned[2])
    steps.push(take(key, 'plan', planned[0], at), planSteps(story, demo, at + MINUTE))
    steps.push(take(key, 'test', planned[0], at + 2 * MINUTE))
    if (tested) steps.push(...testSteps(story, demo, moment(tested[1], tested[2])))
    else steps.push(...testSteps(story, demo, at + 5 * MINUTE))
  }
  if (approved) steps.push(take(key, 'approve', 'he.jp', moment(...approved)))
  if (started) {
    const at = moment(started[1], started[2])
    steps.push(take(key, 'start', started[0], at))
    for (const [index, minute] of minutes.entries())
      steps.push(decided(key, started[0], at + minute * MINUTE, index))
  }
  if (finished) {
    const at = moment(finished[1], finished[2])
    if (story.made)
      steps.push(made(finished[0], at - MINUTE, story.items, inWords(story.made, language)))
    steps.push(take(key, 'finish', finished[0], at))
  }
  if (closed && story.result)
    steps.push(
      take(key, 'close', closed[0], moment(closed[1], closed[2]), {
        result: story.result[language],
        ...(story.problems ? { problems: story.problems[language] } : {}),
      }),
    )
  return steps
}

/** Steps and test cases are written with the plan. */
function planSteps(story: UpgradeStory, demo: Demonstration, at: number): DemonstrationStep {
  const { language } = demo
  return {
    at,
    login: story.owner,
    async run(actor) {
      const upgrade = actor.find(`upgrade/${story.key}`)
      if (!upgrade) return
      for (const { title, expected } of story.steps ?? [])
        await actor.call('response.addStep', {
          of: upgrade,
          step: {
            kind: 'action',
            title: title[language],
            ...(expected ? { expected: expected[language] } : {}),
          },
        })
      for (const [index, test] of (story.tests ?? []).entries()) {
        const { id } = await actor.call('register.create', {
          type: 'upgrade-test',
          fields: {
            upgrade: upgrade.id,
            kind: test.kind,
            title: test.title[language],
            expected: test.expected[language],
          },
        })
        actor.keep(`upgrade-test/${story.key}/${index}`, { type: 'upgrade-test', id })
      }
    },
  }
}

const testSteps = (story: UpgradeStory, { language }: Demonstration, at: number) =>
  (story.tests ?? []).flatMap(({ result, actual }, index): DemonstrationStep[] =>
    result === undefined || actual === undefined
      ? []
      : [
          take(
            `upgrade-test/${story.key}/${index}`,
            result,
            story.owner,
            at + index * 20 * MINUTE,
            { actual: actual[language] },
          ),
        ],
  )

const decided = (key: string, login: string, at: number, index: number): DemonstrationStep => ({
  at,
  login,
  async run(actor) {
    const of = actor.find(key)
    if (!of) return
    const { steps } = await actor.call('response.steps', { of })
    const step = steps[index]
    if (step)
      await actor.call('response.decide', { of, step: step.id, attempt: 0, outcome: 'done' })
  },
})
