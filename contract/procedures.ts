import type { z } from 'zod'
import { accountProcedures } from './accounts.ts'
import { alertProcedures } from './alerts.ts'
import { backupProcedures } from './backup.ts'
import { checklistProcedures } from './checklists.ts'
import { configurationProcedures } from './configuration.ts'
import { dutyLogProcedures } from './duty-log.ts'
import { fileProcedures } from './files.ts'
import { handoverProcedures } from './handover.ts'
import { hostProcedures } from './host.ts'
import { incidentAnalysisProcedures } from './incident-analysis.ts'
import { incidentReportProcedures } from './incident-report.ts'
import { incidentProcedures } from './incidents.ts'
import { libraryImportProcedures } from './library-import.ts'
import { libraryLifeProcedures } from './library-life.ts'
import { librarySearchProcedures } from './library-search.ts'
import { libraryReaderProcedures } from './library-reader.ts'
import { logWatchProcedures } from './log-watch.ts'
import { monitorProcedures } from './monitors.ts'
import { oversightProcedures } from './oversight.ts'
import { peopleProcedures } from './people.ts'
import { registerProcedures } from './register.ts'
import { responseProcedures } from './response.ts'
import { rosterProcedures } from './roster.ts'
import { securityProcedures } from './security.ts'
import { supportProcedures } from './support.ts'
import { syncProcedures } from './sync.ts'
import { transferProcedures } from './transfer.ts'
import { workProcedures } from './work.ts'
import { workspaceProcedures } from './workspace.ts'

/** Answered by core, in every host. */
export const CORE_PROCEDURES = {
  ...workspaceProcedures,
  ...accountProcedures,
  ...registerProcedures,
  ...transferProcedures,
  ...fileProcedures,
  ...dutyLogProcedures,
  ...rosterProcedures,
  ...checklistProcedures,
  ...handoverProcedures,
  ...incidentProcedures,
  ...incidentAnalysisProcedures,
  ...incidentReportProcedures,
  ...responseProcedures,
  ...libraryImportProcedures,
  ...libraryLifeProcedures,
  ...librarySearchProcedures,
  ...libraryReaderProcedures,
  ...configurationProcedures,
  ...monitorProcedures,
  ...logWatchProcedures,
  ...alertProcedures,
  ...securityProcedures,
  ...supportProcedures,
  ...peopleProcedures,
  ...oversightProcedures,
  ...syncProcedures,
  ...backupProcedures,
  ...workProcedures,
} as const

/** The whole contract: the only way from the interface to anything else. */
export const PROCEDURES = { ...CORE_PROCEDURES, ...hostProcedures } as const

export type CoreProcedureName = keyof typeof CORE_PROCEDURES
export type ProcedureName = keyof typeof PROCEDURES
export type InputOf<N extends ProcedureName> = z.input<(typeof PROCEDURES)[N]['input']>
/** What a handler receives: the input after validation. */
export type ParsedInputOf<N extends ProcedureName> = z.output<(typeof PROCEDURES)[N]['input']>
export type OutputOf<N extends ProcedureName> = z.output<(typeof PROCEDURES)[N]['output']>
