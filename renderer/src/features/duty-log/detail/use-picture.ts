import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Attachment } from '../../../../../contract/common.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'

/** Kinds that the window draws itself; anything else is a file to save. */
const PICTURES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
])

export const isPicture = (file: Attachment): boolean => PICTURES.has(file.mime)

/** An attached picture as an address that an img takes; given back when it is no longer shown. */
export function usePicture(file: () => Attachment) {
  const url = shallowRef<string>()
  const failure = shallowRef<Failure>()

  function release(): void {
    if (url.value !== undefined) URL.revokeObjectURL(url.value)
    url.value = undefined
  }

  watch(
    () => file().sha256,
    async (sha256) => {
      release()
      failure.value = undefined
      const answer = await call('files.get', { sha256 })
      if (file().sha256 !== sha256) return
      if (!answer.ok) {
        failure.value = answer.error
        return
      }
      // The record says what it is, the bytes decide how they are drawn: never as a document.
      url.value = URL.createObjectURL(
        new Blob([new Uint8Array(answer.value.bytes)], { type: file().mime }),
      )
    },
    { immediate: true },
  )
  onScopeDispose(release)
  return { url, failure }
}
