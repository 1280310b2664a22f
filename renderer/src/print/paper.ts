import { nextTick, type Ref } from 'vue'
import { errorText } from '../../../contract/error-text.ts'
import type { Level } from '../../../contract/roles.ts'
import { call } from '../call.ts'
import { language, textsOf } from '../language.ts'
import { toast } from '../ui/toasts.ts'
import { TEXTS } from './texts.ts'

/** What stands on every sheet beside its content. */
export interface PaperFrame {
  readonly title: string
  readonly level: Level
  readonly site: string
  readonly who: string
  readonly at: number
  /** Device, number and hash of the chain's head when printed. */
  readonly head: string
}

const HASH_SHOWN = 16
const t = textsOf(TEXTS)

/** The frame of a sheet that is printed now. */
export async function paperFrame(title: string, level: Level, who: string): Promise<PaperFrame> {
  const [heads, status] = await Promise.all([call('audit.heads', {}), call('workspace.status', {})])
  const own = heads.ok
    ? (heads.value.heads[heads.value.device] ?? Object.values(heads.value.heads)[0])
    : undefined
  return {
    title,
    level,
    site: status.ok ? (status.value.name ?? '') : '',
    who,
    at: Date.now(),
    head: heads.ok
      ? `${heads.value.code} #${heads.value.seq} ${own?.[1].slice(0, HASH_SHOWN) ?? ''}`
      : '',
  }
}

/** Shows a sheet while it is printed or made into a PDF, and says where the PDF went. */
export async function putOnPaper<S extends PaperFrame>(
  place: Ref<S | undefined>,
  sheet: S,
  how: { readonly pdf: boolean; readonly landscape: boolean },
): Promise<void> {
  place.value = sheet
  await nextTick()
  await document.fonts.ready
  const answer = how.pdf
    ? await call('host.printToPdf', { name: `${sheet.title}.pdf`, landscape: how.landscape })
    : await call('host.print', {})
  place.value = undefined
  if (!answer.ok) {
    if (answer.error.code !== 'cancelled')
      toast(errorText(answer.error, language.value), { tone: 'crit' })
  } else if ('path' in answer.value) toast(t('fileSaved', { path: answer.value.path }))
}
