import { errorText } from '../../../contract/error-text.ts'
import { isErrorCode } from '../../../contract/errors.ts'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { Text } from '../../../contract/text.ts'
import { language, textsOf } from '../language.ts'

type Hub = NonNullable<OutputOf<'sync.hub'>>

const TEXTS = {
  connecting: { 'zh-CN': '正在连接服务器', en: 'Connecting to the server' },
  sending: { 'zh-CN': '正在上传', en: 'Sending' },
  receiving: { 'zh-CN': '正在接收', en: 'Receiving' },
  attachments: { 'zh-CN': '正在传附件', en: 'Exchanging attachments' },
  live: { 'zh-CN': '已与服务器同步', en: 'In sync with the server' },
  refused: { 'zh-CN': '{count}处改动服务器未接收', en: 'The server refused {count} changes' },
  contradicts: {
    'zh-CN': '服务器与它签过的不符',
    en: 'The server contradicts what it signed',
  },
  waiting: { 'zh-CN': '服务器未连接，照常记录', en: 'Server not reached, work goes on' },
} as const satisfies Record<string, Text>
const t = textsOf(TEXTS)

/** How it stands with the server, in a few words. */
export function hubWords({ phase, refused, witnessed }: Hub): string {
  if (phase === 'live' && witnessed.contradictions.length > 0) return t('contradicts')
  return phase === 'live' && refused.length > 0 ? t('refused', { count: refused.length }) : t(phase)
}

/** Why it does not go on, in a sentence. */
export function hubFailure({ failure, phase }: Hub): string | undefined {
  if (failure === null || phase === 'live' || !isErrorCode(failure.code)) return undefined
  return errorText({ code: failure.code, params: failure.params }, language.value)
}
