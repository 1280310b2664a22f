import { z } from 'zod'
import { instant, nothing, receipt, recordId } from './common.ts'
import {
  MONITOR_KINDS,
  MONITOR_STATES,
  monitorFields,
  monitorRule,
  monitorTarget,
  sampleView,
  SEVERITIES,
  trendPoints,
} from './monitoring.ts'
import { PROBE_REASONS, type ProbeReason } from './monitoring-reasons.ts'
import { command, mayRecord, query, signedIn } from './procedure.ts'

const reason = z.enum(Object.keys(PROBE_REASONS) as [ProbeReason, ...ProbeReason[]])

/** How a monitor stands now. */
export const monitorStatus = z.object({
  state: z.enum(MONITOR_STATES),
  /** Since when it is in that state; absent: it was never seen. */
  since: instant.optional(),
  /** When it was probed last. */
  at: instant.optional(),
  reason: reason.optional(),
  /** What the probe said, for those who know the technology. */
  detail: z.string().optional(),
  samples: z.array(sampleView),
  /** Alerts that are raised, and the gravest of them; those that nobody acknowledged. */
  alerts: z.int(),
  severity: z.enum(SEVERITIES).optional(),
  unacknowledged: z.int(),
  /** End of the maintenance window that is on. */
  maintenanceUntil: instant.optional(),
  /** The monitor above it that is down: its alerts are held back. */
  heldBackBy: recordId.optional(),
})
export type MonitorStatus = z.infer<typeof monitorStatus>

export const monitorView = monitorFields.extend({
  id: recordId,
  enabled: z.boolean(),
  device: recordId,
  deviceName: z.string(),
  /** This device probes it. */
  here: z.boolean(),
  /** Opaque: what the reader saw, given back with an update. */
  seenHeads: z.string(),
  status: monitorStatus,
  /** The metric that tells most of it, with its last hour. */
  headline: z.string().optional(),
  trend: trendPoints.optional(),
})
export type MonitorView = z.infer<typeof monitorView>

/** What one probe found. */
const probeOutcome = z.object({
  state: z.enum(['up', 'down', 'unknown']),
  reason: reason.optional(),
  detail: z.string().optional(),
  samples: z.array(z.object({ metric: z.string(), value: z.number() })),
  /** Milliseconds it took. */
  took: z.number(),
})
export type ProbeOutcome = z.infer<typeof probeOutcome>

const YEARS_MS = 11 * 366 * 86_400_000
const period = { from: instant, to: instant }
const isPeriod = ({ from, to }: { from: number; to: number }) => to > from && to - from <= YEARS_MS

/** Milliseconds of a period by what is known of them; `known` is up + down. */
export const availability = z.object({
  up: z.number(),
  down: z.number(),
  /** Planned: neither up nor down counts in it. */
  maintenance: z.number(),
  unknown: z.number(),
  /** up / (up + down); null where nothing is known. */
  share: z.number().nullable(),
  /** Part of the period, maintenance apart, of which something is known. */
  coverage: z.number(),
  /** How often it went down. */
  outages: z.int(),
})
export type Availability = z.infer<typeof availability>

const stretch = z.object({
  from: instant,
  to: instant,
  tone: z.enum(['ok', 'notice', 'warn', 'crit', 'unknown', 'maint']),
})

export const BLIND_REASONS = ['closed', 'killed', 'asleep', 'clock', 'busy', 'lost'] as const
export const blindInterval = z.object({
  from: instant,
  to: instant,
  /** closed: the program was closed. killed: it ended by itself. lost: the store had to be made anew. */
  reason: z.enum(BLIND_REASONS),
})
export type BlindInterval = z.infer<typeof blindInterval>

export const maintenanceWindow = z.object({
  id: recordId,
  title: z.string(),
  from: instant,
  to: instant,
  /** Set when it was ended before its time. */
  endedAt: instant.optional(),
  monitors: z.array(recordId),
  tags: z.array(z.string()),
  reason: z.string(),
  change: recordId.optional(),
  /** Type of the approved record that it follows from, which stands in `change`; it ends with that. */
  work: z.string().optional(),
  by: z.string(),
  state: z.enum(['planned', 'running', 'over']),
})
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>

const keep = mayRecord('update', 'monitor')

