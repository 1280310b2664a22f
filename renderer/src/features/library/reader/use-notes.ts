import { onScopeDispose, shallowRef, watch } from 'vue'
import { errorText } from '../../../../../contract/error-text.ts'
import type { ReaderNote } from '../../../../../contract/library-reader.ts'
import type { Place } from '../../../../../contract/library.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { language, textsOf } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'
import type { Reader } from './use-reader.ts'

export interface NoteDraft {
  readonly id?: string
  readonly place: Place
  readonly text: string
  readonly shared: boolean
}

/** Bookmarks, highlights and notes of the document that is read, shown at their places. */
export function useNotes(reader: Reader) {
  const t = textsOf(TEXTS)
  const notes = shallowRef<readonly ReaderNote[]>([])
  const { state } = reader

  async function load(): Promise<void> {
    const document = state.opening?.document.id
    if (document === undefined) return
    const answer = await call('library.notes', { document })
    if (state.opening?.document.id !== document) return
    if (!answer.ok) return tell(answer.error)
    notes.value = answer.value.notes
    reader.setMarks(notes.value.map(({ id, kind, place }) => ({ id, kind, place })))
  }

  const tell = (failure: Failure): void => {
    toast(errorText(failure, language.value), { tone: 'crit' })
  }

  async function save(kind: ReaderNote['kind'], draft: NoteDraft): Promise<boolean> {
    const { opening } = state
    if (opening === undefined) return false
    const answer = await call('library.saveNote', {
      ...(draft.id === undefined ? {} : { id: draft.id }),
      document: opening.document.id,
      version: opening.version.id,
      kind,
      shared: draft.shared,
      place: draft.place,
      text: draft.text,
    })
    if (!answer.ok) {
      tell(answer.error)
      return false
    }
    await load()
    return true
  }

  async function remove({ id, shared }: ReaderNote): Promise<void> {
    const answer = await call('library.removeNote', { id, shared })
    if (!answer.ok) return tell(answer.error)
    await load()
    const restore = async (): Promise<void> => {
      const back = await call('library.restoreNote', { id, shared })
      if (!back.ok) return tell(back.error)
      await load()
    }
    toast(t('noteRemoved'), { action: { label: t('undo'), run: () => void restore() } })
  }

  /** A bookmark where the reader stands; a second press takes it away. */
  async function bookmark(): Promise<void> {
    const { place } = state
    const same = notes.value.find(
      (note) =>
        note.kind === 'bookmark' &&
        note.mine &&
        note.place.page === place.page &&
        note.place.path === place.path &&
        note.place.anchor === place.anchor,
    )
    if (same) return remove(same)
    if (await save('bookmark', { place, text: sectionTitle(), shared: false }))
      toast(t('bookmarked'))
  }

  const sectionTitle = (): string =>
    state.sections.find(({ id }) => id === state.section)?.title ?? ''

  async function highlight(): Promise<void> {
    if (state.selected === null) return void toast(t('selectFirst'))
    if (await save('highlight', { place: state.selected, text: '', shared: false }))
      toast(t('highlighted'))
  }

  watch(() => state.opening?.token, load)
  const stop = subscribe('records.changed', ({ type }) => {
    if (type === 'document-note') void load()
  })
  onScopeDispose(stop)

  return { notes, save, remove, bookmark, highlight }
}
