import storageFailure from '../../../../resources/templates/plans/storage-failure.json' with { type: 'json' }
import databaseFailure from '../../../../resources/templates/plans/database-failure.json' with { type: 'json' }
import networkOutage from '../../../../resources/templates/plans/network-outage.json' with { type: 'json' }
import powerFailure from '../../../../resources/templates/plans/power-failure.json' with { type: 'json' }
import applicationOutage from '../../../../resources/templates/plans/application-outage.json' with { type: 'json' }
import dataRestore from '../../../../resources/templates/plans/data-restore.json' with { type: 'json' }
import ransomware from '../../../../resources/templates/plans/ransomware.json' with { type: 'json' }
import webDefacement from '../../../../resources/templates/plans/web-defacement.json' with { type: 'json' }
import dataLeak from '../../../../resources/templates/plans/data-leak.json' with { type: 'json' }
import ddos from '../../../../resources/templates/plans/ddos.json' with { type: 'json' }
import fire from '../../../../resources/templates/plans/fire.json' with { type: 'json' }
import flooding from '../../../../resources/templates/plans/flooding.json' with { type: 'json' }
import earthquakeTyphoon from '../../../../resources/templates/plans/earthquake-typhoon.json' with { type: 'json' }
import coolingFailure from '../../../../resources/templates/plans/cooling-failure.json' with { type: 'json' }

/** Plans that ship with the application, in the order in which they are offered. */
export const SHIPPED_PLANS: readonly unknown[] = [
  storageFailure,
  databaseFailure,
  networkOutage,
  powerFailure,
  applicationOutage,
  dataRestore,
  ransomware,
  webDefacement,
  dataLeak,
  ddos,
  fire,
  flooding,
  earthquakeTyphoon,
  coolingFailure,
]
