import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { errorText } from '../../../../../contract/error-text.ts'
import { call } from '../../../call.ts'
import { language } from '../../../language.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useSession } from '../../../stores/session.ts'
import { useTypes } from '../../../stores/types.ts'
import { toast } from '../../../ui/toasts.ts'
import { stepsOf, type Found } from './steps.ts'

const KEY = 'desk/setup'
const TYPES: ReadonlySet<string> = new Set(['account', 'roster', 'checklist-schedule'])

/** What is still to be set up, for those who may; counted from the records, so that nobody ticks it off. */
export function useSetup() {
  const account = useSession()
  const types = useTypes()
  const found = shallowRef<Found>()
  const dismissed = ref(true)

  async function load(): Promise<void> {
    await types.load()
    const [accounts, rosters, schedules] = await Promise.all([
      account.can('accounts.manage') ? call('accounts.list', {}) : undefined,
      types.may('roster', 'create') ? call('roster.list', {}) : undefined,
      types.may('checklist-schedule', 'create')
        ? call('checklists.schedules', { ended: true })
        : undefined,
    ])
    // What cannot be read is told by its own screen; here it counts as nothing to set up.
    found.value = {
      people: accounts?.ok ? accounts.value.accounts.length : undefined,
      roster: rosters?.ok ? rosters.value.rosters.length : undefined,
      checklists: schedules?.ok ? schedules.value.schedules.length : undefined,
    }
  }
  void call('drafts.get', { key: KEY }).then(async (answer) => {
    if (!answer.ok || answer.value.value !== null) return
    await load()
    dismissed.value = false
  })
  onScopeDispose(
    gathered(
      (type) => !dismissed.value && TYPES.has(type),
      () => void load(),
    ),
  )

  return {
    steps: computed(() => (dismissed.value || !found.value ? [] : stepsOf(found.value))),
    load,
    /** For good, for this person: gone once that is on disk. */
    async dismiss(): Promise<void> {
      const answer = await call('drafts.save', { key: KEY, value: { dismissed: true } })
      if (answer.ok) dismissed.value = true
      else toast(errorText(answer.error, language.value), { tone: 'crit' })
    },
  }
}
