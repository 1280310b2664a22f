import { computed, ref, shallowRef } from 'vue'
import {
  checkBody,
  type CheckBody,
  type CheckItem,
} from '../../../../../contract/checklist-body.ts'
import { textsOf } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'
import { useDraft } from '../../../use-draft.ts'
import {
  added,
  changed,
  freshId,
  moved,
  put,
  removed,
  sameSpot,
  spotsOf,
  wrongIn,
  type Spot,
} from '../model/edit-body.ts'
import { linesOf } from '../model/lines.ts'
import { TEXTS } from './texts.ts'

const s = textsOf(TEXTS)
const EMPTY: CheckBody = { sections: [] }

/** The content of a checklist while it is edited: the cursor, changes, and the draft that survives a crash. */
export function useEditor(template: string) {
  const store = useDraft(`checklist-template/${template}`)
  const body = shallowRef<CheckBody>(EMPTY)
  const spot = shallowRef<Spot>({ section: 0 })
  const dirty = ref(false)
  const restored = ref(false)

  const spots = computed(() => spotsOf(body.value))
  const item = computed(() => body.value.sections[spot.value.section]?.items[spot.value.item ?? -1])
  const section = computed(() => body.value.sections[spot.value.section])
  /** Items that keep it from being saved. */
  const wrong = computed(() =>
    linesOf(body.value).flatMap((line) => (wrongIn(line.item) ? [line] : [])),
  )

  function set(next: CheckBody, at: Spot = spot.value): void {
    body.value = next
    spot.value = at
    dirty.value = true
    store.keep(JSON.parse(JSON.stringify(next)))
  }
  /** Something always has the cursor, also after what had it is gone. */
  function land(index: number): Spot {
    const all = spotsOf(body.value)
    return all[Math.min(Math.max(0, index), all.length - 1)] ?? { section: 0 }
  }

  return {
    body,
    spot,
    spots,
    item,
    section,
    wrong,
    dirty,
    restored,
    /** Starts from what is stored; an unsaved draft goes before it. */
    async open(stored: CheckBody): Promise<void> {
      const kept = checkBody.safeParse(await store.load())
      restored.value = kept.success && JSON.stringify(kept.data) !== JSON.stringify(stored)
      dirty.value = restored.value
      body.value = kept.success && restored.value ? kept.data : stored
      spot.value = land(body.value.sections[0]?.items.length ? 1 : 0)
    },
    /** What was saved is no draft any more. */
    saved(): void {
      dirty.value = false
      restored.value = false
      store.keep(null)
    },
    move(step: number): void {
      const at = spots.value.findIndex((one) => sameSpot(one, spot.value))
      spot.value = land(at + step)
    },
    go(to: Spot): void {
      spot.value = to
    },
    shift(step: -1 | 1): void {
      const next = moved(body.value, spot.value, step)
      if (next.body !== body.value) set(next.body, next.spot)
    },
    drop(from: Spot, to: Spot): void {
      const next = put(body.value, from, to)
      if (next.body !== body.value) set(next.body, next.spot)
    },
    addItem(): void {
      if (body.value.sections.length === 0) this.addSection()
      const next = added(body.value, spot.value, { id: freshId(), kind: 'tick', title: '' })
      set(next.body, next.spot)
    },
    addSection(): void {
      const at = body.value.sections.length === 0 ? 0 : spot.value.section + 1
      const fresh = { id: freshId(), title: s('newSection'), items: [] }
      set({ sections: body.value.sections.toSpliced(at, 0, fresh) }, { section: at })
    },
    duplicate(): void {
      if (!item.value) return
      const copy = structuredClone(item.value)
      const fresh: CheckItem = {
        ...copy,
        id: freshId(),
        title: s('copyOf', { title: copy.title }).slice(0, 200),
      }
      const next = added(body.value, spot.value, fresh)
      set(next.body, next.spot)
    },
    remove(): void {
      const before = { body: body.value, spot: spot.value }
      const title = item.value?.title ?? section.value?.title
      if (title === undefined) return
      const at = spots.value.findIndex((one) => sameSpot(one, spot.value))
      body.value = removed(body.value, spot.value)
      set(body.value, land(at))
      toast(s('removed', { title: title || s('untitled') }), {
        action: { label: s('undo'), run: () => set(before.body, before.spot) },
      })
    },
    change(next: CheckItem): void {
      set(changed(body.value, spot.value, next))
    },
    rename(title: string): void {
      set({
        sections: body.value.sections.map((one, at) =>
          at === spot.value.section ? { ...one, title } : one,
        ),
      })
    },
  }
}
export type Editor = ReturnType<typeof useEditor>
