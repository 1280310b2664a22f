import { computed, ref, watch, type Ref } from 'vue'
import type { InputOf } from '../../../../../contract/procedures.ts'
import { errorText } from '../../../../../contract/error-text.ts'
import { call } from '../../../call.ts'
import { language } from '../../../language.ts'
import { useSession } from '../../../stores/session.ts'
import { useLoad } from '../../../stores/use-load.ts'
import { useTypes } from '../../../stores/types.ts'
import { toast } from '../../../ui/toasts.ts'
import { CAPABILITIES } from '../../../../../contract/roles.ts'

type Changes = InputOf<'incident.update'>['changes']

/** One incident with its timeline, asked for again as soon as anything of it changed. */
export function useIncident(id: Ref<string>) {
  const account = useSession()
  const types = useTypes()
  void types.load()
  const { data, failure, slow, load } = useLoad(
    [
      'incident',
      'timeline-event',
      'timeline-mark',
      'log-entry',
      'alert',
      'finding',
      'response-step',
      'step-result',
      'activation',
      'change',
    ],
    async () => {
      const got = await call('incident.get', { id: id.value })
      if (!got.ok) return got
      const told = await call('incident.timeline', { id: id.value })
      if (!told.ok) return told
      return { ok: true, value: { incident: got.value.incident, lines: told.value.lines } }
    },
  )
  const busy = ref(false)
  watch(id, () => {
    data.value = undefined
    void load()
  })
  const roles = computed(() => account.session?.roles ?? [])

  /** Changes fields with what the reader saw; a failure is told, the field keeps what was typed. */
  async function save(changes: Changes): Promise<boolean> {
    const incident = data.value?.incident
    if (!incident) return false
    busy.value = true
    const answer = await call('incident.update', { id: incident.id, changes, seen: incident.seen })
    busy.value = false
    if (!answer.ok) toast(errorText(answer.error, language.value), { tone: 'crit' })
    else await load()
    return answer.ok
  }

  return {
    data,
    failure,
    slow,
    load,
    busy,
    save,
    mayChange: computed(
      () => types.may('incident', 'update') && data.value?.incident.phase !== 'closed',
    ),
    mayLead: computed(() =>
      CAPABILITIES['incident.lead'].some((role) => roles.value.includes(role)),
    ),
  }
}
