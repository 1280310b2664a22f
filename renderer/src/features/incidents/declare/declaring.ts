import { shallowRef } from 'vue'
import type { RecordRef } from '../../../../../contract/common.ts'

/** What an incident is being declared from; undefined while none is. One dialog for the whole window. */
export const declaring = shallowRef<{ readonly links: readonly RecordRef[] }>()

export function declareFrom(links: readonly RecordRef[] = []): void {
  declaring.value = { links }
}

/** `alert/<id>,log-entry/<id>` of an address; `new` and what is no reference name nothing. */
export const refsIn = (text: string): RecordRef[] =>
  text.split(',').flatMap((part) => {
    const [type = '', id = ''] = part.split('/')
    return /^[0-9a-f-]{36}$/u.test(id) && type !== '' ? [{ type, id }] : []
  })
