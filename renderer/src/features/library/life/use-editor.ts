import { computed, ref, shallowRef, watch } from 'vue'
import type { Attachment } from '../../../../../contract/common.ts'
import type { InputOf, OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import { useDraft } from '../../../use-draft.ts'

/** What is written of a version and not saved yet. */
interface Writing {
  readonly body: string
  readonly label: string
  readonly changes: string
}
const isWriting = (value: unknown): value is Writing =>
  typeof value === 'object' &&
  value !== null &&
  ['body', 'label', 'changes'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  )

/** Text of a version while it is written: kept as a draft at once, saved into the log on demand. */
export function useEditor(version: string) {
  const draft = useDraft(`library/${version}`)
  const saved = shallowRef<OutputOf<'library.body'>>()
  const failure = shallowRef<Failure>()
  const body = ref('')
  const label = ref('')
  const changes = ref('')
  const pictures = shallowRef<readonly Attachment[]>([])
  const busy = ref(false)
  /** A draft of an earlier time was put in place of the saved text. */
  const restored = ref(false)

  const changed = computed((): Omit<InputOf<'library.saveVersion'>, 'version'> | undefined => {
    const before = saved.value
    if (!before) return undefined
    const now = {
      ...(body.value === before.body ? {} : { body: body.value }),
      ...(label.value === before.label ? {} : { label: label.value }),
      ...(changes.value === before.changes ? {} : { changes: changes.value }),
    }
    return Object.keys(now).length === 0 ? undefined : now
  })

  async function load(): Promise<void> {
    const answer = await call('library.body', { version })
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    saved.value = answer.value
    body.value = answer.value.body
    label.value = answer.value.label
    changes.value = answer.value.changes
    pictures.value = answer.value.pictures
    const kept = answer.value.editable ? await draft.load() : null
    if (!isWriting(kept)) return
    body.value = kept.body
    label.value = kept.label
    changes.value = kept.changes
    restored.value = changed.value !== undefined
  }
  void load()

  watch([body, label, changes], () => {
    if (!saved.value?.editable) return
    draft.keep(
      changed.value === undefined
        ? null
        : { body: body.value, label: label.value, changes: changes.value },
    )
  })

  async function write(input: Omit<InputOf<'library.saveVersion'>, 'version'>): Promise<boolean> {
    if (busy.value || !saved.value) return false
    busy.value = true
    const answer = await call('library.saveVersion', { version, seen: saved.value.seen, ...input })
    failure.value = answer.ok ? undefined : answer.error
    const fresh = answer.ok ? await call('library.body', { version }) : undefined
    if (fresh?.ok) saved.value = fresh.value
    busy.value = false
    return answer.ok
  }

  return {
    saved,
    failure,
    body,
    label,
    changes,
    pictures,
    busy,
    restored,
    changed,
    load,
    async save(): Promise<boolean> {
      const input = changed.value
      if (!input) return true
      if (!(await write(input))) return false
      restored.value = false
      draft.keep(null)
      return true
    },
    /** Back to what is saved. */
    drop(): void {
      const before = saved.value
      if (!before) return
      body.value = before.body
      label.value = before.label
      changes.value = before.changes
      restored.value = false
    },
    /** Keeps a picture with the version and answers the Markdown that shows it. */
    async addPicture(name: string, mime: string, bytes: Uint8Array, alt: string): Promise<string> {
      const put = await call('files.put', { name, mime, bytes })
      if (!put.ok) {
        failure.value = put.error
        return ''
      }
      const all = [...pictures.value.filter(({ sha256 }) => sha256 !== put.value.sha256), put.value]
      if (!(await write({ pictures: all }))) return ''
      pictures.value = all
      return `![${alt}](attachment:${put.value.sha256})`
    },
  }
}
