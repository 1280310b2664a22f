import { ref } from 'vue'
import type { RecordLabel } from '../../../contract/common.ts'
import { call } from '../call.ts'

/**
 * Records that fit what is typed. Enter before the answer is there takes the first of the answer,
 * never what fitted the letters before.
 */
export function useLookup(limit: number, take: (index: number) => void) {
  const found = ref<readonly RecordLabel[]>([])
  const active = ref(0)
  const waiting = ref(false)
  let entered = false
  let asked = 0

  async function look(text: string, types?: readonly string[]): Promise<void> {
    const own = ++asked
    waiting.value = true
    entered = false
    const answer = await call('register.lookup', {
      ...(types === undefined ? {} : { types: [...types] }),
      text: text.trim(),
      limit,
    })
    if (own !== asked) return
    waiting.value = false
    found.value = answer.ok ? answer.value.labels : []
    active.value = 0
    if (entered) take(0)
  }

  function enter(): void {
    if (waiting.value) entered = true
    else take(active.value)
  }

  function stop(): void {
    asked += 1
    waiting.value = false
    entered = false
    found.value = []
  }

  return { found, active, waiting, look, enter, stop }
}
