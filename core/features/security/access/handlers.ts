import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Handlers } from '../../../feature.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { typeOf } from '../../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../../records/write.ts'
import { accessLineType, accessReviewType } from '../types/access-review.types.ts'
import { rightsNow } from './rights.ts'

export const accessHandlers: Handlers = {
  'security.drawRights': (context, { review }) => {
    const type = typeOf(context, accessReviewType.name)
    const row = changeable(context, type, review)
    const state = String(row.fields['state'])
    if (state !== 'open' || row.fields['subject'] !== 'own')
      throw new CoreError('wrongState', { state })
    const { language } = context.session
    // Ids follow from review, person and right: drawn again, or on two devices, a right stays one line.
    const lines = rightsNow(context).flatMap(({ person, holder, grant, label }) => {
      const id = derivedId(accessLineType.name, review, person, grant)
      if (context.workspace.log.row(accessLineType.name, id)) return []
      const fields = { review, person, holder, grant, right: label[language], state: 'pending' }
      return [createOp(context, { type: accessLineType.name, id, fields }, { system: true })]
    })
    const drawn = patchOp(context, type, row, { drawnAt: context.now() }, { system: true })
    const ops = [...lines, ...(drawn ? [drawn] : [])]
    const receipt =
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'security.drawRights', ops)
    return ok({ ...receipt, lines: lines.length })
  },

  'security.decideRights': (context, { lines, decision, reason }) => {
    const type = typeOf(context, accessLineType.name)
    if (decision === 'withdrawn' && !reason)
      throw new CoreError('missingFields', {
        fields: [accessLineType.fields['reason']?.label],
        names: ['reason'],
      })
    const ops = lines.flatMap((id) => {
      const row = changeable(context, type, id)
      if (row.fields['state'] === 'carried') throw new CoreError('wrongState', { state: 'carried' })
      const fields = { state: decision, ...(reason ? { reason } : {}) }
      return patchOp(context, type, row, fields, { system: true }) ?? []
    })
    return ok(
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'security.decideRights', ops),
    )
  },
}
