import { computed, reactive, shallowRef, watch } from 'vue'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Failure, Result } from '../../../../contract/result.ts'
import { READY_PATTERNS, TEAM_NAMES, type Slot } from '../../../../contract/roster-patterns.ts'
import type { Roster } from '../../../../contract/roster-shapes.ts'
import { call } from '../../call.ts'
import { textIn, textsOf } from '../../language.ts'
import { isoDay, moveDay } from '../../ui/calendar.ts'
import { isDay, isZone } from './model/days.ts'
import { TEXTS } from './texts.ts'

export type Preview = OutputOf<'roster.preview'>
interface TeamDraft {
  readonly id?: string
  name: string
}
interface SlotDraft {
  key: string
  zh: string
  en: string
  from: string
  to: string
}

export const CUSTOM = 'custom'
const PREVIEW_DAYS = 28
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/u
/** The fewest people of a shift. */
const MINIMUM = Array.from({ length: 50 }, (_, index) => index + 1)
const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const draftOf = (slot: Slot): SlotDraft => ({
  key: slot.key,
  zh: slot.name['zh-CN'],
  en: slot.name.en,
  from: slot.from,
  to: slot.to,
})

/** The form of a new roster, or of another rotation of one, with the four weeks that follow from it. */
export function usePlanForm(roster?: Roster) {
  const t = textsOf(TEXTS)
  const plan = roster?.plans.at(-1)
  const today = isoDay(new Date())
  const form = reactive({
    name: roster?.name ?? t('defaultName'),
    timeZone: roster?.timeZone ?? zoneHere(),
    post: roster?.post ?? '',
    from: roster ? moveDay(today, 1) : today,
    minimum: roster?.minimum ?? 1,
    leadNeeded: roster?.leadNeeded ?? true,
    endsOn: roster?.endsOn ?? '',
    ready: plan ? CUSTOM : (READY_PATTERNS[0]?.key ?? CUSTOM),
    slots: [] as SlotDraft[],
    cycle: [] as (number | null)[][],
    teams: [] as TeamDraft[],
  })
  if (plan) {
    form.slots = plan.slots.map(draftOf)
    form.cycle = plan.cycle.map((day) => [...day])
    form.teams = plan.teams.map(({ id, name }) => ({ id, name }))
  } else useReady(form.ready)

  function useReady(key: string): void {
    const pattern = READY_PATTERNS.find((one) => one.key === key)
    form.ready = key
    if (!pattern) return
    form.slots = pattern.slots.map(draftOf)
    form.cycle = pattern.cycle.map((day) => [...day])
    while (form.teams.length < pattern.teams) addTeam()
    form.teams.splice(pattern.teams)
  }

  function addTeam(): void {
    const at = form.teams.length
    const known = TEAM_NAMES[at]
    form.teams.push({ name: known ? textIn(known) : t('teamName', { n: at + 1 }) })
  }

  function removeTeam(): void {
    if (form.teams.length <= 1) return
    form.teams.pop()
    const last = form.teams.length
    form.cycle = form.cycle.map((day) =>
      day.map((team) => (team !== null && team >= last ? null : team)),
    )
  }

  function addSlot(): void {
    let number = form.slots.length + 1
    while (form.slots.some(({ key }) => key === `s${number}`)) number += 1
    form.slots.push({ key: `s${number}`, zh: '', en: '', from: '08:00', to: '17:00' })
    form.cycle = form.cycle.map((day) => [...day, null])
  }

  function removeSlot(index: number): void {
    if (form.slots.length <= 1) return
    form.slots.splice(index, 1)
    form.cycle = form.cycle.map((day) => day.filter((_team, at) => at !== index))
  }

  const setTeam = (day: number, slot: number, team: number | null): void => {
    form.cycle = form.cycle.map((row, at) => (at === day ? row.with(slot, team) : row))
  }

  const wrong = computed(() => ({
    name: form.name.trim() === '' ? t('required') : undefined,
    from: isDay(form.from) ? undefined : t('dateWrong'),
    endsOn: form.endsOn === '' || isDay(form.endsOn) ? undefined : t('dateWrong'),
    minimum: MINIMUM.includes(form.minimum) ? undefined : t('minimumWrong'),
    timeZone: isZone(form.timeZone) ? undefined : t('zoneWrong'),
    slots: form.slots.every(({ zh, en, from, to }) =>
      [zh.trim() !== '', en.trim() !== '', CLOCK.test(from), CLOCK.test(to)].every(Boolean),
    )
      ? undefined
      : t('patternWrong'),
    teams: form.teams.every(({ name }) => name.trim() !== '') ? undefined : t('required'),
  }))
  const valid = computed(() => Object.values(wrong.value).every((text) => text === undefined))

  const drawn = computed(() => ({
    from: form.from,
    slots: form.slots.map(({ key, zh, en, from, to }) => ({
      key,
      name: { 'zh-CN': zh.trim(), en: en.trim() },
      from,
      to,
    })),
    cycle: form.cycle.map((day) => [...day]),
  }))
  const teams = computed(() =>
    form.teams.map(({ id, name }) => (id === undefined ? { name: name.trim() } : { id })),
  )

  const preview = shallowRef<Preview>()
  const failure = shallowRef<Failure>()
  let asked = 0
  watch(
    [drawn, () => form.teams.map(({ name }) => name), () => form.timeZone],
    async () => {
      const own = ++asked
      if (!valid.value) return
      const answer = await call('roster.preview', {
        ...drawn.value,
        timeZone: form.timeZone,
        teams: form.teams.map(({ name }) => name.trim()),
        days: PREVIEW_DAYS,
      })
      if (own !== asked) return
      failure.value = answer.ok ? undefined : answer.error
      if (answer.ok) preview.value = answer.value
    },
    { immediate: true },
  )

  /** Saves; answers the failure. */
  async function save(): Promise<Result<{ id: string }>> {
    const { minimum, leadNeeded } = form
    const name = form.name.trim()
    if (!roster) {
      const made = await call('roster.create', {
        ...drawn.value,
        name,
        timeZone: form.timeZone,
        ...(form.post === '' ? {} : { post: form.post }),
        teams: teams.value,
        minimum,
        leadNeeded,
      })
      return made.ok ? { ok: true, value: { id: made.value.id } } : made
    }
    const { id } = roster
    const rotation = JSON.stringify([form.slots, form.cycle, teams.value])
    if (rotation !== before) {
      const planned = await call('roster.plan', { ...drawn.value, id, teams: teams.value })
      if (!planned.ok) return planned
    }
    const updated = await call('roster.update', {
      id,
      name,
      minimum,
      leadNeeded,
      ...(form.post === '' ? {} : { post: form.post }),
      ...(form.endsOn === '' ? {} : { endsOn: form.endsOn }),
    })
    return updated.ok ? { ok: true, value: { id } } : updated
  }
  const before = JSON.stringify([form.slots, form.cycle, teams.value])

  return {
    form,
    wrong,
    valid,
    preview,
    failure,
    useReady,
    addTeam,
    removeTeam,
    addSlot,
    removeSlot,
    setTeam,
    addDay: (): void => {
      form.cycle = [...form.cycle, form.slots.map(() => null)]
    },
    removeDay: (): void => {
      if (form.cycle.length > 1) form.cycle = form.cycle.slice(0, -1)
    },
    save,
  }
}
export type PlanForm = ReturnType<typeof usePlanForm>
