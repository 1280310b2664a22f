import type { RecordView } from '../../contract/common.ts'
import { actWords } from '../../contract/history-words.ts'
import { paperSections } from '../../contract/paper-sections.ts'
import type { RecordType } from '../../contract/record-type.ts'
import type { HistoryEntry } from '../../contract/register.ts'
import { LEVEL_LABELS, type Level } from '../../contract/roles.ts'
import { fill, type Language } from '../../contract/text.ts'
import type { Context } from '../feature.ts'
import { t } from '../records/declare.ts'
import { historyOf } from '../records/history.ts'
import { incoming } from '../records/links.ts'
import { cellText, columnLabel, localTime, valueText } from '../records/value-text.ts'
import { labels } from '../records/view.ts'
import { settingsOf } from '../session/settings.ts'
import { writtenDocx, type DocxFile, type DocxParts } from '../written-docx.ts'

type Tools = Pick<Context, 'workspace' | 'session' | 'now'>

const WORDS = {
  level: t('密级', 'Level'),
  made: t('导出', 'Exported'),
  rows: t('条数', 'Records'),
  name: t('名称', 'Name'),
  related: t('相关记录', 'Related records'),
  comments: t('评论', 'Comments'),
  history: t('经过', 'History'),
  time: t('时间', 'When'),
  who: t('何人', 'Who'),
  what: t('何事', 'What'),
  fields: t('{what}：{fields}', '{what}: {fields}'),
}

/** Where the file is from, how confidential it is, and who took it out: on every page. */
const headerOf = ({ workspace, session, now }: Tools, level: Level, language: Language): string =>
  [
    settingsOf(workspace).name,
    LEVEL_LABELS[level][language],
    session.name,
    localTime(now()).slice(0, 16),
  ].join('　')

/** A list as a document: wide enough for its columns, its head on every page. */
export function listDocx(
  context: Tools,
  type: RecordType,
  records: readonly RecordView[],
  columns: readonly string[],
  language: Language,
): Promise<DocxFile> {
  const names = new Map<string, string>()
  const level = records.reduce<Level>((most, { level }) => (level > most ? level : most), 0)
  return writtenDocx(
    {
      number: localTime(context.now()).slice(0, 10),
      title: type.plural[language],
      creator: context.session.name,
      header: headerOf(context, level, language),
      landscape: columns.length > 6,
    },
    ({ facts, table }) => [
      facts([[WORDS.rows[language], String(records.length)]]),
      table(
        columns.map((column) => columnLabel(type, column, language)),
        columns.map(() => 1),
        records.map((record) =>
          columns.map((column) => cellText(context, type, record, column, language, names)),
        ),
      ),
    ],
  )
}

export interface Comment {
  readonly at: number
  readonly actorName: string
  readonly text: string
}

/** One record whole: as its type is laid out on paper, with what is tied to it, said about it, and done with it. */
export function recordDocx(
  context: Tools,
  type: RecordType,
  record: RecordView,
  comments: readonly Comment[],
  language: Language,
): Promise<DocxFile> {
  return writtenDocx(
    {
      number: record.number ?? localTime(record.createdAt).slice(0, 10),
      title: record.title,
      creator: context.session.name,
      header: headerOf(context, record.level, language),
      ...(type.paper ? { kind: type.paper.title[language] } : {}),
    },
    (parts) => [
      ...sectionsOf(context, type, record, language, parts),
      ...relatedOf(context, type, record, language, parts),
      ...(comments.length === 0
        ? []
        : [
            parts.heading(WORDS.comments[language]),
            parts.table(
              [WORDS.time[language], WORDS.who[language], WORDS.comments[language]],
              [3, 2, 6],
              comments.map(({ at, actorName, text }) => [localTime(at), actorName, text]),
            ),
          ]),
      parts.heading(WORDS.history[language]),
      parts.table(
        [WORDS.time[language], WORDS.who[language], WORDS.what[language]],
        [3, 2, 6],
        historyOf(context, type, record.id).map((entry) => [
          localTime(entry.at),
          entry.actorName,
          deedOf(type, entry, language),
        ]),
      ),
    ],
  )
}

function sectionsOf(
  context: Tools,
  type: RecordType,
  { level, fields }: RecordView,
  language: Language,
  { heading, facts }: DocxParts,
) {
  const names = new Map<string, string>()
  const sections = paperSections(type).map((section, at) => ({
    label: section.label?.[language],
    rows: [
      ...section.fields.flatMap((name): [string, string][] => {
        const field = type.fields[name]
        return field
          ? [[field.label[language], valueText(context, field, fields[name], language, names)]]
          : []
      }),
      ...(at === 0 && type.levels === true
        ? [[WORDS.level[language], LEVEL_LABELS[level][language]] as [string, string]]
        : []),
    ].filter(([, value]) => value !== ''),
  }))
  return sections
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ label, rows }) => [...(label === undefined ? [] : [heading(label)]), facts(rows)])
}

function relatedOf(
  context: Tools,
  type: RecordType,
  record: RecordView,
  language: Language,
  { heading, table }: DocxParts,
) {
  const from = incoming(context.workspace.db, record.id)
  const rows = labels(context, from).map((label) => [
    context.workspace.types.get(label.type)?.label[language] ?? label.type,
    [label.number, label.title].filter(Boolean).join('　'),
  ])
  if (rows.length === 0) return []
  return [
    heading(WORDS.related[language]),
    table([type.label[language], WORDS.name[language]], [3, 8], rows),
  ]
}

/** An act and the fields it changed; what they were and became stands in the application. */
function deedOf(type: RecordType, entry: HistoryEntry, language: Language): string {
  const step = type.workflow?.transitions.find(({ name }) => name === entry.act)
  const what = actWords(entry, step?.label[language] ?? entry.act, language)
  const fields = entry.changes
    .flatMap(({ field }) => type.fields[field]?.label[language] ?? [])
    .join(language === 'en' ? ', ' : '、')
  return entry.kind === 'created' || fields === ''
    ? what
    : fill(WORDS.fields[language], { what, fields })
}
