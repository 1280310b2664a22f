import { computed, ref, shallowRef } from 'vue'
import type { RecordView } from '../../../../../contract/common.ts'
import type { Json, RecordType } from '../../../../../contract/record-type.ts'
import type { Failure } from '../../../../../contract/result.ts'
import type { Level } from '../../../../../contract/roles.ts'
import { call } from '../../../call.ts'
import {
  changedFields,
  filledFields,
  formFields,
  initialValues,
  problemsOf,
  type Problem,
  type Values,
} from '../model/form.ts'
import { overlaps, rebase, type Overlap } from '../model/stale.ts'
import { asObject, sameValue } from '../../../records/values.ts'
import { keepDraft, type DraftState } from './draft-keeper.ts'

export interface FormStart {
  readonly type: RecordType
  /** The record to change; absent for a new one. */
  readonly record: RecordView | undefined
  readonly given: Values
  readonly me: string
  /** Several forms for new records of one type may be open at once; each keeps its own draft. */
  readonly draftKey: string
}

export interface Saved {
  readonly id: string
  readonly commit: string
}

/** What somebody else changed while the form was open, and the record as it is now. */
export interface Stale {
  readonly record: RecordView
  readonly found: readonly Overlap[]
}

const DEFAULT_LEVEL: Level = 1

/** The state of one form: values, what is wrong with them, the draft, and saving. */
export function useRecordForm({ type, record, given, me, draftKey }: FormStart) {
  const names = formFields(type)
  const pick = (from: RecordView): Values =>
    Object.fromEntries(names.map((name) => [name, from.fields[name] ?? null]))
  const blank = initialValues(type, { me, now: Date.now() }, given)

  const start = shallowRef<Values>(record ? pick(record) : blank)
  const values = shallowRef<Values>(start.value)
  const seen = ref(record?.seen)
  const startLevel = ref<Level>(record?.level ?? DEFAULT_LEVEL)
  const level = ref<Level>(startLevel.value)
  const touched = ref(new Set<string>())
  const tried = ref(false)
  const saving = ref(false)
  const failure = shallowRef<Failure>()
  const stale = shallowRef<Stale>()
  const draft = ref<DraftState>({ savedAt: undefined, failure: undefined })
  const restoredAt = ref<number>()

  const keeper = keepDraft(
    draftKey,
    {
      save: (key, value) => call('drafts.save', { key, value }),
      discard: (key) => call('drafts.discard', { key }),
    },
    (state) => (draft.value = state),
  )

  const changes = computed(() => changedFields(start.value, values.value))
  const dirty = computed(
    () => Object.keys(changes.value).length > 0 || level.value !== startLevel.value,
  )
  const allProblems = computed(() => problemsOf(type, values.value))
  const problems = computed<Readonly<Record<string, Problem>>>(() =>
    tried.value
      ? allProblems.value
      : Object.fromEntries(
          Object.entries(allProblems.value).filter(
            ([name, problem]) => touched.value.has(name) && problem.code !== 'required',
          ),
        ),
  )

  function remember(): void {
    keeper.changed({
      values: values.value,
      level: level.value,
      start: start.value,
      seen: seen.value ?? null,
    })
  }

  function set(name: string, value: Json): void {
    values.value = { ...values.value, [name]: value }
    remember()
  }

  /** Takes back what was being written when the app ended or somebody else signed in. */
  async function restore(): Promise<void> {
    const answer = await call('drafts.get', { key: draftKey })
    if (!answer.ok || answer.value.value === null) return
    const kept = asObject(answer.value.value)
    const keptValues = asObject(kept['values'])
    if (Object.keys(keptValues).length === 0) return
    // What the draft started from decides what it changed, even if the record moved on since.
    if (record) start.value = { ...start.value, ...asObject(kept['start']) }
    if (typeof kept['seen'] === 'string') seen.value = kept['seen']
    values.value = { ...values.value, ...keptValues }
    level.value = toLevel(kept['level']) ?? level.value
    if (dirty.value) restoredAt.value = answer.value.savedAt ?? Date.now()
  }

  async function discard(): Promise<void> {
    values.value = record ? pick(record) : blank
    start.value = values.value
    seen.value = record?.seen
    level.value = startLevel.value
    restoredAt.value = undefined
    await keeper.discard()
  }

  /** Compares with the record as it is now; answers whether saving may go on. */
  async function settleStale(): Promise<boolean> {
    if (!record) return true
    const answer = await call('register.get', { type: type.name, id: record.id })
    if (!answer.ok) {
      failure.value = answer.error
      return false
    }
    const now = answer.value.record
    if (now.seen === seen.value) return true
    const found = overlaps(start.value, values.value, pick(now), names)
    if (found.some(({ clash }) => clash)) {
      stale.value = { record: now, found }
      return false
    }
    adopt(now, found, new Set())
    return true
  }

  function adopt(now: RecordView, found: readonly Overlap[], take: ReadonlySet<string>): void {
    values.value = rebase(values.value, found, take)
    start.value = pick(now)
    seen.value = now.seen
    stale.value = undefined
  }

  /** Saves when nothing is wrong; undefined when something has to be corrected or decided first. */
  async function save(): Promise<Saved | undefined> {
    tried.value = true
    failure.value = undefined
    if (saving.value || Object.keys(allProblems.value).length > 0) return undefined
    saving.value = true
    try {
      if (!(await settleStale())) return undefined
      const saved = record ? await update(record.id) : await create()
      if (!saved) return undefined
      // What is written is not lost by leaving any more.
      start.value = values.value
      startLevel.value = level.value
      await keeper.discard()
      return saved
    } finally {
      saving.value = false
    }
  }

  async function create(): Promise<Saved | undefined> {
    const answer = await call('register.create', {
      type: type.name,
      fields: filledFields(values.value),
      ...(type.levels ? { level: level.value } : {}),
    })
    if (answer.ok) return { id: answer.value.id, commit: answer.value.commit }
    failure.value = answer.error
    return undefined
  }

  async function update(id: string): Promise<Saved | undefined> {
    if (!dirty.value) return { id, commit: '' }
    const answer = await call('register.update', {
      type: type.name,
      id,
      fields: changes.value,
      ...(level.value === startLevel.value ? {} : { level: level.value }),
      ...(seen.value === undefined ? {} : { seen: seen.value }),
    })
    if (answer.ok) return { id, commit: answer.value.commit }
    failure.value = answer.error
    return undefined
  }

  return {
    values,
    problems,
    changes,
    dirty,
    level,
    saving,
    failure,
    stale,
    draft,
    restoredAt,
    set,
    touch: (name: string): void => void touched.value.add(name),
    setLevel(next: Level): void {
      level.value = next
      remember()
    },
    restore,
    discard,
    flush: keeper.flush,
    save,
    /** Goes on after the person chose between both changes. */
    async decide(take: ReadonlySet<string>): Promise<Saved | undefined> {
      if (stale.value) adopt(stale.value.record, stale.value.found, take)
      return save()
    },
    isChanged: (name: string): boolean => !sameValue(start.value[name], values.value[name]),
  }
}

function toLevel(value: Json | undefined): Level | undefined {
  return value === 0 || value === 1 || value === 2 || value === 3 ? value : undefined
}
