import { computed, shallowRef } from 'vue'
import type { AlertView } from '../../../../../contract/alerts.ts'
import { errorText } from '../../../../../contract/error-text.ts'
import { call } from '../../../call.ts'
import { language, textsOf } from '../../../language.ts'
import { declareFrom } from '../../../stores/declaring.ts'
import { useSession } from '../../../stores/session.ts'
import { useTypes } from '../../../stores/types.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

export type AlertAct = 'acknowledge' | 'snooze' | 'assign' | 'note' | 'reclassify' | 'finish'

/** What an act needs to know of the alerts it is for. */
export type Told = Pick<AlertView, 'id' | 'title'> & Partial<Pick<AlertView, 'state' | 'unit'>>

/** What people do with alerts, wherever they are shown: one act at a time, for one alert or several. */
export function useAlertActs(done: () => void = () => undefined) {
  const t = textsOf(TEXTS)
  const types = useTypes()
  const account = useSession()
  const asked = shallowRef<{ readonly act: AlertAct; readonly alerts: readonly Told[] }>()
  void types.load()
  const mayAct = computed(() => types.may('alert', 'update'))
  const mayReclassify = computed(() => account.can('alert.reclassify'))
  const mayDeclare = computed(() => types.may('incident', 'create'))

  return {
    asked,
    mayAct,
    mayReclassify,
    mayDeclare,
    /** Opens the dialog of an act; what may not be done asks nothing. */
    ask(act: AlertAct, alerts: readonly Told[]): void {
      const may = act === 'reclassify' ? mayReclassify.value : mayAct.value
      if (alerts.length > 0 && may) asked.value = { act, alerts }
    },
    /** Puts an alert off, or brings it back when it is. */
    async toggleSnooze(alerts: readonly Told[]): Promise<void> {
      if (!mayAct.value || alerts.length === 0) return
      if (!alerts.every(({ state }) => state === 'snoozed'))
        return void (asked.value = { act: 'snooze', alerts })
      const answer = await call('alert.unsnooze', { ids: alerts.map(({ id }) => id) })
      toast(
        answer.ok ? t('wakeDone') : errorText(answer.error, language.value),
        answer.ok ? {} : { tone: 'crit' },
      )
      if (answer.ok) done()
    },
    declare(alerts: readonly Told[]): void {
      if (!mayDeclare.value || alerts.length === 0) return
      declareFrom(
        alerts.map(({ id }) => ({ type: 'alert', id })),
        alerts[0]?.title,
      )
    },
    /** The chosen ones come under the first. */
    async group(alerts: readonly Told[]): Promise<void> {
      const [under, ...others] = alerts
      if (!mayAct.value || !under || others.length === 0) return
      const answer = await call('alert.group', {
        ids: others.map(({ id }) => id),
        under: under.id,
      })
      toast(
        answer.ok
          ? t('groupDone', { title: under.title })
          : errorText(answer.error, language.value),
        answer.ok ? {} : { tone: 'crit' },
      )
      if (answer.ok) done()
    },
    close(acted: boolean): void {
      asked.value = undefined
      if (acted) done()
    },
  }
}
export type AlertActs = ReturnType<typeof useAlertActs>
