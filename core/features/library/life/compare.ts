import { diffArrays } from 'diff'
import type { Difference } from '../../../../contract/library-life.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Handlers } from '../../../feature.ts'
import type { Extracted } from '../extracted.ts'
import { versionOf, type VersionRow } from '../rows.ts'
import { besideOf, bodyOf } from './body.ts'
import { textOf } from './text.ts'

/** Beyond so many changed lines nobody reads a comparison, and the time grows with their square. */
const MOST_CHANGES = 5000

/** Lines of Markdown as they are compared; how wide the columns of a table are typed is no difference. */
export const writtenLines = (body: string): string[] =>
  body
    .split('\n')
    .map((line) =>
      line.startsWith('|')
        ? line.replaceAll(/\s+/gu, ' ').replaceAll(/-{3,}/gu, '---').trim()
        : line.trimEnd(),
    )
    .filter((line) => line !== '')

/** Lines of what was taken out of a file, as they are compared. */
export const linesOf = (extracted: Extracted): string[] =>
  extracted.parts.flatMap(({ path, pieces }) => [
    ...(path === '' ? [] : [path]),
    ...pieces.flatMap(({ heading, text }) =>
      [heading, ...text.split('\n')].map((line) => line.trim()).filter((line) => line !== ''),
    ),
  ])

/** Differences of two texts line by line (Myers 1986); undefined when they are too many. */
export function differencesOf(
  before: readonly string[],
  after: readonly string[],
): Difference[] | undefined {
  const found = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES })
  if (found === undefined) return undefined
  let from = 1
  let to = 1
  return found.map(({ value, added, removed }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    const difference: Difference = { kind, lines: value, before: from, after: to }
    if (kind !== 'added') from += value.length
    if (kind !== 'removed') to += value.length
    return difference
  })
}

const countOf = (differences: readonly Difference[], kind: Difference['kind']): number =>
  differences.reduce((sum, one) => sum + (one.kind === kind ? one.lines.length : 0), 0)

/** Differences of versions. */
export const compareHandlers: Handlers = {
  'library.compare': async (context, { from, to, beside = false }) => {
    const [before, after] = [versionOf(context, from), versionOf(context, to)]
    if (before.document !== after.document) throw new CoreError('notFound')
    const fromFile = before.file.length > 0 || after.file.length > 0
    const lines = async (version: VersionRow): Promise<string[]> =>
      fromFile ? linesOf(await textOf(context, version)) : writtenLines(bodyOf(context, version))
    const written = beside ? besideOf(context, after)['body'] : undefined
    const differences = differencesOf(
      await lines(before),
      typeof written === 'string' ? writtenLines(written) : await lines(after),
    )
    if (differences === undefined) throw new CoreError('tooDifferent')
    return ok({
      fromLabel: before.label,
      toLabel: after.label,
      differences,
      added: countOf(differences, 'added'),
      removed: countOf(differences, 'removed'),
      textOnly: fromFile,
    })
  },
}
