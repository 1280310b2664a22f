import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { findRound, runId } from './rounds.ts'
import { rowOf, runOf, templateOf, versionOf } from './rows.ts'
import { scheduleRow } from './start.ts'
import { templateView, usableVersion, versionHead } from './views.ts'

/** First characters of every code, with the version of its form. */
const MARK = 'WK1'

/**
 * Text of a form's QR code: `WK1 R <version> <schedule> <occurrence>` for a round,
 * `WK1 T <version> <template>` for an extra one. It names what to fill in, and proves nothing.
 */
const codeOf = (kind: 'R' | 'T', ...parts: readonly string[]): string =>
  [MARK, kind, ...parts].join(' ')

/** The way onto paper and back: a printed form, and what its code names. */
export const paperHandlers: Handlers = {
  'checklists.paper': (context, { schedule: scheduleId, occurrence, template: templateId }) => {
    const now = context.now()
    if (scheduleId === undefined || occurrence === undefined) {
      if (templateId === undefined)
        throw new CoreError('fieldInvalid', {
          field: 'template',
          name: 'template',
          reason: 'required',
        })
      const template = templateOf(rowOf(context, 'checklist-template', templateId))
      const version = usableVersion(context, template)
      return ok({
        code: codeOf('T', version.id, template.id),
        template: templateView(context, template, now),
        version: versionHead(context, version),
        body: version.body,
      })
    }
    const schedule = scheduleRow(context, scheduleId)
    const round = findRound(context, schedule, occurrence)
    if (round === undefined) throw new CoreError('notFound')
    const template = templateOf(rowOf(context, 'checklist-template', schedule.template))
    // A round that was begun keeps its version, on paper, too.
    const run = context.workspace.log.row('checklist-run', runId(schedule.id, occurrence))
    const begun = run && runOf(run).version
    const version = begun
      ? versionOf(rowOf(context, 'checklist-version', begun))
      : usableVersion(context, template)
    return ok({
      code: codeOf('R', version.id, schedule.id, occurrence),
      round,
      template: templateView(context, template, now),
      version: versionHead(context, version),
      body: version.body,
    })
  },

  'checklists.readCode': (context, { code }) => {
    const [mark, kind, versionId = '', subject = '', occurrence, ...rest] = code.split(' ')
    if (mark !== MARK || rest.length > 0) throw new CoreError('codeUnknown')
    if (context.workspace.log.row('checklist-version', versionId) === undefined)
      throw new CoreError('codeUnknown')
    const version = versionOf(rowOf(context, 'checklist-version', versionId))
    if (kind === 'T' && occurrence === undefined) {
      if (version.template !== subject) throw new CoreError('codeUnknown')
      const template = templateOf(rowOf(context, 'checklist-template', subject))
      return ok({ template: template.id, version: version.id, name: template.name })
    }
    if (kind !== 'R' || occurrence === undefined) throw new CoreError('codeUnknown')
    const schedule = scheduleRow(context, subject)
    const round = findRound(context, schedule, occurrence)
    if (round === undefined) throw new CoreError('notFound')
    return ok({
      schedule: schedule.id,
      occurrence,
      version: version.id,
      name: round.name,
      at: round.at,
    })
  },
}
