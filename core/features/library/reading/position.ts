import { place, type Place } from '../../../../contract/library.ts'
import { ok } from '../../../../contract/result.ts'
import { guarded } from '../../../db/errors.ts'
import type { Context, Handler } from '../../../feature.ts'
import { parsedJson, visibleRow } from '../../../records/view.ts'
import { documentType } from '../types/document.types.ts'

const nameOf = (document: string): string => `reading/${document}`

/** Where this person stopped reading, kept on this device only and sealed to him. */
export function positionOf({ workspace, session }: Context, document: string): Place | undefined {
  const row = workspace.db
    .prepare<[string, string], { value: string }>(
      'SELECT value FROM local_reading WHERE person = ? AND document = ?',
    )
    .get(session.person, document)
  const plain = row && session.own.open(nameOf(document), row.value)
  const parsed = place.safeParse(plain === undefined ? undefined : parsedJson(plain))
  return parsed.success ? parsed.data : undefined
}

/** library.remember: the place that the reader shows now. */
export const rememberPosition: Handler<'library.remember'> = (context, input) => {
  const { workspace, session, now } = context
  visibleRow(context, documentType.name, input.document)
  const value = session.own.seal(nameOf(input.document), JSON.stringify(input.place))
  guarded(() =>
    workspace.db
      .prepare(
        `INSERT INTO local_reading (person, document, value, at) VALUES (?, ?, ?, ?)
         ON CONFLICT (person, document) DO UPDATE SET value = excluded.value, at = excluded.at`,
      )
      .run(session.person, input.document, value, now()),
  )
  return ok({})
}
