import type { Json } from '../../../../contract/record-type.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Guard, Written } from '../../../feature.ts'
import type { NewOperation, RecordRow } from '../../../log/types.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { labels, typeOf } from '../../../records/view.ts'
import { createOp, patchOp } from '../../../records/write.ts'
import { dateAt, zoneHere } from '../../../time/zone.ts'
import { differencesIn, workedIn } from '../changes/difference.ts'
import { ITEM } from '../surroundings.ts'
import { valueText } from '../../../records/value-text.ts'
import { compare, type Comparison, type Deviation } from './compare.ts'
import { contentOf, MOST_ITEMS, realityOf, realValues, recordedOf } from './reality.ts'

const AUDIT = 'configuration-audit'
const DEVIATION = 'configuration-deviation'

const entered = ({ before, after }: Written, state: string): boolean =>
  after['status'] === state && before !== undefined && before['status'] !== state

/** What is frozen with a signature, and what a comparison came to. */
export function auditFollows(context: Context, written: Written): Record<string, Json> {
  const { type, after } = written
  if (type === 'baseline' && entered(written, 'valid')) {
    const content = recordedOf(context, after)
    return {
      content: content as Json,
      count: Object.keys(content).length,
      frozenAt: context.now(),
      frozenBy: context.session.person,
    }
  }
  if (type !== AUDIT || !entered(written, 'compared')) return {}
  const found = comparisonFor(context, after)
  return {
    comparedAt: context.now(),
    checked: found.checked,
    deviations: found.deviations.length,
    accuracy: found.accuracy,
    completeness: found.completeness,
  }
}

function comparisonFor(context: Context, audit: Readonly<Record<string, Json>>): Comparison {
  const baseline = context.workspace.log.row('baseline', String(audit['baseline']))
  if (baseline === undefined) return compare({}, {})
  return compare(contentOf(baseline.fields['content']), realityOf(context, baseline.fields))
}

/** The deviations of a comparison as records, and the baseline's next audit after it. */
export function auditAlong(context: Context, written: Written): NewOperation[] {
  if (written.type !== AUDIT) return []
  if (entered(written, 'compared')) return deviationOps(context, written)
  if (!entered(written, 'closed')) return []
  const type = typeOf(context, 'baseline')
  const row = context.workspace.log.row('baseline', String(written.after['baseline']))
  if (row === undefined) return []
  const auditedOn = dateAt(context.now(), zoneHere())
  return [patchOp(context, type, row, { auditedOn }, { system: true }) ?? []].flat()
}

/** A deviation has one record for each audit, item and field, whoever compares and however often. */
const deviationId = (audit: string, { item, field }: Deviation): string =>
  derivedId(DEVIATION, audit, item, field ?? '')

function deviationOps(context: Context, { id, after }: Written): NewOperation[] {
  const { log } = context.workspace
  const type = typeOf(context, DEVIATION)
  const baseline = log.row('baseline', String(after['baseline']))
  const since = Number(baseline?.fields['frozenAt'] ?? 0)
  return comparisonFor(context, after).deviations.flatMap((deviation): NewOperation[] => {
    const known = log.row(DEVIATION, deviationId(id, deviation))
    const { expected, actual } = wordsOf(context, deviation)
    if (known !== undefined) {
      const op = patchOp(context, type, known, { actual }, { system: true })
      return op === undefined ? [] : [op]
    }
    const change = changeBehind(context, deviation, since)
    const fields = {
      title: titleOf(context, deviation),
      audit: id,
      item: deviation.item,
      kind: deviation.kind,
      field: deviation.field ?? '',
      expected,
      actual,
      ...(change === undefined ? {} : { change }),
    }
    const made = { type: DEVIATION, id: deviationId(id, deviation), fields }
    return [createOp(context, made, { system: true })]
  })
}

function titleOf(context: Context, { item, field }: Deviation): string {
  const name = labels(context, [{ type: ITEM, id: item }])[0]?.title ?? item
  const label = field === undefined ? undefined : typeOf(context, ITEM).fields[field]?.label
  return label === undefined ? name : `${name} ${label[context.session.language]}`
}

