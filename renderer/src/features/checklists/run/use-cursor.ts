import { ref, shallowRef, type Ref } from 'vue'
import { z } from 'zod'
import { attachment } from '../../../../../contract/common.ts'
import type { Line } from '../model/lines.ts'
import { useDraft } from '../../../use-draft.ts'
import type { FromPaper, Work } from './answers.ts'

const draft = z.object({
  item: z.string(),
  work: z.record(
    z.string(),
    z.object({
      text: z.string().exactOptional(),
      remark: z.string().exactOptional(),
      skip: z.string().exactOptional(),
      timerFrom: z.number().exactOptional(),
      files: z.array(attachment).exactOptional(),
    }),
  ),
  paper: z.object({ at: z.number(), doneBy: z.string().exactOptional() }).exactOptional(),
})

/**
 * Where the person is in a run, and what he has typed and not confirmed: a draft, so that whatever dies,
 * he goes on exactly there.
 */
export function useCursor(
  key: string,
  lines: Ref<readonly Line[]>,
  work: Map<string, Work>,
  paper: Ref<FromPaper | undefined>,
) {
  const store = useDraft(key)
  const at = ref(0)
  const restored = shallowRef(false)
  let restoring: Promise<void> | undefined

  const keep = (): void => {
    const item = lines.value[at.value]?.item.id
    if (!restored.value || item === undefined) return
    store.keep({
      item,
      work: Object.fromEntries(
        [...work].map(([id, { files, ...one }]) => [
          id,
          { ...one, ...(files ? { files: files.map((file) => ({ ...file })) } : {}) },
        ]),
      ),
      ...(paper.value === undefined ? {} : { paper: { ...paper.value } }),
    })
  }

  async function find(first: (from: number) => number): Promise<void> {
    const kept = draft.safeParse(await store.load())
    const index = kept.success
      ? lines.value.findIndex(({ item }) => item.id === kept.data.item)
      : -1
    if (kept.success) {
      for (const [id, one] of Object.entries(kept.data.work)) work.set(id, one)
      paper.value = kept.data.paper
    }
    at.value = index >= 0 ? index : first(-1)
    restored.value = true
  }

  return {
    at,
    restored,
    keep,
    go(index: number): void {
      at.value = Math.min(Math.max(0, index), Math.max(0, lines.value.length - 1))
      keep()
    },
    /** Once: goes to where the draft says, or to the first open item. */
    restore: (first: (from: number) => number): Promise<void> => (restoring ??= find(first)),
    /** The run is over. */
    end: (): void => store.keep(null),
  }
}
