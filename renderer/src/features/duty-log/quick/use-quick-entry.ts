import { computed, reactive, ref, shallowRef, toRaw } from 'vue'
import type { Attachment } from '../../../../../contract/common.ts'
import { LATE_AFTER_MINUTES, LOG_CATEGORIES } from '../../../../../contract/duty-log.ts'
import type { Json } from '../../../../../contract/record-type.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'
import { compose, insertToken, livingTokens, type Token, type Trigger } from '../model/compose.ts'
import { leadingTime, parseEventTime } from '../../../time/event-time.ts'

export interface QuickDraft {
  readonly id: string
  readonly text: string
  readonly tokens: readonly Token[]
  /** When it happened; undefined means now. */
  readonly at?: number
  readonly category: string
  readonly attachments: readonly Attachment[]
}

/** What the entry line needs from outside; given by the component so that it can be tested alone. */
export interface QuickPort {
  write(entry: {
    readonly id: string
    readonly text: string
    readonly category: string
    readonly at?: number
    readonly tags: string[]
    readonly links: { readonly type: string; readonly id: string }[]
    readonly attachments: Attachment[]
  }): Promise<Result<{ readonly at: number; readonly late: boolean }>>
  put(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<Attachment>>
  /** Keeps what is being written; null when nothing is left to keep. */
  keep(draft: Json | null): void
  now(): number
  newId(): string
}

export interface SavedNote {
  readonly at: number
  readonly late: boolean
}

const DEFAULT_CATEGORY = LOG_CATEGORIES[0].value

/** The state of the quick entry line: what is written, chosen and attached, and what became of it. */
export function quickEntry(port: QuickPort) {
  const draft = reactive({
    id: port.newId(),
    text: '',
    tokens: [] as Token[],
    at: undefined as number | undefined,
    category: DEFAULT_CATEGORY as string,
    attachments: [] as Attachment[],
  })
  const saving = ref(false)
  /** Names of files on their way into the workspace. */
  const attaching = ref<string[]>([])
  const failure = shallowRef<Failure>()
  const saved = shallowRef<SavedNote>()

  const empty = computed(() => draft.text.trim() === '' && draft.attachments.length === 0)
  const canSave = computed(
    () => draft.text.trim() !== '' && !saving.value && attaching.value.length === 0,
  )

  function changed(): void {
    saved.value = undefined
    failure.value = undefined
    port.keep(empty.value && draft.at === undefined ? null : snapshot())
  }

  function snapshot(): Json {
    const { id, text, tokens, at, category, attachments } = toRaw(draft)
    // Through text: what is nested is still reactive, which neither a clone nor the bridge takes.
    const kept = { id, text, tokens, ...(at === undefined ? {} : { at }), category, attachments }
    return JSON.parse(JSON.stringify(kept)) as Json
  }

  function clear(): void {
    draft.id = port.newId()
    draft.text = ''
    draft.tokens = []
    draft.at = undefined
    draft.category = DEFAULT_CATEGORY
    draft.attachments = []
  }

  return {
    draft,
    saving,
    attaching,
    failure,
    saved,
    empty,
    canSave,
    /** What was typed; a time in front of the text becomes the time of the entry. */
    type(text: string): void {
      const led = leadingTime(text, port.now())
      draft.text = led ? led.rest : text
      if (led) draft.at = led.at
      draft.tokens = livingTokens(draft.text, draft.tokens)
      changed()
    },
    /** Puts a chosen record or tag where the trigger stands; answers the place of the caret. */
    choose(trigger: Trigger, caret: number, token: Token): number {
      const next = insertToken(draft.text, trigger, caret, token)
      draft.text = next.text
      draft.tokens = [...draft.tokens.filter((other) => other.text !== token.text), token]
      changed()
      return next.caret
    },
    /** Sets the time as typed; empty is now. Answers false when it is no time. */
    setTime(typed: string): boolean {
      const at = typed.trim() === '' ? undefined : parseEventTime(typed, port.now())
      if (typed.trim() !== '' && at === undefined) return false
      draft.at = at
      changed()
      return true
    },
    setCategory(value: string): void {
      draft.category = value
      changed()
    },
    cycleCategory(step: 1 | -1): void {
      const at = LOG_CATEGORIES.findIndex((category) => category.value === draft.category)
      const next = LOG_CATEGORIES[(at + step + LOG_CATEGORIES.length) % LOG_CATEGORIES.length]
      if (next) draft.category = next.value
      changed()
    },
    async attach(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
      attaching.value = [...attaching.value, name]
      const answer = await port.put(name, mime, bytes)
      attaching.value = attaching.value.filter((other) => other !== name)
      if (!answer.ok) {
        failure.value = answer.error
        return
      }
      if (!draft.attachments.some((file) => file.sha256 === answer.value.sha256))
        draft.attachments = [...draft.attachments, answer.value]
      changed()
    },
    detach(sha256: string): void {
      draft.attachments = draft.attachments.filter((file) => file.sha256 !== sha256)
      changed()
    },
    /** Writes the entry. On failure everything stays as it was. */
    async save(): Promise<boolean> {
      if (!canSave.value) return false
      saving.value = true
      failure.value = undefined
      const { text, tags, links } = compose(draft.text, draft.tokens)
      const answer = await port.write({
        id: draft.id,
        text,
        category: draft.category,
        ...(draft.at === undefined ? {} : { at: draft.at }),
        tags: [...tags],
        links: links.map(({ type, id }) => ({ type, id })),
        attachments: draft.attachments.map((file) => ({ ...file })),
      })
      saving.value = false
      if (!answer.ok) {
        failure.value = answer.error
        return false
      }
      const at = draft.at ?? answer.value.at
      clear()
      port.keep(null)
      saved.value = { at, late: answer.value.late }
      return true
    },
    /** Takes up the draft of before, which arrives after the line is open; what was typed meanwhile follows it. */
    resume(kept: QuickDraft | undefined): void {
      if (!kept) return
      draft.text = [kept.text.trimEnd(), draft.text].filter((text) => text !== '').join(' ')
      draft.tokens = [...kept.tokens, ...draft.tokens]
      draft.attachments = [...kept.attachments, ...draft.attachments]
      draft.at ??= kept.at
      if (draft.category === DEFAULT_CATEGORY) draft.category = kept.category
      changed()
    },
    /** Takes up a kept draft; without one the line is empty. */
    restore(kept: QuickDraft | undefined): void {
      clear()
      saved.value = undefined
      failure.value = undefined
      if (!kept) return
      Object.assign(draft, {
        ...kept,
        tokens: [...kept.tokens],
        at: kept.at,
        attachments: [...kept.attachments],
      })
    },
  }
}

/** True when an entry written now for that time will be marked as late. */
export const isLate = (at: number | undefined, now: number): boolean =>
  at !== undefined && now - at > LATE_AFTER_MINUTES * 60_000

/** A draft as it was kept, or undefined when it is none. */
export function asDraft(value: Json): QuickDraft | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const { id, text, tokens, category } = value as { readonly [key: string]: Json }
  const whole =
    typeof id === 'string' &&
    typeof text === 'string' &&
    typeof category === 'string' &&
    Array.isArray(tokens)
  return whole ? (value as unknown as QuickDraft) : undefined
}