/** Values as people read them: references by their names. */
function wordsOf(context: Context, { field, expected, actual }: Deviation) {
  const declared = field === undefined ? undefined : typeOf(context, ITEM).fields[field]
  if (declared === undefined) return { expected, actual }
  const many = declared.kind === 'refs'
  const words = (value: string): string =>
    valueText(
      context,
      declared,
      many ? value.split(' ').filter(Boolean) : value,
      context.session.language,
    )
  return { expected: words(expected), actual: words(actual) }
}

/** The last change since the baseline that made this very value different: most deviations have one. */
function changeBehind(
  context: Context,
  { item, field }: Deviation,
  since: number,
): string | undefined {
  const type = typeOf(context, 'change')
  const changes = context.workspace.db
    .prepare<[string, number], { id: string }>(
      `SELECT c.id FROM links l JOIN r_change c ON c.id = l.from_id
       WHERE l.to_id = ? AND l.from_type = 'change' AND l.field = 'items' AND c._deleted = 0
       AND c.status IN ('done', 'closed') AND c."finishedAt" > ? ORDER BY c."finishedAt" DESC LIMIT 10`,
    )
    .all(item, since)
  return changes.find(({ id }) => {
    const period = workedIn(context, type, id)
    const made = period === undefined ? [] : differencesIn(context, [item], period)
    return made.some((one) => field === undefined || one.field === field)
  })?.id
}

const notYet = (reason: Text): Failure => ({ code: 'notYet', params: { reason: { ...reason } } })
const EMPTY: Text = {
  'zh-CN': '范围内没有在用的配置项',
  en: 'There are no live items in its scope',
}
const MANY: Text = {
  'zh-CN': `超过${MOST_ITEMS}项，分成几个基线`,
  en: `More than ${MOST_ITEMS} items. Make several baselines of them`,
}
const NOT_VALID: Text = {
  'zh-CN': '基线没有冻结或已停用',
  en: 'The baseline is not frozen, or retired',
}
const OPEN: Text = {
  'zh-CN': '还有{count}条偏差没有复核或接受',
  en: '{count} deviations are neither verified nor accepted',
}
const STILL: Text = {
  'zh-CN': '仍与基线不一致，实际为“{actual}”',
  en: 'It still differs from the baseline: “{actual}”',
}

const deviationsOf = ({ workspace }: Context, audit: string): RecordRow[] =>
  workspace.db
    .prepare<[string], { id: string }>(
      'SELECT id FROM r_configuration_deviation WHERE _deleted = 0 AND audit = ?',
    )
    .all(audit)
    .flatMap(({ id }) => workspace.log.row(DEVIATION, id) ?? [])

export const AUDIT_GUARDS: Readonly<Record<string, Guard>> = {
  'baseline-filled'(context, { fields }) {
    const count = Object.keys(recordedOf(context, fields)).length
    if (count === 0) return notYet(EMPTY)
    return count > MOST_ITEMS ? notYet(MANY) : undefined
  },
  'audit-baseline': ({ workspace }, { fields }) =>
    workspace.log.row('baseline', String(fields['baseline']))?.fields['status'] === 'valid'
      ? undefined
      : notYet(NOT_VALID),
  'audit-settled'(context, { id }) {
    const open = deviationsOf(context, id).filter(({ fields }) =>
      ['open', 'corrected'].includes(String(fields['status'])),
    ).length
    return open === 0
      ? undefined
      : notYet({
          'zh-CN': OPEN['zh-CN'].replace('{count}', String(open)),
          en: OPEN.en.replace('{count}', String(open)),
        })
  },
  /** Corrected is what is as the baseline says again, not what somebody says is. */
  'deviation-gone'(context, { fields }) {
    const audit = context.workspace.log.row(AUDIT, String(fields['audit']))
    const baseline = context.workspace.log.row('baseline', String(audit?.fields['baseline']))
    const item = String(fields['item'])
    const field = String(fields['field'] ?? '')
    const expected = contentOf(baseline?.fields['content'])[item]
    const actual = realValues(context, item)
    if (
      field === ''
        ? (expected === undefined) === (actual === undefined)
        : expected?.[field] === actual?.[field]
    )
      return undefined
    const value = field === '' ? (actual?.['name'] ?? '') : (actual?.[field] ?? '')
    const { actual: words } = wordsOf(context, {
      item,
      kind: 'different',
      ...(field === '' ? {} : { field }),
      expected: '',
      actual: value,
    })
    return notYet({
      'zh-CN': STILL['zh-CN'].replace('{actual}', words),
      en: STILL.en.replace('{actual}', words),
    })
  },
}
