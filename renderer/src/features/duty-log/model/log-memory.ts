import type { OutputOf } from '../../../../../contract/procedures.ts'
import { lastAnswer } from '../../../stores/last-answer.ts'
import type { LogPage } from './log-pages.ts'

/** What the log showed last. */
export const useLastPage = lastAnswer<LogPage>('log-page')
export const useLastFacets = lastAnswer<OutputOf<'log.facets'>>('log-facets')
