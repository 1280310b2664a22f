import type { AlertView } from '../../../../contract/alerts.ts'
import { ADVICES, type Severity } from '../../../../contract/monitoring.ts'
import type { MonitorView } from '../../../../contract/monitors.ts'
import { language } from '../../language.ts'
import { valueWords } from './model/figures.ts'

/** Icons of the severities; filled: nobody has answered, outlined: somebody has. */
const FILLED = { crit: 's-crit', warn: 's-warn', notice: 's-notice' } as const
const OUTLINED = { crit: 's-crit-ack', warn: 's-warn-ack', notice: 's-notice' } as const

export const severityIcon = (severity: keyof typeof FILLED, isOpen: boolean): string =>
  (isOpen ? FILLED : OUTLINED)[severity]

/** How a monitor stands, as icon, colour and key of its word. */
export function stateMark({ status, enabled }: Pick<MonitorView, 'status' | 'enabled'>): {
  readonly icon: string
  readonly tone: string
  readonly word: 'up' | 'down' | 'unknown' | 'off' | 'maint' | Severity
} {
  if (!enabled || status.state === 'off') return { icon: 'w-skipped', tone: 'quiet', word: 'off' }
  if (status.maintenanceUntil !== undefined)
    return { icon: 's-maint', tone: 'maint', word: 'maint' }
  if (status.state === 'unknown') return { icon: 's-unknown', tone: 'unknown', word: 'unknown' }
  if (status.severity !== undefined)
    return {
      icon: severityIcon(status.severity, status.unacknowledged > 0),
      tone: status.severity,
      word: status.state === 'down' ? 'down' : status.severity,
    }
  return status.state === 'down'
    ? { icon: 's-crit', tone: 'crit', word: 'down' }
    : { icon: 's-ok', tone: 'quiet', word: 'up' }
}

/** Ready advice in words, or the words that somebody wrote. */
export const adviceWords = (advice: string): string =>
  Object.hasOwn(ADVICES, advice) ? ADVICES[advice as keyof typeof ADVICES][language.value] : advice

/** What an alert reads: the value now while it stands, else as it was raised. */
export function readingOf(alert: AlertView): string {
  const value = alert.current ?? alert.value
  return value === undefined || alert.ruleKind !== 'threshold'
    ? ''
    : valueWords(value, alert.unit, language.value)
}
