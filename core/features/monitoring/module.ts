import type { FeatureModule } from '../../feature.ts'
import { usageHandlers } from './behaviour/usage-handlers.ts'
import { demonstrateMonitoring } from './demonstrate.ts'
import { matchHandlers } from './logs/handlers.ts'
import { monitoringBackground } from './collector/background.ts'
import { alertActHandlers } from './records/alert-acts.ts'
import { alertListHandlers } from './records/alert-list.ts'
import { figureHandlers } from './records/figures.ts'
import { monitorListHandlers } from './records/monitor-list.ts'
import { monitorHandlers } from './records/monitors.ts'
import { seriesHandlers } from './records/series.ts'
import { serviceHandlers } from './records/services.ts'
import { testHandlers } from './records/test-probe.ts'
import { windowHandlers } from './records/windows.ts'
import { monitoringConcerns } from './shared/concerns.ts'
import { monitoringReadings } from './shared/readings.ts'
import { monitoringSeries } from './shared/series.ts'
import { monitoringSheet, monitoringTimeline, monitoringWork } from './shared/work.ts'
import { alertType } from './types/alert.type.ts'
import { maintenanceWindowType, monitorType } from './types/monitor.types.ts'

/** Monitoring 系统监控 (B1–B6): what is watched, how it is judged, what is raised. */
export const monitoring: FeatureModule = {
  name: 'monitoring',
  types: [monitorType, maintenanceWindowType, alertType],
  handlers: {
    ...monitorHandlers,
    ...monitorListHandlers,
    ...testHandlers,
    ...seriesHandlers,
    ...serviceHandlers,
    ...windowHandlers,
    ...alertListHandlers,
    ...alertActHandlers,
    ...figureHandlers,
    ...matchHandlers,
    ...usageHandlers,
  },
  background: monitoringBackground,
  demonstrate: demonstrateMonitoring,
  contributes: {
    concerns: monitoringConcerns,
    work: monitoringWork,
    sheet: monitoringSheet,
    timeline: monitoringTimeline,
    readings: monitoringReadings,
    series: monitoringSeries,
  },
}
