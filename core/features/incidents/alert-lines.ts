import type { TimelineLine } from '../../../contract/incidents.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Language, Text } from '../../../contract/text.ts'
import { withUnit } from '../../../contract/units.ts'
import { opened } from '../../records/seal.ts'
import { labelOf, mayRead, nameOf } from '../../records/view.ts'
import { belonging } from './belonging.ts'
import { text, type Incident, type Tools } from './row.ts'

type Bare = Omit<TimelineLine, 'pinned' | 'hidden' | 'note'>

const SAID = {
  raised: { 'zh-CN': '告警：{title}', en: 'Alert: {title}' },
  value: { 'zh-CN': '，{value}，限{limit}', en: ', {value}, limit {limit}' },
  acknowledged: { 'zh-CN': '确认告警：{title}。{reason}', en: 'Acknowledged: {title}. {reason}' },
  cleared: { 'zh-CN': '告警恢复：{title}', en: 'Cleared: {title}' },
} as const satisfies Record<string, Text>

const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** When the alerts that belong to an incident were raised, acknowledged and cleared. */
export function alertLines(context: Tools, incident: Incident, language: Language): Bare[] {
  const type = context.workspace.types.get('alert')
  if (type === undefined || !mayRead(context, type)) return []
  return belonging(context, incident).flatMap(({ type: name, id }): Bare[] => {
    const row = name === type.name ? context.workspace.log.row(name, id) : undefined
    if (!row || row.level > context.session.clearance) return []
    const fields = opened(context, type, id, row.fields)
    const title = text(fields['title'])
    const line = (part: string, at: number | undefined, person: string, said: string): Bare[] =>
      at === undefined
        ? []
        : [
            {
              key: `alert/${part}/${id}`,
              at,
              kind: 'alert',
              text: said,
              person,
              personName: nameOf(context, person),
              record: labelOf(context, type, row),
              links: [],
              attachments: [],
            },
          ]
    const filled = (key: keyof typeof SAID, params: Readonly<Record<string, string>>) =>
      Object.entries(params).reduce(
        (words, [param, value]) => words.replace(`{${param}}`, () => value),
        SAID[key][language] as string,
      )
    const value = numberOf(fields['value'])
    const limit = numberOf(fields['limit'])
    const unit = text(fields['unit'])
    const reading =
      value === undefined || limit === undefined
        ? ''
        : filled('value', {
            value: withUnit(String(value), unit, language),
            limit: withUnit(String(limit), unit, language),
          })
    const by = text(fields['acknowledgedBy'])
    return [
      ...line(
        'raised',
        numberOf(fields['raisedAt']),
        row.createdBy,
        filled('raised', { title }) + reading,
      ),
      ...line(
        'acknowledged',
        numberOf(fields['acknowledgedAt']),
        by,
        filled('acknowledged', { title, reason: text(fields['acknowledgeReason']) }),
      ),
      ...line(
        'cleared',
        numberOf(fields['clearedAt']),
        row.createdBy,
        filled('cleared', { title }),
      ),
    ]
  })
}
