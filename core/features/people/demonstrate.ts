import { CAST } from '../../demonstration/cast.ts'
import { makeStep, on, t, takeStep } from '../../demonstration/rows.ts'
import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import {
  ASSIGNMENT,
  CERTIFICATES,
  DUTIES,
  INSPECTIONS,
  NIGHT_FINDING,
  PLANS,
  RACI,
  REVIEW,
  STANDARDS,
  STUDY,
  TECHNOLOGIES,
} from './demonstration.ts'

/** Who confirmed his duties at the beginning; the others still have it before them. */
const CONFIRMED = ['ma.j', 'chen.ly', 'wang.xm', 'lin.xt', 'han.x', 'xu.j']

/** Duties, training, inspections and technology of the site. */
export function demonstratePeople(demo: Demonstration): readonly DemonstrationStep[] {
  const early = (day: number, time: string): number => Math.max(demo.moment(day, time), demo.from)
  const [night, audit] = INSPECTIONS
  const [tape] = TECHNOLOGIES
  const [change, log] = STANDARDS
  if (!night || !audit || !tape || !change || !log) return []
  const steps = [
    ...[...DUTIES, ...RACI, ...CERTIFICATES, REVIEW].map((row) =>
      makeStep(demo.from, 'he.jp', row, demo),
    ),
    makeStep(early(-60, '10:00'), 'ma.j', change, demo),
    makeStep(early(-58, '10:00'), 'chen.ly', log, demo),
    takeStep(early(-57, '15:00'), 'he.jp', change.key, 'enact', demo),
    takeStep(early(-57, '15:05'), 'he.jp', log.key, 'enact', demo),
    makeStep(early(-36, '09:00'), 'ma.j', ASSIGNMENT, demo),
    takeStep(early(-35, '10:00'), 'he.jp', ASSIGNMENT.key, 'approve', demo),
    ...PLANS.map((row) => makeStep(early(-39, '10:00'), 'he.jp', row, demo)),
    makeStep(early(-8, '21:00'), 'sun.jy', STUDY, demo),
    ...confirmations(early(-34, '08:30')),
    makeStep(early(-15, '09:00'), 'he.jp', night, demo),
    makeStep(early(-10, '09:00'), 'shen.gh', audit, demo),
    takeStep(early(-11, '04:30'), 'he.jp', night.key, 'start', demo),
    takeStep(early(-11, '09:00'), 'he.jp', night.key, 'report', demo, {
      result: t(
        '在岗齐全，日志及时；巡检照片有缺',
        'All present, log up to date; photos missing from a round',
      ),
      lookBackOn: on(3),
    }),
    makeStep(early(-11, '09:10'), 'he.jp', NIGHT_FINDING, demo),
    takeStep(early(-7, '18:30'), 'ma.j', NIGHT_FINDING.key, 'finish', demo, {
      result: t(
        '班前会已重申，相关点位设为拍照必填',
        'Repeated at the pre-shift briefing; photos are now mandatory at these points',
      ),
    }),
    takeStep(early(-5, '09:20'), 'he.jp', NIGHT_FINDING.key, 'verify', demo),
    ...TECHNOLOGIES.map((row) => makeStep(early(-44, '11:00'), 'li.gd', row, demo)),
    takeStep(early(-43, '11:00'), 'li.gd', tape.key, 'evaluate', demo),
    takeStep(early(-20, '16:00'), 'he.jp', tape.key, 'try', demo),
  ]
  return steps.filter(({ at }) => at <= demo.to)
}

const confirmations = (at: number): DemonstrationStep[] =>
  CAST.filter(({ login }) => CONFIRMED.includes(login)).map(({ login }) => ({
    at,
    login,
    async run(actor) {
      const { posts } = await actor.call('people.myDuties', {})
      for (const { post, hash } of posts) await actor.call('people.acknowledge', { post, hash })
    },
  }))
