import { computed, nextTick, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'
import type { z } from 'zod'
import type { approvedVersion } from '../../../contract/approved-versions.ts'
import { errorText } from '../../../contract/error-text.ts'
import type { Failure, Result } from '../../../contract/result.ts'
import { language } from '../language.ts'
import { useSession } from '../stores/session.ts'
import { toast } from '../ui/toasts.ts'

type Version = Pick<z.infer<typeof approvedVersion>, 'id' | 'number' | 'state' | 'author'>

interface Options {
  /** The version that is written or waits for approval. */
  next(): Version | undefined
  mayWrite(): boolean
  mayDecide(): boolean
  readonly editor: { readonly dirty: Readonly<Ref<boolean>>; saved(): void }
  /** What keeps it from being saved, in words; undefined: nothing. */
  lacking(): string | undefined
  save(): Promise<Result<{ readonly id: string; readonly number: number }>>
  submit(version: string): Promise<Result<unknown>>
  approve(version: string, confirmation: string): Promise<Result<unknown>>
  sendBack(version: string, reason: string): Promise<Result<unknown>>
  /** Reads again; `keep`: what is being edited stays. */
  load(keep: boolean): Promise<void>
  /** It was saved, submitted or decided. */
  changed(): void
  say(done: 'saved' | 'submitted' | 'approved', number: number): string
  /** Where Escape leads from the form, and the form that is opened. */
  readonly outline: Readonly<Ref<{ focus(): void } | null>>
  readonly form: Readonly<Ref<HTMLElement | null>>
}

/** The life of a version that somebody else approves: saved, submitted, approved or returned; Ctrl S saves. */
export function useVersionLife(options: Options) {
  const account = useSession()
  const busy = ref(false)
  const dialog = shallowRef<'approve' | 'return' | 'properties'>()
  const mayApprove = computed(() => {
    const next = options.next()
    return (
      options.mayDecide() && next?.state === 'submitted' && next.author !== account.session?.person
    )
  })
  /** What waits for approval is not changed meanwhile. */
  const readonly = computed(() => !options.mayWrite() || options.next()?.state === 'submitted')
  const refuse = (failure: Failure): void =>
    void toast(errorText(failure, language.value), { tone: 'crit' })

  async function done(): Promise<void> {
    await options.load(true)
    options.changed()
  }
  async function save(): Promise<string | undefined> {
    if (readonly.value || busy.value) return undefined
    const lacking = options.lacking()
    if (lacking !== undefined) {
      toast(lacking, { tone: 'crit' })
      return undefined
    }
    busy.value = true
    const answer = await options.save()
    busy.value = false
    if (!answer.ok) {
      refuse(answer.error)
      return undefined
    }
    options.editor.saved()
    toast(options.say('saved', answer.value.number))
    await done()
    return answer.value.id
  }
  async function submit(): Promise<void> {
    const version = options.editor.dirty.value ? await save() : options.next()?.id
    if (version === undefined) return
    const answer = await options.submit(version)
    if (!answer.ok) return refuse(answer.error)
    toast(options.say('submitted', options.next()?.number ?? 0))
    await done()
  }
  async function discard(): Promise<void> {
    options.editor.saved()
    await options.load(false)
  }
  async function decided(): Promise<void> {
    if (dialog.value === 'approve') toast(options.say('approved', options.next()?.number ?? 0))
    dialog.value = undefined
    await done()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || document.querySelector('dialog[open]')) return
    if (event.ctrlKey && event.code === 'KeyS') {
      event.preventDefault()
      void save()
    } else if (event.code === 'Escape' && options.form.value?.contains(event.target as Node)) {
      event.preventDefault()
      options.outline.value?.focus()
    }
  }
  window.addEventListener('keydown', onKey)
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))

  return {
    busy,
    dialog,
    mayApprove,
    readonly,
    save,
    submit,
    discard,
    /** What came in since it was read is read before it is signed. */
    async approve(confirmation: string): Promise<Result<unknown>> {
      const answer = await options.approve(options.next()?.id ?? '', confirmation)
      if (!answer.ok && answer.error.code === 'textChanged') void options.load(false)
      return answer
    },
    sendBack: (reason: string) => options.sendBack(options.next()?.id ?? '', reason),
    decided,
    /** Goes into the form of what has the cursor. */
    edit: (): void =>
      void nextTick(() =>
        options.form.value?.querySelector<HTMLElement>('input, textarea')?.focus(),
      ),
  }
}
