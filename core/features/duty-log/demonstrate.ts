import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import type { RecordRef } from '../../../contract/common.ts'
import { FIRST_WEEK } from './demonstration/first-week.ts'
import { LAST_NIGHT } from './demonstration/last-night.ts'
import { routineScenes } from './demonstration/routine.ts'
import type { Scene } from './demonstration/scene.ts'
import { SECOND_WEEK } from './demonstration/second-week.ts'

const MINUTE = 60_000

/** The duty log of the whole period, the story's scenes among the entries of every shift. */
export function demonstrateDutyLog(demo: Demonstration): readonly DemonstrationStep[] {
  const scenes = [
    ...FIRST_WEEK,
    ...SECOND_WEEK,
    ...LAST_NIGHT,
    ...routineScenes(demo.days, () => demo.random()),
  ]
  return scenes
    .filter((scene) => !isStillRead(scene, demo))
    .flatMap((scene, index) => stepsOf(scene, `log/${index}`, demo))
    .filter((step) => step.at >= demo.from && step.at <= demo.to)
}

/** Half a day: a shift. The last handover of the story is not accepted yet, so nobody writes that it was. */
const SHIFT = 12 * 60 * MINUTE

function isStillRead(scene: Scene, demo: Demonstration): boolean {
  const at = demo.moment(scene.day, scene.time)
  const hour = Number(scene.time.slice(0, 2))
  return scene.category === 'handover' && (hour === 8 || hour === 20) && at + SHIFT > demo.to
}

function stepsOf(scene: Scene, key: string, demo: Demonstration): readonly DemonstrationStep[] {
  const at = demo.moment(scene.day, scene.time)
  const entered =
    at + (scene.enteredAfter ?? 0) * MINUTE + 20_000 + Math.floor(demo.random() * 25_000)
  const { language } = demo
  const write: DemonstrationStep = {
    at: entered,
    login: scene.who,
    async run(actor) {
      const attachments = []
      if (scene.picture !== undefined) {
        const name = `${scene.picture}.${language}.png`
        const bytes = await demo.file(name)
        attachments.push(
          await actor.call('files.put', { name: `${scene.picture}.png`, mime: 'image/png', bytes }),
        )
      }
      const links = (scene.links ?? [])
        .map((name) => actor.find(name))
        .filter((ref): ref is RecordRef => ref !== undefined)
      const { id } = await actor.call('log.write', {
        at,
        category: scene.category,
        text: scene.text[language],
        tags: (scene.tags ?? []).map((tag) => tag[language]),
        links,
        attachments,
      })
      actor.keep(key, { type: 'log-entry', id })
    },
  }
  const { amendment } = scene
  if (!amendment) return [write]
  const amend: DemonstrationStep = {
    at: entered + amendment.minutes * MINUTE,
    login: amendment.who,
    async run(actor) {
      const entry = actor.find(key)
      if (entry)
        await actor.call('log.amend', {
          id: entry.id,
          text: amendment.text[language],
          reason: amendment.reason[language],
        })
    },
  }
  return [write, amend]
}
