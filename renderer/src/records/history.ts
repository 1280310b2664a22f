import { actWords } from '../../../contract/history-words.ts'
import type { HistoryEntry } from '../../../contract/register.ts'
import type { FieldType, Json, RecordType } from '../../../contract/record-type.ts'
import { fill, type Text } from '../../../contract/text.ts'
import { listFields } from './columns.ts'
import { formatValue, type Reading } from './format.ts'
import { isEmpty, isList, sameValue } from './values.ts'

const CHANGES = {
  set: { 'zh-CN': '{field}填为“{after}”', en: 'set {field} to “{after}”' },
  from: {
    'zh-CN': '{field}由“{before}”改为“{after}”',
    en: 'changed {field} from “{before}” to “{after}”',
  },
  cleared: { 'zh-CN': '清空{field}（原为“{before}”）', en: 'cleared {field} (was “{before}”)' },
  rewritten: { 'zh-CN': '改写{field}', en: 'rewrote {field}' },
  written: { 'zh-CN': '填写{field}', en: 'wrote {field}' },
  added: { 'zh-CN': '{field}添加“{after}”', en: 'added “{after}” to {field}' },
  removed: { 'zh-CN': '{field}去掉“{before}”', en: 'removed “{before}” from {field}' },
  swapped: {
    'zh-CN': '{field}添加“{after}”，去掉“{before}”',
    en: 'in {field} added “{after}” and removed “{before}”',
  },
  reordered: { 'zh-CN': '调整{field}的顺序', en: 'reordered {field}' },
  structure: { 'zh-CN': '修改{field}', en: 'changed {field}' },
} as const satisfies Record<string, Text>

const LONG = 60
type Change = HistoryEntry['changes'][number]

/** One change of one field in words, without a subject. */
export function changePhrase(change: Change, type: RecordType, reading: Reading): string {
  const { language } = reading
  const field: FieldType = listFields(type).get(change.field.replace(/^\$/u, '_')) ??
    type.fields[change.field] ?? {
      kind: 'text',
      label: { 'zh-CN': change.field, en: change.field },
    }
  const show = (value: Json): string => formatValue(field, value, reading)
  const say = (text: Text, before = '', after = ''): string =>
    fill(text[language], { field: field.label[language], before, after })
  if (field.kind === 'json') return say(CHANGES.structure)
  const { before, after } = change
  if (isList(before) || isList(after))
    return listPhrase(isList(before) ? before : [], isList(after) ? after : [], show, say)
  const [was, is] = [show(before), show(after)]
  const long =
    field.kind === 'longText' &&
    (was.length > LONG || is.length > LONG || String(after).includes('\n'))
  if (isEmpty(after))
    return long ? say(CHANGES.cleared, `${was.slice(0, LONG)}…`) : say(CHANGES.cleared, was)
  if (isEmpty(before)) return long ? say(CHANGES.written) : say(CHANGES.set, '', is)
  return long ? say(CHANGES.rewritten) : say(CHANGES.from, was, is)
}

function listPhrase(
  before: readonly Json[],
  after: readonly Json[],
  show: (value: Json) => string,
  say: (text: Text, before?: string, after?: string) => string,
): string {
  const gone = before.filter((part) => !after.some((other) => sameValue(part, other)))
  const fresh = after.filter((part) => !before.some((other) => sameValue(part, other)))
  if (gone.length > 0 && fresh.length > 0) return say(CHANGES.swapped, show(gone), show(fresh))
  if (fresh.length > 0) return say(CHANGES.added, '', show(fresh))
  if (gone.length > 0) return say(CHANGES.removed, show(gone))
  return say(CHANGES.reordered)
}

/** What somebody did, without his name; for lists that show who and when apart. */
export function actPhrase(entry: HistoryEntry, type: RecordType, reading: Reading): string {
  const transition = type.workflow?.transitions.find(({ name }) => name === entry.act)
  return actWords(entry, transition?.label[reading.language] ?? entry.act, reading.language)
}

/** The changes worth telling, in the order of the form: the deletion mark says what the act already says. */
export function toldChanges(entry: HistoryEntry, type: RecordType): readonly Change[] {
  const order = Object.keys(type.fields)
  const placeOf = ({ field }: Change): number => {
    const at = order.indexOf(field)
    return at < 0 ? order.length : at
  }
  return entry.changes
    .filter(({ field }) => field !== '$deleted' && field !== '_deleted')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
}

const SENTENCES = {
  plain: { 'zh-CN': '{who}{act}。', en: '{who} {act}.' },
  told: { 'zh-CN': '{who}{act}：{changes}。', en: '{who} {act}: {changes}.' },
  // In English the changes are verbs already.
  changed: { 'zh-CN': '{who}{act}：{changes}。', en: '{who} {changes}.' },
} as const satisfies Record<string, Text>

/** One entry of a record's history as a sentence in the reader's language. */
export function historySentence(entry: HistoryEntry, type: RecordType, reading: Reading): string {
  const { language } = reading
  const changes = toldChanges(entry, type).map((change) => changePhrase(change, type, reading))
  const sentence =
    changes.length === 0
      ? SENTENCES.plain
      : entry.kind === 'changed'
        ? SENTENCES.changed
        : SENTENCES.told
  return fill(sentence[language], {
    who: entry.actorName,
    act: actPhrase(entry, type, reading),
    changes: changes.join(language === 'en' ? '; ' : '；'),
  })
}