/** Monitors, their values and what is known of them (B1, B2). */
export const monitorProcedures = {
  'monitor.list': query(
    mayRecord('read', 'monitor'),
    z.strictObject({
      kinds: z.array(z.enum(MONITOR_KINDS)).max(20).optional(),
      states: z.array(z.enum(MONITOR_STATES)).max(4).optional(),
      tags: z.array(z.string().max(60)).max(20).optional(),
      /** Monitors of this configuration item. */
      item: recordId.optional(),
      text: z.string().max(200).optional(),
      /** With the last hour of the headline metric, in so many points. */
      trend: z.int().min(2).max(200).optional(),
    }),
    z.object({ monitors: z.array(monitorView), total: z.int() }),
  ),
  'monitor.get': query(
    mayRecord('read', 'monitor'),
    z.strictObject({ id: recordId }),
    monitorView.extend({
      /** Names of what is kept of it, whenever it was last seen. */
      metrics: z.array(z.string()),
      /** Names of what the ids in it stand for. */
      names: z.record(z.string(), z.string()),
    }),
    ['notFound'],
  ),
  'monitor.create': command(
    mayRecord('create', 'monitor'),
    monitorFields,
    receipt.extend({ id: recordId }),
    ['fieldInvalid', 'missingFields'],
  ),
  'monitor.update': command(
    keep,
    z.strictObject({
      id: recordId,
      /** null empties what may be empty. */
      changes: monitorFields.partial().extend({
        parent: recordId.nullable().optional(),
        post: recordId.nullable().optional(),
        zone: z.string().max(60).nullable().optional(),
        notes: z.string().max(4_000).nullable().optional(),
      }),
      seen: z.string().max(20_000).optional(),
    }),
    receipt,
    ['notFound', 'recordDeleted', 'fieldInvalid'],
  ),
  'monitor.enable': command(
    keep,
    z.strictObject({ ids: z.array(recordId).min(1).max(500), enabled: z.boolean() }),
    receipt,
    ['notFound', 'recordDeleted'],
  ),
  'monitor.remove': command(
    mayRecord('delete', 'monitor'),
    z.strictObject({ ids: z.array(recordId).min(1).max(500) }),
    receipt,
    ['notFound', 'recordDeleted'],
  ),
  /** Probes once, now, from this device; nothing is kept. */
  'monitor.test': command(
    mayRecord('create', 'monitor'),
    z.strictObject({ target: monitorTarget, timeout: z.int().min(1).max(120).optional() }),
    probeOutcome,
  ),
  /** Probes a monitor of this device out of turn and keeps what it finds. */
  'monitor.probe': command(signedIn, z.strictObject({ id: recordId }), monitorStatus, [
    'notFound',
    'monitorElsewhere',
  ]),
  /** Rules that suit a kind. */
  'monitor.rules': query(
    signedIn,
    z.strictObject({ target: monitorTarget }),
    z.object({ rules: z.array(monitorRule), interval: z.int(), timeout: z.int() }),
  ),
  /** Values of a metric in about `width` points; where nothing is known, the points are left out. */
  'monitor.series': query(
    mayRecord('read', 'monitor'),
    z
      .strictObject({
        monitor: recordId,
        metric: z.string().min(1).max(200),
        ...period,
        width: z.int().min(2).max(4_000),
      })
      .refine(isPeriod),
    z.object({
      metric: z.string(),
      unit: z.string(),
      /** Milliseconds of one point. */
      step: z.int(),
      at: z.array(instant),
      mean: z.array(z.number()),
      min: z.array(z.number()),
      max: z.array(z.number()),
      /** Stretches without values. */
      gaps: z.array(z.object({ from: instant, to: instant })),
      /** Part of the period that is covered by values. */
      coverage: z.number(),
      /** Limits that rules of today set for it. */
      limits: z.array(
        z.object({
          side: z.enum(['above', 'below']),
          value: z.number(),
          severity: z.enum(SEVERITIES),
        }),
      ),
    }),
    ['notFound'],
  ),
  'monitor.availability': query(
    mayRecord('read', 'monitor'),
    z
      .strictObject({
        monitors: z.array(recordId).max(500).optional(),
        ...period,
        /** Moments that part the period, for days or weeks. */
        bounds: z.array(instant).max(400).optional(),
      })
      .refine(isPeriod),
    z.object({
      monitors: z.array(
        z.object({
          id: recordId,
          name: z.string(),
          total: availability,
          parts: z.array(availability.extend({ from: instant, to: instant })),
        }),
      ),
    }),
  ),
  /** States of a monitor over time, for its ribbon. */
  'monitor.history': query(
    mayRecord('read', 'monitor'),
    z.strictObject({ monitor: recordId, ...period }).refine(isPeriod),
    z.object({ stretches: z.array(stretch) }),
    ['notFound'],
  ),
  /** How the collector of this device stands, and when nobody watched. */
  'monitor.collector': query(
    signedIn,
    z.strictObject(period).refine(isPeriod),
    z.object({
      running: z.boolean(),
      counts: z.object({
        up: z.int(),
        down: z.int(),
        unknown: z.int(),
        off: z.int(),
        maintenance: z.int(),
      }),
      blind: z.array(blindInterval),
      blindMs: z.number(),
    }),
  ),
  /** Business systems (configuration items of kind service) by what is watched of them and of what they need. */
  'monitor.services': query(
    signedIn,
    z.strictObject(period).refine(isPeriod),
    z.object({
      services: z.array(
        z.object({
          id: recordId,
          name: z.string(),
          tone: stretch.shape.tone,
          /** What is wrong with it now, in a few words. */
          words: z.string(),
          monitors: z.int(),
          unknown: z.int(),
          stretches: z.array(stretch),
        }),
      ),
    }),
  ),
  'downtime.list': query(
    mayRecord('read', 'maintenance-window'),
    z.strictObject({ ...period, monitor: recordId.optional() }).refine(isPeriod),
    z.object({ windows: z.array(maintenanceWindow) }),
  ),
  'downtime.plan': command(
    mayRecord('create', 'maintenance-window'),
    z
      .strictObject({
        title: z.string().trim().min(1).max(120),
        ...period,
        monitors: z.array(recordId).max(500),
        tags: z.array(z.string().trim().min(1).max(60)).max(20),
        reason: z.string().trim().max(1_000),
        change: recordId.optional(),
      })
      .refine(isPeriod)
      .refine(({ monitors, tags }) => monitors.length + tags.length > 0),
    receipt.extend({ id: recordId }),
    ['fieldInvalid'],
  ),
  'downtime.end': command(
    mayRecord('update', 'maintenance-window'),
    z.strictObject({ id: recordId }),
    receipt,
    ['notFound', 'windowOver'],
  ),
  'monitor.settings': query(
    signedIn,
    nothing,
    z.object({ rawDays: z.int(), minuteDays: z.int(), hourMonths: z.int(), bytes: z.number() }),
  ),
} as const
