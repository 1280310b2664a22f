import type { Place } from '../../../../../contract/library.ts'
import { textsOf } from '../../../language.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** A place in words: heading, page, file. */
export const placeWords = (place: Place, heading: string): string =>
  [heading, place.page === undefined ? '' : t('page', { page: place.page }), place.path ?? '']
    .filter((part) => part !== '')
    .join('　')
