import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Text } from '../../../contract/text.ts'
import { call, subscribe } from '../call.ts'
import { textIn } from '../language.ts'
import { STORAGE } from './storage-words.ts'
import { TEXTS } from './texts.ts'

export interface Notice {
  readonly at: number
  readonly text: Text
}

const KEPT = 50

/** What the application had to tell since it was started; the operating system is told as well. */
export const useNotices = defineStore('notices', () => {
  const all = shallowRef<readonly Notice[]>([])
  const seen = shallowRef(0)

  function tell(text: Text): void {
    all.value = [{ at: Date.now(), text }, ...all.value].slice(0, KEPT)
    void call('host.notify', { title: textIn(TEXTS.product), body: textIn(text) })
  }

  subscribe('core.restarted', () => tell(TEXTS.restarted))
  subscribe('storage.changed', ({ state }) => tell(STORAGE[state].why))

  return {
    all,
    seen,
    tell,
    /** Everything up to now has been read. */
    read: (): void => void (seen.value = Date.now()),
  }
})
