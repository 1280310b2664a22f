import { shallowRef } from 'vue'
import type { LogEntry, LogQuery } from '../../../../../contract/duty-log.ts'
import type { Failure } from '../../../../../contract/result.ts'
import type { Level } from '../../../../../contract/roles.ts'
import { call } from '../../../call.ts'
import { paperFrame, putOnPaper, type PaperFrame } from '../../../print/paper.ts'

/** More entries than this are a job for an export. */
export const MOST_PRINTED = 2000
const PAGE = 500

export interface LogSheet extends PaperFrame {
  /** Oldest first, as they are read on paper. */
  readonly entries: readonly LogEntry[]
}

/** What is on paper just now. */
export const sheet = shallowRef<LogSheet>()

/** Prints what a query finds; answers the failure, or 'tooMany'. */
export async function printLog(
  query: LogQuery,
  title: string,
  who: string,
  pdf: boolean,
): Promise<Failure | 'tooMany' | undefined> {
  const found: LogEntry[] = []
  let after: string | undefined
  do {
    const answer = await call('log.list', {
      ...query,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    if (!answer.ok) return answer.error
    if (answer.value.total > MOST_PRINTED) return 'tooMany'
    found.push(...answer.value.entries)
    after = answer.value.next ?? undefined
  } while (after !== undefined)
  const level = found.reduce<Level>((most, entry) => (entry.level > most ? entry.level : most), 0)
  const frame = await paperFrame(title, level, who)
  await putOnPaper(sheet, { ...frame, entries: found.toReversed() }, { pdf, landscape: false })
  return undefined
}
