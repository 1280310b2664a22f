import { uuidv7 } from 'uuidv7'
import type { Json } from '../../../../contract/record-type.ts'
import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../../feature.ts'
import { commitByDevice } from '../../../records/device-write.ts'
import { differencesOf, factsAfter, type FactChange } from '../collect/facts.ts'
import { BASELINE, COLLECTED, WORKSTATION } from './audit.ts'
import { idsOf, personOf, take } from './steps.ts'

const MINUTE = 60_000

/** What the workstation found of itself: everything before the period, differences in it. */
export function collectionSteps({
  from,
  language,
  moment,
}: Demonstration): readonly DemonstrationStep[] {
  const first = differencesOf({}, WORKSTATION)
  const collected = (
    at: number,
    key: string,
    changes: readonly FactChange[],
  ): DemonstrationStep => ({
    at,
    login: 'ma.j',
    run(actor) {
      const { device } = actor.workspace
      const id = uuidv7()
      const fields = {
        host: WORKSTATION['os/host'] ?? '',
        device: device.record,
        takenAt: at,
        count: changes.length,
        changes: changes as unknown as Json,
      }
      const op = { create: 'configuration-collection', id, fields }
      commitByDevice(actor.workspace, 'configuration.collect', [op])
      actor.keep(key, { type: 'configuration-collection', id })
      return Promise.resolve()
    },
  })
  let facts = WORKSTATION
  const later = COLLECTED.flatMap(({ day, time, changes, review }): DemonstrationStep[] => {
    const next = { ...facts }
    for (const [key, value] of Object.entries(changes))
      if (value === null) delete next[key]
      else next[key] = value
    const different = differencesOf(facts, next)
    facts = factsAfter([differencesOf({}, next)])
    const key = `collection/${day}`
    return [
      collected(moment(day, time), key, different),
      ...(review
        ? [
            {
              at: moment(review[1], review[2]),
              login: review[0],
              async run(actor: DemonstrationActor) {
                const found = actor.find(key)
                if (found)
                  await actor.call('configuration.review', {
                    id: found.id,
                    note: review[3][language],
                  })
              },
            },
          ]
        : []),
    ]
  })
  const soon = from - 30 * MINUTE
  return [
    collected(soon, 'collection/first', first),
    {
      at: soon + MINUTE,
      login: 'ma.j',
      async run(actor) {
        const { id } = await actor.call('configuration.adopt', {})
        actor.keep('ci/duty-01', { type: 'configuration-item', id })
      },
    },
    ...later,
  ]
}

/** The baseline of the core services, and the audit that found that something had been moved. */
export function auditSteps({ language, moment }: Demonstration): readonly DemonstrationStep[] {
  const baseline = 'baseline/core'
  const audit = 'audit/core'
  const { moved } = BASELINE
  return [
    {
      at: moment(-13, '09:00'),
      login: 'ma.j',
      async run(actor) {
        const { id } = await actor.call('register.create', {
          type: 'baseline',
          fields: {
            name: BASELINE.name[language],
            scope: 'chosen',
            items: idsOf(actor, [...BASELINE.items, 'duty-01']),
            purpose: BASELINE.purpose[language],
            auditEvery: 'quarter',
          },
        })
        actor.keep(baseline, { type: 'baseline', id })
      },
    },
    take(baseline, 'freeze', 'he.jp', moment(-13, '10:30')),
    {
      at: moment(-10, '16:00'),
      login: 'sun.jy',
      async run(actor) {
        for (const id of idsOf(actor, [moved.item]))
          await actor.call('register.update', {
            type: 'configuration-item',
            id,
            fields: { location: moved.location[language] },
          })
      },
    },
    {
      at: moment(-4, '09:00'),
      login: 'ma.j',
      async run(actor) {
        const found = actor.find(baseline)
        if (!found) return
        const { id } = await actor.call('register.create', {
          type: 'configuration-audit',
          fields: {
            title: BASELINE.audit[language],
            baseline: found.id,
            plannedOn: new Date(moment(-4, '12:00')).toISOString().slice(0, 10),
            auditor: personOf(actor, 'sun.jy'),
          },
        })
        actor.keep(audit, { type: 'configuration-audit', id })
      },
    },
    take(audit, 'compare', 'sun.jy', moment(-4, '10:05')),
    {
      at: moment(-4, '11:20'),
      login: 'sun.jy',
      async run(actor) {
        const found = actor.find(audit)
        if (!found) return
        const { rows } = await actor.call('register.list', {
          type: 'configuration-deviation',
          where: [
            { field: 'audit', op: 'is', value: found.id },
            { field: 'title', op: 'contains', value: moved.item },
          ],
          limit: 10,
        })
        const actual = moved.location[language]
        for (const { type, id } of rows.filter(({ fields }) => fields['actual'] === actual))
          await actor.call('register.transition', {
            type,
            id,
            transition: 'correct',
            fields: { correction: BASELINE.correction[language] },
          })
      },
    },
  ]
}
