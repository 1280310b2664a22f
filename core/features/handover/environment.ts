import type { SheetPoint } from '../../../contract/duty.ts'
import type { Shift } from '../../../contract/duty.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context } from '../../feature.ts'

/** Lines of the environment that every sheet has; what stands there is typed by the outgoing side. */
export const ENVIRONMENT: readonly { readonly key: string; readonly title: Text }[] = [
  { key: 'climate', title: { 'zh-CN': '机房温湿度', en: 'Temperature and humidity' } },
  { key: 'power', title: { 'zh-CN': '供配电', en: 'Power supply' } },
  { key: 'site', title: { 'zh-CN': '卫生与门禁', en: 'Tidiness and doors' } },
]

/** Key of a line that is left out of the frozen sheet while nobody has typed anything. */
export const isBlankLine = (point: { readonly key: string; readonly detail: string }): boolean =>
  point.key.startsWith('environment/') && point.detail.trim() === ''

export const environmentPoints = (
  { session }: Pick<Context, 'session'>,
  shift: Pick<Shift, 'to'>,
): readonly SheetPoint[] =>
  ENVIRONMENT.map(({ key, title }) => ({
    key: `environment/${key}`,
    section: 'environment',
    title: title[session.language],
    tone: 'neutral',
    at: shift.to,
    open: false,
  }))
