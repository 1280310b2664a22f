import { z } from 'zod'

/** Webhooks of Alertmanager, version 4 of their format: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */

export const SEVERITIES = ['critical', 'warning', 'info'] as const
export type OutsideSeverity = (typeof SEVERITIES)[number]

/** An alert as the other system tells it. */
export interface OutsideAlert {
  /** Of which, and where: what tells it from the others. */
  readonly name: string
  readonly severity: OutsideSeverity
  readonly firing: boolean
  readonly text: string
}

const MOST_ALERTS = 500
const MOST_NAME = 120
const MOST_TEXT = 2_000

const texts = z.record(z.string().max(200), z.string().max(4_000))
const message = z.object({
  version: z.string().max(20).optional(),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: texts,
        annotations: texts.optional(),
      }),
    )
    .max(MOST_ALERTS),
})

/** Labels that other systems use for the same thing. */
const SEVERITY_WORDS: Readonly<Record<string, OutsideSeverity>> = {
  critical: 'critical',
  page: 'critical',
  error: 'critical',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  none: 'info',
}

/** Texts come from anywhere: one line, nothing that does not show, and so long. */
const plain = (text: string, most: number): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()

/** The alerts of a message; undefined: it is none. */
export function alertsIn(body: unknown): OutsideAlert[] | undefined {
  const { data } = message.safeParse(body)
  return data?.alerts.flatMap(({ status, labels, annotations = {} }) => {
    // A colon would part the name from the metric, of which it is the instance.
    const name = [labels['alertname'], labels['instance'] ?? labels['job'] ?? labels['service']]
      .map((part) => plain(part ?? '', MOST_NAME))
      .filter((part) => part !== '')
      .join(' ')
    if (name === '') return []
    const said = [annotations['summary'], annotations['description'], annotations['message']]
    return [
      {
        name: name.slice(0, MOST_NAME),
        severity: SEVERITY_WORDS[(labels['severity'] ?? '').toLowerCase()] ?? 'warning',
        firing: status === 'firing',
        text: said
          .map((part) => plain(part ?? '', MOST_TEXT))
          .filter((part) => part !== '')
          .join('\n')
          .slice(0, MOST_TEXT),
      },
    ]
  })
}
