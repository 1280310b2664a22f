import { z } from 'zod'
import {
  checkArea,
  checkBody,
  checkCategory,
  type CheckBody,
} from '../../../contract/checklist-body.ts'
import type { Language } from '../../../contract/text.ts'
import { inLanguage } from '../../in-language.ts'
import machineRoomRound from '../../../resources/templates/checklists/machine-room-round.json' with { type: 'json' }
import facilityDaily from '../../../resources/templates/checklists/facility-daily.json' with { type: 'json' }
import serverDaily from '../../../resources/templates/checklists/server-daily.json' with { type: 'json' }
import networkDaily from '../../../resources/templates/checklists/network-daily.json' with { type: 'json' }
import databaseDaily from '../../../resources/templates/checklists/database-daily.json' with { type: 'json' }
import middlewareDaily from '../../../resources/templates/checklists/middleware-daily.json' with { type: 'json' }
import applicationDaily from '../../../resources/templates/checklists/application-daily.json' with { type: 'json' }
import backupDaily from '../../../resources/templates/checklists/backup-daily.json' with { type: 'json' }
import securityDaily from '../../../resources/templates/checklists/security-daily.json' with { type: 'json' }
import weeklyRound from '../../../resources/templates/checklists/weekly-round.json' with { type: 'json' }
import monthlyRound from '../../../resources/templates/checklists/monthly-round.json' with { type: 'json' }
import shiftHandover from '../../../resources/templates/checklists/shift-handover.json' with { type: 'json' }
import { READY_SCHEDULES, type ReadySchedule } from './ready-schedules.ts'

/** Checklists that ship with the application, in the order in which they are offered. */
const SHIPPED: readonly unknown[] = [
  machineRoomRound,
  facilityDaily,
  serverDaily,
  networkDaily,
  databaseDaily,
  middlewareDaily,
  applicationDaily,
  backupDaily,
  securityDaily,
  weeklyRound,
  monthlyRound,
  shiftHandover,
]

const shipped = z.object({
  key: z.string(),
  category: checkCategory,
  area: checkArea,
  name: z.string(),
  notes: z.string(),
  sections: checkBody.shape.sections,
})

export interface ShippedChecklist {
  readonly key: string
  readonly category: z.output<typeof checkCategory>
  readonly area: z.output<typeof checkArea>
  readonly name: string
  readonly notes: string
  readonly body: CheckBody
  readonly schedule: ReadySchedule
}

/** All of them in one language. Throws when one of the files is none or has no schedule. */
export const shippedChecklists = (language: Language): readonly ShippedChecklist[] =>
  SHIPPED.map((file) => {
    const { sections, ...head } = shipped.parse(inLanguage(file, language))
    const schedule = READY_SCHEDULES[head.key]
    if (schedule === undefined) throw new Error(`no schedule for ${head.key}`)
    return { ...head, body: checkBody.parse({ sections }), schedule }
  })
