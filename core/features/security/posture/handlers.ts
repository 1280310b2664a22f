import { POSTURE_GROUPS, POSTURE_LABELS, type Posture } from '../../../../contract/security.ts'
import { ok } from '../../../../contract/result.ts'
import { fill, type Language } from '../../../../contract/text.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { t } from '../../../records/declare.ts'
import { settingsOf } from '../../../session/settings.ts'
import { writtenDocx, type DocxFile } from '../../../written-docx.ts'
import { dayAt } from '../follows.ts'
import { gather } from './gather.ts'

const WORDS = {
  title: t('安全态势汇总', 'Summary of the security posture'),
  period: t('期间', 'Period'),
  made: t('生成', 'Made'),
  span: t('{from}至{to}', '{from} to {to}'),
  by: t('{name}，{date}', '{name}, {date}'),
  gaps: t('待处理', 'What wants somebody'),
  none: t('没有。', 'Nothing.'),
  item: t('项目', 'What'),
  value: t('数值', 'Figure'),
  before: t('上期', 'Period before'),
  area: t('类别', 'Area'),
  reason: t('原因', 'Why'),
  since: t('自', 'Since'),
  days: t('{n}天', '{n} d'),
}

export const postureHandlers: Handlers = {
  'security.posture': (context, period) => ok(gather(context, period, context.session.language)),
  'security.postureReport': async (context, { language, ...period }) =>
    ok(await report(context, gather(context, period, language), language)),
}

async function report(context: Context, view: Posture, language: Language): Promise<DocxFile> {
  const site = settingsOf(context.workspace).name
  const title = WORDS.title[language]
  const span = fill(WORDS.span[language], { from: dayAt(view.from), to: dayAt(view.to - 1) })
  const file = await writtenDocx(
    {
      number: dayAt(view.to - 1),
      title,
      creator: context.session.name,
      header: `${site}　${title}　${span}`,
    },
    ({ heading, facts, paragraph, table }) => [
      facts([
        [WORDS.period[language], span],
        [
          WORDS.made[language],
          fill(WORDS.by[language], { name: context.session.name, date: dayAt(view.at) }),
        ],
      ]),
      ...POSTURE_GROUPS.flatMap((group) => {
        const figures = view.figures.filter((one) => one.group === group)
        return [
          heading(POSTURE_LABELS[group][language]),
          table(
            [WORDS.item[language], WORDS.value[language], WORDS.before[language]],
            [4, 2, 2],
            figures.map((one) => [
              one.label,
              valueOf(one.value, one, language) + (one.of === undefined ? '' : ` / ${one.of}`),
              one.before === undefined ? '' : valueOf(one.before, one, language),
            ]),
          ),
        ]
      }),
      heading(WORDS.gaps[language]),
      view.gaps.length === 0
        ? paragraph(WORDS.none[language])
        : table(
            [
              WORDS.area[language],
              WORDS.item[language],
              WORDS.reason[language],
              WORDS.since[language],
            ],
            [2, 4, 3, 2],
            view.gaps.map((gap) => [
              POSTURE_LABELS[gap.group][language],
              gap.title,
              gap.reason,
              gap.since === undefined ? '' : dayAt(gap.since),
            ]),
          ),
    ],
  )
  recordAccess(context, { action: 'export', what: title, type: 'protection-measure', count: 1 })
  return file
}

const valueOf = (value: number, { unit }: { unit: string }, language: Language): string =>
  unit === 'day' ? fill(WORDS.days[language], { n: value }) : String(value)
