import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { formIn, formOfShort, longCode, shortCode, typedShort, type Form } from './paper-code.ts'
import { findRound, runId } from './rounds.ts'
import { rowIfAny, rowOf, runOf, templateOf, versionOf } from './rows.ts'
import { scheduleRow } from './start.ts'
import { templateView, usableVersion, versionHead } from './views.ts'

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
        ...codesOf({ kind: 'template', version: version.id, template: template.id }),
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
      ...codesOf({ kind: 'round', version: version.id, schedule: schedule.id, occurrence }),
      round,
      template: templateView(context, template, now),
      version: versionHead(context, version),
      body: version.body,
    })
  },

  'checklists.readCode': (context, { code }) => {
    const short = typedShort(code)
    const form = short === undefined ? formIn(code) : formOfShort(context, short)
    const row = rowIfAny(context, 'checklist-version', form?.version)
    if (form === undefined || row === undefined) throw new CoreError('codeUnknown')
    const version = versionOf(row)
    if (form.kind === 'template') {
      if (version.template !== form.template) throw new CoreError('codeUnknown')
      const template = templateOf(rowOf(context, 'checklist-template', form.template))
      return ok({ template: template.id, version: version.id, name: template.name })
    }
    const schedule = scheduleRow(context, form.schedule)
    const round = findRound(context, schedule, form.occurrence)
    if (round === undefined) throw new CoreError('notFound')
    return ok({
      schedule: schedule.id,
      occurrence: form.occurrence,
      version: version.id,
      name: round.name,
      at: round.at,
    })
  },
}

const codesOf = (form: Form): { readonly code: string; readonly short: string } => ({
  code: longCode(form),
  short: shortCode(form),
})
