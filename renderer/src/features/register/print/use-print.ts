import type { RecordView } from '../../../../../contract/common.ts'
import { paperSections } from '../../../../../contract/paper-sections.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import type { Level } from '../../../../../contract/roles.ts'
import { paperFrame, putOnPaper } from '../../../print/paper.ts'
import { call } from '../../../call.ts'
import { toQuery } from '../list/list-state.ts'
import type { RegisterList } from '../list/use-register-list.ts'
import { valueIn } from '../../../records/columns.ts'
import { describeCondition, isComplete } from '../model/filters.ts'
import { formatValue, referencesOf, separator } from '../../../records/format.ts'
import { asText, isEmpty } from '../../../records/values.ts'
import type { SessionView } from '../../../../../contract/workspace.ts'
import { useLabels } from '../../../stores/labels.ts'
import { useActs } from '../use-acts.ts'
import { useReading } from '../../../records/use-reading.ts'
import { useTexts } from '../use-texts.ts'
import { sheet, type Sheet } from './print-sheet.ts'

/** More rows than this are a job for an export. */
const MOST_ROWS = 2000

/** Puts a list or a record on paper or into a PDF. */
export function usePrint(session: SessionView) {
  const { language } = useTexts()
  const reading = useReading()
  const labels = useLabels()
  const acts = useActs()

  const put = (made: Sheet, pdf: boolean): Promise<void> =>
    putOnPaper(sheet, made, { pdf, landscape: made.kind === 'list' && made.columns.length > 6 })

  /** Names have to be there before the page is set. */
  async function nameAll(type: RecordType, rows: readonly RecordView[]): Promise<void> {
    const refs = rows.flatMap((row) => [
      { type: 'person', id: row.createdBy },
      { type: 'person', id: row.updatedBy },
      ...Object.entries(type.fields).flatMap(([name, field]) =>
        referencesOf(field, row.fields[name]),
      ),
    ])
    await labels.fetch(refs)
  }

  function valueOn(
    type: RecordType,
    record: RecordView,
    name: string,
  ): { label: string; value: string }[] {
    const field = type.fields[name]
    const raw = record.fields[name] ?? null
    if (!field || isEmpty(raw)) return []
    const value = field.kind === 'longText' ? asText(raw) : formatValue(field, raw, reading.value)
    return [{ label: field.label[language.value], value }]
  }

  return {
    async list(type: RecordType, list: RegisterList, pdf: boolean): Promise<void> {
      const state = list.state.value
      const query = toQuery(state, type, Date.now())
      const rows: RecordView[] = []
      let after: string | undefined
      let total = 0
      do {
        const answer = await call('register.list', {
          ...query,
          limit: 500,
          ...(after === undefined ? {} : { after }),
        })
        if (!answer.ok) return acts.refuse(answer.error)
        rows.push(...answer.value.rows)
        total = answer.value.total
        after = answer.value.next ?? undefined
      } while (after !== undefined && rows.length < MOST_ROWS)
      await nameAll(type, rows)
      const columns = state.columns.flatMap(({ field: name }) => {
        const field = list.fields.get(name)
        return field ? [{ name, field }] : []
      })
      const filters = state.where.filter(isComplete).flatMap((condition) => {
        const field = list.fields.get(condition.field)
        return field ? [describeCondition(condition, field, reading.value)] : []
      })
      const level = rows.reduce<Level>((most, row) => (row.level > most ? row.level : most), 0)
      await put(
        {
          ...(await paperFrame(type.plural[language.value], level, session.name)),
          type,
          kind: 'list',
          columns,
          total,
          rows: rows.map((row) => ({
            id: row.id,
            cells: columns.map(({ name, field }) =>
              formatValue(field, valueIn(row, name), reading.value),
            ),
          })),
          filters: [...(query.text ? [`“${query.text}”`] : []), ...filters].join(
            separator(language.value),
          ),
        },
        pdf,
      )
    },

    async record(type: RecordType, id: string, pdf: boolean): Promise<void> {
      const asked = { type: type.name, id }
      const [detail, history, comments] = await Promise.all([
        call('register.get', asked),
        call('register.history', asked),
        call('register.comments', asked),
      ])
      if (!detail.ok) return acts.refuse(detail.error)
      const { record } = detail.value
      await nameAll(type, [record])
      await put(
        {
          ...(await paperFrame(record.title, record.level, session.name)),
          type,
          kind: 'record',
          called: type.paper?.title[language.value],
          sections: paperSections(type)
            .map((section) => ({
              label: section.label?.[language.value],
              values: section.fields.flatMap((name) => valueOn(type, record, name)),
            }))
            .filter(({ values }) => values.length > 0),
          history: history.ok ? history.value.entries : [],
          comments: comments.ok
            ? comments.value.comments.map((comment) => ({
                id: comment.id,
                who: comment.actorName,
                at: comment.at,
                text: comment.text,
              }))
            : [],
        },
        pdf,
      )
    },
  }
}
