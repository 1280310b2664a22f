import { computed } from 'vue'
import {
  checkBody,
  type CheckBody,
  type CheckItem,
} from '../../../../../contract/checklist-body.ts'
import { textsOf } from '../../../language.ts'
import { useEditedBody } from '../../../records/use-edited-body.ts'
import { toast } from '../../../ui/toasts.ts'
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

/** Something always has the cursor, also after what had it is gone. */
function landIn(body: CheckBody, index: number): Spot {
  const all = spotsOf(body)
  return all[Math.min(Math.max(0, index), all.length - 1)] ?? { section: 0 }
}

/** The content of a checklist while it is edited: the cursor, changes, and the draft that survives a crash. */
export function useEditor(template: string) {
  const edited = useEditedBody<CheckBody, Spot>({
    draft: `checklist-template/${template}`,
    schema: checkBody,
    empty: { sections: [] },
    start: { section: 0 },
    first: (body) => landIn(body, body.sections[0]?.items.length ? 1 : 0),
  })
  const { body, spot, set } = edited
  const spots = computed(() => spotsOf(body.value))
  const item = computed(() => body.value.sections[spot.value.section]?.items[spot.value.item ?? -1])
  const section = computed(() => body.value.sections[spot.value.section])
  /** Items that keep it from being saved. */
  const wrong = computed(() =>
    linesOf(body.value).flatMap((line) => (wrongIn(line.item) ? [line] : [])),
  )

  const land = (index: number): Spot => landIn(body.value, index)

  return {
    ...edited,
    spots,
    item,
    section,
    wrong,
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
