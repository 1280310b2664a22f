import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { refuseUnread, wrote } from '../../records/approval.ts'
import { typeOf } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { sign } from '../../records/sign.ts'
import { rowOf, rowsWhere, templateOf, versionOf, type VersionRow } from './rows.ts'
import {
  besideOf,
  itemsOf,
  present,
  templateView,
  versionHead,
  versionName,
  versionsOf,
} from './views.ts'

/** Templates 检查表 and their versions: draft, submitted, approved by a second person. */
export const templateHandlers: Handlers = {
  'checklists.templates': (context) =>
    ok({
      templates: rowsWhere(context, 'checklist-template').map((row) =>
        templateView(context, templateOf(row), context.now()),
      ),
    }),

  'checklists.template': (context, { id }) =>
    ok({
      template: templateView(
        context,
        templateOf(rowOf(context, 'checklist-template', id)),
        context.now(),
      ),
      versions: versionsOf(context, id).map((version) => versionHead(context, version)),
    }),

  'checklists.version': (context, { id }) => {
    const version = versionOf(rowOf(context, 'checklist-version', id))
    const { body } = version
    return ok({
      version: versionHead(context, version),
      ...present({ body, beside: besideOf(context, version) }),
    })
  },

  'checklists.saveTemplate': (context, { id, ...given }) => {
    const fields = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Record<string, Json>
    if (id === undefined) {
      const op = createOp(context, { type: 'checklist-template', fields })
      return ok({ ...commit(context, 'checklists.saveTemplate', [op]), id: op.id })
    }
    const row = rowOf(context, 'checklist-template', id)
    const op = patchOp(context, typeOf(context, 'checklist-template'), row, fields)
    const receipt =
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'checklists.saveTemplate', [op])
    return ok({ ...receipt, id })
  },

  'checklists.saveVersion': (context, { template, body, note }) => {
    const { name } = templateOf(rowOf(context, 'checklist-template', template))
    const [newest] = versionsOf(context, template)
    const fields: Record<string, Json> = {
      body: body as unknown as Json,
      note: note ?? '',
      author: context.session.person,
      state: 'draft',
    }
    if (newest?.state === 'submitted') throw wrongState(context, newest)
    if (newest && newest.state !== 'approved') {
      const row = rowOf(context, 'checklist-version', newest.id)
      const op = patchOp(context, typeOf(context, 'checklist-version'), row, fields)
      const receipt =
        op === undefined
          ? { commit: '', at: context.now() }
          : commit(context, 'checklists.saveVersion', [op])
      return ok({ ...receipt, id: newest.id, number: newest.version })
    }
    const number = (newest?.version ?? 0) + 1
    const op = createOp(context, {
      type: 'checklist-version',
      fields: { template, version: number, name: versionName(name, number), ...fields },
    })
    return ok({ ...commit(context, 'checklists.saveVersion', [op]), id: op.id, number })
  },

  'checklists.submitVersion': (context, input) => {
    const version = inState(context, input.version, ['draft', 'returned'])
    if (itemsOf(version).length === 0) throw new CoreError('checklistEmpty')
    return ok(
      setState(context, 'checklists.submitVersion', version, {
        state: 'submitted',
        submittedAt: context.now(),
      }),
    )
  },

  'checklists.approveVersion': (context, input) => {
    const version = ofOthers(context, inState(context, input.version, ['submitted']))
    refuseUnread(context, version.row, input.seen)
    const op = {
      patch: 'checklist-version',
      id: version.id,
      fields: {
        state: 'approved',
        approvedBy: context.session.person,
        approvedAt: context.now(),
      },
    }
    return ok(
      sign(context, 'checklists.approveVersion', [op], {
        type: 'checklist-version',
        id: version.id,
        signer: context.session.takeSigner(input.confirmation),
      }),
    )
  },

  'checklists.returnVersion': (context, input) => {
    const version = ofOthers(context, inState(context, input.version, ['submitted']))
    return ok(
      setState(context, 'checklists.returnVersion', version, {
        state: 'returned',
        reason: input.reason,
      }),
    )
  },
}

const setState = (
  context: Context,
  act: string,
  { id }: VersionRow,
  fields: Record<string, Json>,
) => commit(context, act, [{ patch: 'checklist-version', id, fields }])

function inState(context: Context, id: string, states: readonly VersionRow['state'][]): VersionRow {
  const version = versionOf(rowOf(context, 'checklist-version', id))
  if (!states.includes(version.state)) throw wrongState(context, version)
  return version
}

function ofOthers(context: Context, version: VersionRow): VersionRow {
  if (version.author === context.session.person || wrote(context, version.row, ['body']))
    throw new CoreError('ownAct')
  return version
}

function wrongState(context: Context, { state }: VersionRow): CoreError {
  const choices = typeOf(context, 'checklist-version').fields['state']?.choices
  return new CoreError('wrongState', {
    state: choices?.find(({ value }) => value === state)?.label ?? state,
  })
}
